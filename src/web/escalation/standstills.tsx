import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listStandstills, type Standstill } from '../../contract/standstills.ts';
import { call } from '../api.ts';
import { hasRole, useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { ErrorState } from '../ui/states.tsx';
import { useDurationText } from '../ui/times.tsx';
import { dayTime, shortName } from './stage-texts.ts';
import classes from './standstills.module.css';

/** When Leadwacht stood still, and which enquiries were noticed late by that; only for those who answer for others. */
export const Standstills = () => {
  const { t } = useTranslation();
  const mayKnow = hasRole(useSession(), 'dispatcher', 'controller', 'admin');
  const standstills = useQuery({
    queryKey: ['escalation', 'standstills'],
    queryFn: () => call(listStandstills),
    enabled: mayKnow,
  });
  if (!mayKnow || standstills.isPending) return null;
  return (
    <section>
      <Title order={2} mt="xl" mb="xs">
        {t('standstills.title')}
      </Title>
      <Paper withBorder p="md">
        <Text c="dimmed">{t('standstills.lead')}</Text>
        {standstills.isError ? <ErrorState error={standstills.error} onRetry={standstills.refetch} /> : null}
        {standstills.data?.items.length === 0 ? <Text mt="sm">{t('standstills.none')}</Text> : null}
        {standstills.data?.items.map((item) => (
          <OneStandstill key={item.fromAt} standstill={item} zone={standstills.data.zone} />
        ))}
      </Paper>
    </section>
  );
};

const OneStandstill = ({ standstill, zone }: { standstill: Standstill; zone: string }) => {
  const { t, i18n } = useTranslation();
  const durationText = useDurationText();
  const { fromAt, untilAt, late, lateCount } = standstill;
  const at = (instant: string) => exactTime(Date.parse(instant), zone, i18n.language);
  const leads = [...Map.groupBy(late, ({ leadId }) => leadId)];
  return (
    <div className={classes.standstill}>
      <h3 className={classes.period}>{t('standstills.period', { from: at(fromAt), until: at(untilAt) })}</h3>
      <p className={classes.soft}>
        {t('standstills.lasted', { duration: durationText(Date.parse(untilAt) - Date.parse(fromAt)) })}
      </p>
      <p className={classes.soft}>
        {lateCount === 0 ? t('standstills.nothingLate') : t('standstills.late', { count: lateCount })}
      </p>
      <ul className={classes.leads}>
        {leads.map(([leadId, stages]) => (
          <li key={leadId}>
            <LinkAnchor to="/anfragen/$id" params={{ id: leadId }}>
              {titleOf(stages[0])}
            </LinkAnchor>
            <span className={classes.soft}>
              {stages
                .map(
                  ({ stage, dueAt }) =>
                    `${shortName(t, stage)} ${dayTime(Date.parse(dueAt), zone, i18n.language)}`,
                )
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      {lateCount > late.length ? (
        <p className={classes.soft}>{t('standstills.more', { count: lateCount - late.length })}</p>
      ) : null}
    </div>
  );
};

/** "Karla Kunde, VW Golf" */
const titleOf = (stage: Standstill['late'][number] | undefined): string =>
  stage ? [stage.customer ?? `#${stage.number}`, stage.vehicle].filter(Boolean).join(', ') : '';
