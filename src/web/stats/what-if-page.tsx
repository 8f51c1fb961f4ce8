import { Button, Group, NativeSelect, Paper, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowBackUp, IconChartBar } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askWhatIf } from '../../contract/stats.ts';
import { isSameTime } from '../../domain/escalation/holders.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { policyProblems } from '../../domain/escalation/validate.ts';
import { call } from '../api.ts';
import { type SettingsView, settingsQuery } from '../escalation/queries.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './what-if.module.css';
import { WhatIfResult } from './what-if-result.tsx';
import { type ChosenTimes, STAGES, WhatIfTimes } from './what-if-times.tsx';

/** Asks again only when the typing rests. */
const REST_MS = 250;
const PERIODS_DAYS = [30, 90, 180, 365];
const USUAL_DAYS = 90;

/** Choose other times, and see what they would have meant for the leads of the last days (product.md 10). */
export const WhatIfPage = () => {
  const { t } = useTranslation();
  const settings = useQuery(settingsQuery);
  return (
    <Page
      title={t('stats.whatIf.title')}
      intro={t('stats.whatIf.lead')}
      actions={
        settings.data?.mayChange ? (
          <LinkAnchor to="/einstellungen/eskalation">{t('stats.whatIf.change')}</LinkAnchor>
        ) : null
      }
    >
      {settings.isPending ? <LoadingState /> : null}
      {settings.isError ? <ErrorState error={settings.error} onRetry={settings.refetch} /> : null}
      {settings.data ? <Comparison saved={settings.data} /> : null}
    </Page>
  );
};

const Comparison = ({ saved }: { saved: SettingsView }) => {
  const { t } = useTranslation();
  const [changed, setChanged] = useState<Partial<ChosenTimes>>({});
  const [days, setDays] = useState(USUAL_DAYS);
  const chosen = { ...saved.settings.stages, ...changed };
  const problems = policyProblems(chosen);
  const isPresent = STAGES.every((stage) => isSameTime(saved.settings.stages[stage], chosen[stage]));

  return (
    <>
      <Paper withBorder p="md">
        <div className={classes.head}>
          <Title order={2}>{t('stats.whatIf.times')}</Title>
          <Group gap="xs">
            {isPresent ? null : (
              <Button
                variant="subtle"
                leftSection={<IconArrowBackUp size={16} aria-hidden />}
                onClick={() => setChanged({})}
              >
                {t('stats.whatIf.reset')}
              </Button>
            )}
            <NativeSelect
              aria-label={t('stats.whatIf.period')}
              value={days}
              data={PERIODS_DAYS.map((value) => ({
                value: String(value),
                label: t('stats.whatIf.days', { days: value }),
              }))}
              onChange={(event) => setDays(Number(event.currentTarget.value))}
            />
          </Group>
        </div>
        <WhatIfTimes
          present={saved.settings.stages}
          chosen={chosen}
          problems={problems}
          onChange={(change) => setChanged({ ...changed, ...change })}
        />
      </Paper>
      <Answer settings={{ ...saved.settings, stages: chosen }} days={days} askable={problems.length === 0} />
    </>
  );
};

const Answer = (props: { settings: EscalationSettings; days: number; askable: boolean }) => {
  const { t } = useTranslation();
  const [{ settings, days, askable }] = useDebouncedValue(props, REST_MS);
  const answer = useQuery({
    queryKey: ['statistics', 'whatIf', settings, days],
    queryFn: () => call(askWhatIf, { body: { settings, days } }),
    placeholderData: keepPreviousData,
    enabled: askable,
  });
  if (answer.isError) return <ErrorState error={answer.error} onRetry={answer.refetch} />;
  if (!answer.data) return <LoadingState />;
  if (answer.data.all.leads === 0) {
    return (
      <EmptyState icon={<IconChartBar size={28} aria-hidden />} title={t('stats.whatIf.empty')}>
        {t('stats.whatIf.emptyText')}
      </EmptyState>
    );
  }
  return (
    <>
      <WhatIfResult answer={answer.data} />
      {hasExceptions(settings) ? (
        <Text size="sm" c="dimmed">
          {t('stats.whatIf.exceptions')}
        </Text>
      ) : null}
    </>
  );
};

/** Whether somebody has a time of their own that the chosen ones do not reach. */
const hasExceptions = ({ branches, sources }: EscalationSettings) =>
  [...Object.values(branches), ...Object.values(sources)].some((own) => own.E1 ?? own['E2.1']);
