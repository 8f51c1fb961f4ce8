import { Alert, Button, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Holder,
  type TimeChange,
  timeChanges,
  withChanges,
  withTime,
} from '../../domain/escalation/holders.ts';
import { CONFIGURABLE_STAGES } from '../../domain/escalation/policy.ts';
import { type EscalationSettings, settingsProblems } from '../../domain/escalation/settings.ts';
import { LeaveGuard } from '../calendar/leave-guard.tsx';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { HolderChooser } from './holder-chooser.tsx';
import { HolderHead } from './holder-head.tsx';
import { type Places, usePlaces } from './places.ts';
import classes from './policy-form.module.css';
import { PolicyPreview } from './policy-preview.tsx';
import type { SettingsView } from './queries.ts';
import { StageEditor } from './stage-editor.tsx';
import { useStageTexts } from './stage-texts.ts';

/** What somebody has made so far, for whomever, of the settings they saw when they began. */
interface Edits {
  readonly base: SettingsView;
  readonly settings: EscalationSettings;
}

/** The times of one holder to be changed; what was changed for others meanwhile is kept and saved together. */
export const PolicyForm = ({ saved, holder }: { saved: SettingsView; holder: Holder }) => {
  const { t } = useTranslation();
  const places = usePlaces();
  const [edits, setEdits] = useState<Edits | null>(null);
  const [previewed, preview] = useDisclosure();

  const base = edits?.base ?? saved;
  const draft = edits?.settings ?? saved.settings;
  const changes = timeChanges(base.settings, draft);
  const problems = settingsProblems(draft);
  const here = problems.filter(
    ({ origin, id }) => origin === holder.origin && (holder.origin === 'dealership' || id === holder.id),
  );
  const overtaken = changes.length > 0 && saved.version > base.version;

  return (
    <form
      className={classes.columns}
      onSubmit={(event) => {
        event.preventDefault();
        preview.open();
      }}
    >
      <LeaveGuard unsaved={changes.length > 0} />
      <HolderChooser places={places} settings={draft} chosen={holder} />
      <div className={classes.times}>
        <HolderHead holder={holder} places={places} />
        <Paper withBorder className={classes.stages}>
          {CONFIGURABLE_STAGES.map((stage) => (
            <StageEditor
              key={stage}
              stage={stage}
              holder={holder}
              places={places}
              draft={draft}
              advice={saved}
              problem={here.find((problem) => problem.stage === stage)?.code}
              onChange={(setting) => setEdits({ base, settings: withTime(draft, holder, stage, setting) })}
            />
          ))}
        </Paper>
        {changes.length > 0 ? (
          <div className={classes.saveBar}>
            {overtaken ? (
              <Overtaken
                saved={saved}
                onLoad={() => setEdits(null)}
                onKeep={() => setEdits({ base: saved, settings: withChanges(saved.settings, changes) })}
              />
            ) : null}
            <Unsaved changes={changes} places={places} />
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
      </div>
      {previewed ? (
        <PolicyPreview
          onClose={preview.close}
          base={base}
          after={draft}
          changes={changes}
          places={places}
          onSaved={() => setEdits(null)}
        />
      ) : null}
    </form>
  );
};

/** "Noch nicht gespeichert: Quelle mobile.de E1, E2.1" */
const Unsaved = ({ changes, places }: { changes: readonly TimeChange[]; places: Places }) => {
  const { t } = useTranslation();
  const { short } = useStageTexts();
  const byHolder = Map.groupBy(changes, ({ holder }) => places.holderName(holder));
  const what = [...byHolder].map(
    ([name, its]) => `${name} ${its.map(({ stage }) => short(stage)).join(', ')}`,
  );
  return <Text>{t('escalation.policy.unsaved', { what: what.join(' · ') })}</Text>;
};

/** Somebody else saved other times while these were being edited: nothing is overwritten unseen. */
const Overtaken = ({
  saved,
  onLoad,
  onKeep,
}: {
  saved: SettingsView;
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
