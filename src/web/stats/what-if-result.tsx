import { Paper, Table, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconArrowNarrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WhatIfAnswer } from '../../contract/stats.ts';
import type { ReachedCounts } from '../../domain/stats/what-if.ts';
import { StageIcon } from '../escalation/stage-icon.tsx';
import { dateName } from '../escalation/stage-texts.ts';
import { useSession } from '../session.ts';
import { dateOn } from '../time.ts';
import classes from './what-if.module.css';

type Measure = keyof ReachedCounts;
const STAGE_OF = { overdue: 'E1', escalated: 'E2.1' } as const satisfies Record<Measure, string>;

const useCountText = () => {
  const { i18n } = useTranslation();
  const format = new Intl.NumberFormat(i18n.language);
  return (count: number) => format.format(count);
};

/** The answer in one sentence, as bars, and source by source. */
export const WhatIfResult = ({ answer }: { answer: WhatIfAnswer }) => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const since = dateName(dateOn(Date.parse(answer.since), zone), i18n.language);
  return (
    <>
      <Paper withBorder p="md" mt="md">
        <Headline {...answer.all} />
        <div className={classes.measures}>
          <Bars measure="overdue" {...answer.all} />
          <Bars measure="escalated" {...answer.all} />
        </div>
      </Paper>
      <Title order={2} mt="xl" mb="xs">
        {t('stats.whatIf.bySource')}
      </Title>
      <Paper withBorder>
        <SourceTable sources={answer.sources} />
      </Paper>
      <Text size="sm" c="dimmed" mt="xs">
        {t('stats.whatIf.counted', { since })}
      </Text>
    </>
  );
};

const Headline = ({ leads, present, chosen }: WhatIfAnswer['all']) => {
  const { t } = useTranslation();
  const countText = useCountText();
  const isSame = present.overdue === chosen.overdue && present.escalated === chosen.escalated;
  return (
    <div role="status">
      <p className={classes.headline}>
        {t(isSame ? 'stats.whatIf.asNow' : 'stats.whatIf.asChosen', {
          leads: countText(leads),
          overdue: countText(chosen.overdue),
          escalated: countText(chosen.escalated),
          overdueNow: countText(present.overdue),
          escalatedNow: countText(present.escalated),
        })}
      </p>
      {isSame ? <p className={classes.soft}>{t('stats.whatIf.hint')}</p> : null}
    </div>
  );
};

const Bars = ({ measure, leads, present, chosen }: WhatIfAnswer['all'] & { measure: Measure }) => {
  const { t } = useTranslation();
  const countText = useCountText();
  const difference = chosen[measure] - present[measure];
  return (
    <section className={classes.measure} aria-label={t(`stats.whatIf.${measure}`)}>
      <h3 className={classes.legend}>
        <StageIcon stage={STAGE_OF[measure]} size={18} />
        {t(`stats.whatIf.${measure}`)}
        <span className={classes.difference}>
          {difference === 0
            ? t('stats.whatIf.equal')
            : t(difference < 0 ? 'stats.whatIf.fewer' : 'stats.whatIf.more', {
                count: countText(Math.abs(difference)),
              })}
        </span>
      </h3>
      <dl className={classes.bars}>
        <dt>{t('stats.whatIf.byPresent')}</dt>
        <Bar count={present[measure]} leads={leads} countText={countText} />
        <dt>{t('stats.whatIf.byChosen')}</dt>
        <Bar count={chosen[measure]} leads={leads} countText={countText} chosen />
      </dl>
    </section>
  );
};

interface BarProps {
  count: number;
  leads: number;
  countText: (count: number) => string;
  chosen?: boolean;
}

const Bar = ({ count, leads, countText, chosen }: BarProps) => {
  const { i18n } = useTranslation();
  const share = count / leads;
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(share);
  return (
    <dd className={classes.bar}>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} data-chosen={chosen} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={classes.count}>
        <strong>{countText(count)}</strong> · {percent}
      </span>
    </dd>
  );
};

const SourceTable = ({ sources }: Pick<WhatIfAnswer, 'sources'>) => {
  const { t } = useTranslation();
  const countText = useCountText();
  return (
    <Table verticalSpacing="xs" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('stats.whatIf.source')}</Table.Th>
          <Table.Th ta="right">{t('stats.whatIf.leads')}</Table.Th>
          <Table.Th ta="right">{t('stats.whatIf.overdue')}</Table.Th>
          <Table.Th ta="right">{t('stats.whatIf.escalated')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sources.map(({ id, name, leads, present, chosen }) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td ta="right">{countText(leads)}</Table.Td>
            <Change present={present.overdue} chosen={chosen.overdue} />
            <Change present={present.escalated} chosen={chosen.escalated} />
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

/** "142 → 98"; one number where both times give the same. */
const Change = ({ present, chosen }: { present: number; chosen: number }) => {
  const { t } = useTranslation();
  const countText = useCountText();
  if (present === chosen) return <Table.Td ta="right">{countText(present)}</Table.Td>;
  return (
    <Table.Td ta="right">
      <VisuallyHidden>
        {t('stats.whatIf.spoken', { present: countText(present), chosen: countText(chosen) })}
      </VisuallyHidden>
      <span className={classes.change} aria-hidden>
        {countText(present)} <IconArrowNarrowRight size={14} /> <strong>{countText(chosen)}</strong>
      </span>
    </Table.Td>
  );
};
