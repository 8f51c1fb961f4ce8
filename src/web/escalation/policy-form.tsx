import { Alert, Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { getEscalationSettings } from '../../contract/escalation.ts';
import {
  CONFIGURABLE_STAGES,
  type ConfigurableStage,
  type Policy,
  type StageSetting,
} from '../../domain/escalation/policy.ts';
import { policyProblems } from '../../domain/escalation/validate.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import classes from './policy-form.module.css';
import { PolicyPreview } from './policy-preview.tsx';
import { sameSetting, StageEditor } from './stage-editor.tsx';

export type PolicyView = z.output<(typeof getEscalationSettings)['output']>;

/** What somebody changed so far, and the version they saw when they began. */
interface Edits {
  readonly stages: Partial<Record<ConfigurableStage, StageSetting>>;
  readonly basedOnVersion: number;
}

export const PolicyForm = ({ saved }: { saved: PolicyView }) => {
  const { t } = useTranslation();
  const [edits, setEdits] = useState<Edits | null>(null);
  const [previewed, preview] = useDisclosure();

  const draft: Policy = { ...saved.settings.stages, ...edits?.stages };
  const changed = CONFIGURABLE_STAGES.filter(
    (stage) => !sameSetting(draft[stage], saved.settings.stages[stage]),
  );
  const problems = policyProblems(draft);
  const overtaken = edits !== null && changed.length > 0 && saved.version > edits.basedOnVersion;
  const change = (stage: ConfigurableStage, setting: StageSetting) =>
    setEdits({
      stages: { ...edits?.stages, [stage]: setting },
      basedOnVersion: edits?.basedOnVersion ?? saved.version,
    });

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        preview.open();
      }}
    >
      <Paper withBorder className={classes.stages}>
        {CONFIGURABLE_STAGES.map((stage) => (
          <StageEditor
            key={stage}
            stage={stage}
            setting={draft[stage]}
            recommended={saved.recommended[stage]}
            problem={problems.find((problem) => problem.stage === stage)?.code}
            onChange={(setting) => change(stage, setting)}
          />
        ))}
      </Paper>
      {changed.length > 0 ? (
        <div className={classes.saveBar}>
          {overtaken ? (
            <Overtaken
              saved={saved}
              onLoad={() => setEdits(null)}
              onKeep={() => setEdits({ ...edits, basedOnVersion: saved.version })}
            />
          ) : null}
          <Text>{t('escalation.policy.unsaved', { count: changed.length })}</Text>
          <Group gap="xs" ml="auto">
            <Button variant="default" onClick={() => setEdits(null)}>
              {t('escalation.policy.discard')}
            </Button>
            <Button type="submit" disabled={problems.length > 0 || overtaken}>
              {t('escalation.policy.save')}
            </Button>
          </Group>
        </div>
      ) : null}
      <PolicyPreview
        opened={previewed}
        onClose={preview.close}
        saved={saved.settings}
        after={draft}
        changed={changed}
        basedOnVersion={edits?.basedOnVersion ?? saved.version}
        onSaved={() => setEdits(null)}
      />
    </form>
  );
};

/** Somebody else saved other times while these were being edited: nothing is overwritten unseen. */
const Overtaken = ({
  saved,
  onLoad,
  onKeep,
}: {
  saved: PolicyView;
  onLoad: () => void;
  onKeep: () => void;
}) => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const at = exactTime(Date.parse(saved.changedAt), zone, i18n.language);
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle aria-hidden />}
      title={t('escalation.policy.conflict.title')}
      w="100%"
      role="alert"
    >
      <Text>{t('escalation.policy.conflict.text', { name: saved.changedBy ?? 'Leadwacht', at })}</Text>
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={onLoad}>
          {t('escalation.policy.conflict.load')}
        </Button>
        <Button variant="default" onClick={onKeep}>
          {t('escalation.policy.conflict.keep')}
        </Button>
      </Group>
    </Alert>
  );
};
