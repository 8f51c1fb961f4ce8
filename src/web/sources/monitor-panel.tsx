import { Accordion, Alert, Button, Paper, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlugConnectedX, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { getMonitor } from '../../contract/sources.ts';
import { call } from '../api.ts';
import { dayName, exactTime } from '../time.ts';
import { ErrorState } from '../ui/states.tsx';
import { MonitorDialog } from './monitor-dialog.tsx';
import classes from './sources.module.css';

export type Monitor = z.output<(typeof getMonitor)['output']>;
type Run = Monitor['runs'][number];

/** Older runs are asked for: the sources below matter more. */
const RUNS_AT_FIRST = 2;

/** The source monitor: on or off, when it runs next, and what its last runs checked and reported. */
export const MonitorPanel = () => {
  const { t, i18n } = useTranslation();
  const monitor = useQuery({ queryKey: ['monitor'], queryFn: () => call(getMonitor) });
  const [setting, setSetting] = useState(false);
  const [all, setAll] = useState(false);
  if (monitor.isError) return <ErrorState error={monitor.error} onRetry={monitor.refetch} />;
  if (!monitor.data) return null;
  const { on, nextRunAt, zone, earlyWarning, mayChange, runs } = monitor.data;
  return (
    <Paper withBorder component="section" className={classes.monitor} aria-labelledby="monitor-title">
      <div className={classes.monitorHead}>
        <div>
          <h2 className={classes.name} id="monitor-title">
            {t('sources.monitor.title')}
          </h2>
          <Text c="dimmed">
            {on
              ? t('sources.monitor.next', { at: exactTime(Date.parse(nextRunAt), zone, i18n.language) })
              : t('sources.monitor.off')}
          </Text>
          {on ? <Text c="dimmed">{t(`sources.early.now.${earlyWarning}`)}</Text> : null}
        </div>
        {mayChange ? (
          <Button
            variant="default"
            leftSection={<IconSettings size={16} aria-hidden />}
            onClick={() => setSetting(true)}
          >
            {t('sources.monitor.settings')}
          </Button>
        ) : null}
      </div>
      {runs.length > 0 ? (
        <Accordion variant="default" chevronPosition="left" className={classes.runs}>
          {runs.slice(0, all ? runs.length : RUNS_AT_FIRST).map((run) => (
            <RunItem key={run.fridayOn} run={run} zone={zone} />
          ))}
        </Accordion>
      ) : (
        <Text size="sm">{t('sources.monitor.noRuns')}</Text>
      )}
      {!all && runs.length > RUNS_AT_FIRST ? (
        <Button variant="subtle" size="compact-sm" mr="auto" onClick={() => setAll(true)}>
          {t('sources.monitor.older', { count: runs.length - RUNS_AT_FIRST })}
        </Button>
      ) : null}
      {setting ? <MonitorDialog monitor={monitor.data} onClose={() => setSetting(false)} /> : null}
    </Paper>
  );
};

const RunItem = ({ run, zone }: { run: Run; zone: string }) => {
  const { t, i18n } = useTranslation();
  const silent = run.findings.filter(({ verdict }) => verdict === 'silent');
  const summary = () => {
    if (run.outcome === 'intakeSilent') return t('sources.monitor.intakeSilent');
    if (silent.length === 0) return t('sources.monitor.allWell', { count: run.findings.length });
    return t('sources.monitor.silent', {
      count: silent.length,
      names: silent.map(({ source }) => source).join(', '),
    });
  };
  const Icon =
    run.outcome === 'intakeSilent'
      ? IconPlugConnectedX
      : silent.length > 0
        ? IconAlertTriangle
        : IconCircleCheck;
  return (
    <Accordion.Item value={run.fridayOn}>
      <Accordion.Control
        icon={<Icon size={18} aria-hidden className={classes.runIcon} data-bad={silent.length > 0} />}
      >
        <strong>{dayName(run.fridayOn, i18n.language, 'year')}</strong> {summary()}
      </Accordion.Control>
      <Accordion.Panel>
        {run.madeUp ? (
          <Alert color="gray" mb="sm">
            {t('sources.monitor.madeUp', { at: exactTime(Date.parse(run.ranAt), zone, i18n.language) })}
          </Alert>
        ) : null}
        <ul className={classes.findings}>
          {run.findings.map((finding) => (
            <li key={finding.sourceId}>
              <strong>{finding.source}</strong> <FindingText finding={finding} />
            </li>
          ))}
        </ul>
      </Accordion.Panel>
    </Accordion.Item>
  );
};

const FindingText = ({ finding }: { finding: Run['findings'][number] }) => {
  const { t } = useTranslation();
  const { verdict, silentDays, limitDays, week, recovered } = finding;
  const weeks = week > 1 ? ` ${t('sources.monitor.week', { count: week })}` : '';
  if (recovered) return <>{t('sources.monitor.finding.recovered')}</>;
  return (
    <>
      {t(`sources.monitor.finding.${verdict}`, { count: silentDays, limit: limitDays })}
      {weeks}
    </>
  );
};
