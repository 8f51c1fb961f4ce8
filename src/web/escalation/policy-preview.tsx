import { Alert, Button, Group, Modal } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewEscalationSettings, setEscalationSettings } from '../../contract/escalation.ts';
import type { TimeChange } from '../../domain/escalation/holders.ts';
import type { StageSetting } from '../../domain/escalation/policy.ts';
import { type EscalationSettings, originsFor, policyFor } from '../../domain/escalation/settings.ts';
import { call, ProblemError } from '../api.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { BeforeAndAfter } from './before-and-after.tsx';
import { ExampleCourse } from './example-course.tsx';
import { type OpenLeads, OpenLeadsChoice } from './open-leads-choice.tsx';
import { useCountTexts } from './open-leads-texts.ts';
import type { Places } from './places.ts';
import classes from './policy-form.module.css';
import type { SettingsView } from './queries.ts';
import { useSettingText, useStageTexts } from './stage-texts.ts';

interface Props {
  onClose: () => void;
  base: SettingsView;
  after: EscalationSettings;
  changes: readonly TimeChange[];
  places: Places;
  onSaved: () => void;
}

/** Asks before saving: what changes, what that means for a new enquiry, and what becomes of the open ones. */
export const PolicyPreview = ({ onClose, base, after, changes, places, onSaved }: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const countTexts = useCountTexts();
  const client = useQueryClient();
  const [openLeads, setOpenLeads] = useState<OpenLeads>('keep');
  const counts = useQuery({
    queryKey: ['escalation', 'counts', after],
    queryFn: () => call(previewEscalationSettings, { body: { settings: after } }),
    // The numbers somebody decides by are those of now.
    gcTime: 0,
  });
  const save = useAct(setEscalationSettings, {
    refreshes: ['escalation', 'leads', 'settings'],
    onDone: ({ applied }) => {
      notifications.show({ message: countTexts.saved(applied), autoClose: 8000 });
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
    <Modal opened onClose={onClose} title={t('escalation.policy.preview.title')} size="xl">
      <Changes before={base.settings} {...{ after, changes, places }} />
      <ExampleCourse settings={after} changes={changes} places={places} />
      <div className={classes.openLeads}>
        <OpenLeadsChoice preview={counts} value={openLeads} onChange={setOpenLeads} />
      </div>
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
          onClick={() => save.mutate({ body: { settings: after, basedOnVersion: base.version, openLeads } })}
        >
          {t(`escalation.policy.preview.confirm.${openLeads}`)}
        </Button>
      </Group>
    </Modal>
  );
};

const isOvertaken = (error: unknown) => error instanceof ProblemError && error.code === 'changedMeanwhile';

const Changes = ({
  before,
  after,
  changes,
  places,
}: Pick<Props, 'after' | 'changes' | 'places'> & { before: EscalationSettings }) => {
  const { t } = useTranslation();
  const { short } = useStageTexts();
  const valueText = useValueText(places);
  const byHolder = Map.groupBy(changes, ({ holder }) => places.holderName(holder));
  return [...byHolder].map(([name, its]) => (
    <BeforeAndAfter
      key={name}
      caption={t('escalation.policy.preview.changes', { holder: name })}
      rows={its.map((change) => ({
        stage: short(change.stage),
        before: valueText(change, change.before, before),
        after: valueText(change, change.after, after),
      }))}
    />
  ));
};

/** A time of its own, or the one that holds instead: "wie das Autohaus (2 Std. Öffnungszeit)". */
const useValueText = (places: Places) => {
  const { t } = useTranslation();
  const settingText = useSettingText();
  return (
    { holder, stage }: TimeChange,
    own: StageSetting | undefined,
    settings: EscalationSettings,
  ): string => {
    if (own) return settingText(own);
    const place = places.placeOf(holder);
    const like = places.likeAbove(originsFor(settings, place)[stage], place);
    return t('escalation.likeValue', { like, value: settingText(policyFor(settings, place)[stage]) });
  };
};
