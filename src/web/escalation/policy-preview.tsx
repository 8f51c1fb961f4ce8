import { Alert, Button, Group, Modal, Table, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  explainCourse,
  previewCourse,
  previewEscalationSettings,
  setEscalationSettings,
} from '../../contract/escalation.ts';
import type { ConfigurableStage, Policy } from '../../domain/escalation/policy.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { call, ProblemError } from '../api.ts';
import { useSession } from '../session.ts';
import { nowMs } from '../clock.ts';
import { dayAt } from '../time.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';
import { type OpenLeads, OpenLeadsChoice } from './open-leads-choice.tsx';
import { useCountTexts } from './open-leads-texts.ts';
import { type CourseStep, dayTime, useSettingText, useStageTexts } from './stage-texts.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  saved: EscalationSettings;
  after: Policy;
  changed: readonly ConfigurableStage[];
  basedOnVersion: number;
  onSaved: () => void;
}

/** Asks before saving: what changes, and what that means for an enquiry of next Friday, with a weekend in it. */
export const PolicyPreview = ({ opened, onClose, saved, after, changed, basedOnVersion, onSaved }: Props) => {
  const { t } = useTranslation();
  const settings = { ...saved, stages: after };
  const problemText = useProblemText();
  const client = useQueryClient();
  const countTexts = useCountTexts();
  const [openLeads, setOpenLeads] = useState<OpenLeads>('keep');
  const counts = useQuery({
    queryKey: ['escalation', 'counts', settings],
    queryFn: () => call(previewEscalationSettings, { body: { settings } }),
    enabled: opened,
  });
  const save = useAct(setEscalationSettings, {
    refreshes: ['escalation'],
    onDone: ({ applied }) => {
      notifications.show({ message: countTexts.saved(applied) });
      onSaved();
      onClose();
    },
    // The form shows who was faster; every other refusal is said here.
    onRefused: (error) => {
      if (!isOvertaken(error)) return;
      void client.invalidateQueries({ queryKey: ['escalation', 'policy'] });
      onClose();
    },
  });

  return (
    <Modal opened={opened} onClose={onClose} title={t('escalation.policy.preview.title')} size="lg">
      <Text>{t('escalation.policy.preview.lead')}</Text>
      <Changes before={saved.stages} after={after} changed={changed} />
      <Example settings={settings} />
      <OpenLeadsChoice preview={counts} value={openLeads} onChange={setOpenLeads} />
      {save.isError && !isOvertaken(save.error) ? (
        <Alert color="red" title={t('escalation.policy.saveFailed')} mt="md" role="alert">
          {problemText(save.error)}
        </Alert>
      ) : null}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('escalation.policy.preview.cancel')}
        </Button>
        <Button
          loading={save.isPending}
          onClick={() => save.mutate({ body: { settings, basedOnVersion, openLeads } })}
        >
          {t('escalation.policy.preview.confirm')}
        </Button>
      </Group>
    </Modal>
  );
};

const isOvertaken = (error: unknown) => error instanceof ProblemError && error.code === 'changedMeanwhile';

const Changes = ({ before, after, changed }: Pick<Props, 'after' | 'changed'> & { before: Policy }) => {
  const { t } = useTranslation();
  const { short } = useStageTexts();
  const settingText = useSettingText();
  return (
    <BeforeAndAfter
      caption={t('escalation.policy.preview.changes')}
      rows={changed.map((stage) => ({
        stage: short(stage),
        before: settingText(before[stage]),
        after: settingText(after[stage]),
      }))}
    />
  );
};

const Example = ({ settings }: { settings: EscalationSettings }) => {
  const { t, i18n } = useTranslation();
  const { short } = useStageTexts();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const arrivalMs = nextFriday(zone);
  const arrivalAt = new Date(arrivalMs).toISOString();
  const courses = useQuery({
    queryKey: ['escalation', 'preview', arrivalAt, settings],
    queryFn: () =>
      Promise.all([
        call(explainCourse, { query: { arrivalAt } }),
        call(previewCourse, { body: { settings, arrivalAt } }),
      ]),
  });
  if (courses.isError) return <ErrorState error={courses.error} onRetry={courses.refetch} />;
  if (!courses.data) return <LoadingState lines={4} />;

  const [saved, wanted] = courses.data;
  const at = (steps: readonly CourseStep[], stage: CourseStep['stage']) => {
    const step = steps.find((one) => one.stage === stage);
    return step ? dayTime(Date.parse(step.at), zone, i18n.language) : t('escalation.off');
  };
  const stages = [...new Set([...wanted.steps, ...saved.steps].map(({ stage }) => stage))].filter(
    (stage) => stage !== 'arrival',
  );
  return (
    <>
      <BeforeAndAfter
        caption={t('escalation.policy.preview.example', { at: dayTime(arrivalMs, zone, i18n.language) })}
        rows={stages.map((stage) => ({
          stage: short(stage),
          before: at(saved.steps, stage),
          after: at(wanted.steps, stage),
        }))}
      />
      <Text size="sm" c="dimmed">
        {t('escalation.policy.preview.exampleNote', { branch: wanted.branch })}
      </Text>
    </>
  );
};

const nextFriday = (zone: string) => {
  const weekday = new Date(dayAt(nowMs(), zone, 0, '12:00')).getUTCDay();
  return dayAt(nowMs(), zone, ((5 - weekday + 6) % 7) + 1, '16:00');
};

interface Row {
  stage: string;
  before: string;
  after: string;
}

const BeforeAndAfter = ({ caption, rows }: { caption: string; rows: readonly Row[] }) => {
  const { t } = useTranslation();
  return (
    <Table mt="md" captionSide="top">
      <Table.Caption ta="left" c="var(--text)" fw={600}>
        {caption}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('escalation.policy.preview.stage')}</Table.Th>
          <Table.Th>{t('escalation.policy.preview.before')}</Table.Th>
          <Table.Th>{t('escalation.policy.preview.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ stage, before, after }) => (
          <Table.Tr key={stage}>
            <Table.Th scope="row">{stage}</Table.Th>
            <Table.Td>{before}</Table.Td>
            <Table.Td fw={before === after ? 400 : 600}>{after}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
