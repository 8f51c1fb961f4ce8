import { Alert, Badge, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { dayName } from '../time.ts';
import classes from './distribution.module.css';
import type { Candidate, Candidates } from './queries.ts';
import { stepText } from './why-text.ts';

/** The choice of a lead's pool among the people. */
export const POOL = 'pool';

interface Props {
  candidates: Candidates;
  /** Id of a person, or `POOL`. */
  value: string | null;
  onChange: (value: string) => void;
}

/** Whom a lead can be given to: sellers who are there first, whoever has least to do on top; the proposal with its reason. */
export const CandidateList = ({ candidates, value, onChange }: Props) => {
  const { t } = useTranslation();
  const { items, proposal, toPool } = candidates;
  const why = proposal.steps
    .filter(({ code }) => code !== 'absent' && code !== 'customerUnknown' && code !== 'noAdviser')
    .map((step) => stepText(t, step, proposal.names))
    .join(' ');
  const sorted = items.toSorted(
    (a, b) => rankOf(a, proposal.personId) - rankOf(b, proposal.personId) || a.open - b.open,
  );
  const isFirst = ({ sells, accountId }: Candidate) => sells || accountId === proposal.personId;
  const others = sorted.filter((one) => !isFirst(one));
  const option = (one: Candidate) => {
    const proposed = one.accountId === proposal.personId;
    return <Option key={one.accountId} candidate={one} proposed={proposed} why={proposed ? why : null} />;
  };
  return (
    <Radio.Group label={t('distribution.choose.who')} value={value} onChange={onChange}>
      <Stack gap="xs" mt="xs">
        {proposal.personId === null ? <Alert color="gray">{t('distribution.choose.nobody')}</Alert> : null}
        {sorted.filter(isFirst).map(option)}
        {toPool ? (
          <Radio
            value={POOL}
            classNames={OPTION}
            label={t('distribution.choose.pool')}
            description={t('distribution.choose.poolText')}
          />
        ) : null}
        {others.length > 0 ? (
          <details className={classes.others}>
            <summary>{t('distribution.choose.others')}</summary>
            <Stack gap="xs" mt="xs">
              {others.map(option)}
            </Stack>
          </details>
        ) : null}
      </Stack>
    </Radio.Group>
  );
};

const OPTION = { root: classes.option, label: classes.optionTitle, description: classes.optionText };

/** The proposed one, then who is there, then who is away. */
const rankOf = ({ accountId, absence }: Candidate, proposed: string | null): number => {
  if (accountId === proposed) return 0;
  return absence === null ? 1 : 2;
};

const Option = ({
  candidate,
  proposed,
  why,
}: {
  candidate: Candidate;
  proposed: boolean;
  why: string | null;
}) => {
  const { t, i18n } = useTranslation();
  const { accountId, name, absence, open, overdue } = candidate;
  const away = absence && [
    absence.untilOn === null
      ? t('distribution.choose.away')
      : t('distribution.choose.awayUntil', { until: dayName(absence.untilOn, i18n.language) }),
    absence.standIn === null
      ? t('distribution.choose.noStandIn')
      : t('distribution.choose.standIn', { name: absence.standIn }),
  ];
  const state = [
    ...(away ?? [t('distribution.choose.there')]),
    t('distribution.load.open', { count: open }),
    ...(overdue > 0 ? [t('distribution.choose.overdue', { count: overdue })] : []),
  ].join(' · ');
  return (
    <Radio
      value={accountId}
      classNames={OPTION}
      label={
        <>
          {name}
          {proposed ? (
            <Badge ml="xs" variant="default">
              {t('distribution.choose.proposed')}
            </Badge>
          ) : null}
        </>
      }
      description={
        <>
          {state}
          {why ? <span className={classes.why}>{why}</span> : null}
        </>
      }
    />
  );
};
