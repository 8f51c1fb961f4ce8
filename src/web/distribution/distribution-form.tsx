import { Alert, Button, Checkbox, Group, Paper, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeDistribution } from '../../contract/distribution.ts';
import {
  ADVISERS,
  type DistributionSettings,
  type Mode,
  MODES,
  SELLERS_SEE,
} from '../../domain/distribution/settings.ts';
import { LeaveGuard } from '../calendar/leave-guard.tsx';
import { usePlaces } from '../escalation/places.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { Choice } from './choice.tsx';
import classes from './distribution.module.css';
import { PreviewPanel } from './preview-panel.tsx';
import { type DistributionView, waitingQuery } from './queries.ts';
import { RuleList } from './rule-list.tsx';

const LIKE_BRANCH = '';

/** The whole distribution as one draft; the preview beside it answers for what stands on the screen, saved or not. */
export const DistributionForm = ({ saved }: { saved: DistributionView }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const places = usePlaces();
  const [draft, setDraft] = useState<DistributionSettings>(saved.settings);
  const edit = (change: Partial<DistributionSettings>) => setDraft((before) => ({ ...before, ...change }));
  const unsaved = JSON.stringify(draft) !== JSON.stringify(saved.settings);
  const readOnly = !saved.mayChange;
  const save = useAct(changeDistribution, {
    refreshes: ['distribution', 'accounts', 'leads'],
    done: t('distribution.saved'),
    onRefused: () => undefined,
  });
  const [handsOver, setHandsOver] = useState(false);
  const waiting = useQuery({ ...waitingQuery(draft), enabled: unsaved && !readOnly }).data?.waiting ?? 0;
  const modeOf = (branchId: string): Mode => draft.branches[branchId] ?? 'pool';
  const modeName = (mode: Mode) => t(`distribution.mode.${mode}.title`);
  const modesUsed = [...places.branches.map(({ id }) => modeOf(id)), ...Object.values(draft.sources)];
  const setSource = (id: string, chosen: string | null) => {
    const { [id]: _, ...others } = draft.sources;
    const mode = MODES.find((one) => one === chosen);
    edit({ sources: mode ? { ...others, [id]: mode } : others });
  };

  return (
    <div className={classes.columns}>
      <LeaveGuard unsaved={unsaved} />
      <form
        className={classes.main}
        onSubmit={(event) => {
          event.preventDefault();
          const distributeWaiting = handsOver && waiting > 0;
          save.mutate({ body: { settings: draft, basedOnVersion: saved.version, distributeWaiting } });
        }}
      >
        <Section title={t('distribution.branches.title')} text={t('distribution.branches.text')}>
          {places.branches.map(({ id, name }) => (
            <Choice
              key={id}
              label={name}
              value={modeOf(id)}
              options={MODES.map((mode) => ({
                value: mode,
                title: modeName(mode),
                text: t(`distribution.mode.${mode}.text`),
              }))}
              disabled={readOnly}
              onChange={(mode) => edit({ branches: { ...draft.branches, [id]: mode } })}
            />
          ))}
        </Section>

        <Section title={t('distribution.sources.title')} text={t('distribution.sources.text')}>
          <div className={classes.sources}>
            {places.sources.map(({ id, name, branch, branchId }) => (
              <Select
                key={id}
                allowDeselect={false}
                label={places.branches.length > 1 ? `${name} (${branch})` : name}
                disabled={readOnly}
                data={[
                  {
                    value: LIKE_BRANCH,
                    label: t('distribution.sources.like', { mode: modeName(modeOf(branchId)) }),
                  },
                  ...MODES.map((mode) => ({ value: mode, label: modeName(mode) })),
                ]}
                value={draft.sources[id] ?? LIKE_BRANCH}
                onChange={(mode) => setSource(id, mode)}
              />
            ))}
          </div>
        </Section>

        {modesUsed.includes('rules') || draft.rules.length > 0 ? (
          <Section title={t('distribution.rule.heading')} text={t('distribution.rule.text')}>
            <RuleList
              rules={draft.rules}
              places={places}
              onChange={readOnly ? null : (rules) => edit({ rules })}
            />
          </Section>
        ) : null}

        <Section title={t('distribution.adviser.title')} text={t('distribution.adviser.text')}>
          <Choice
            label={t('distribution.adviser.label')}
            value={draft.adviser}
            options={ADVISERS.map((value) => ({
              value,
              title: t(`distribution.adviser.${value}.title`),
              text: t(`distribution.adviser.${value}.text`),
            }))}
            disabled={readOnly}
            onChange={(adviser) => edit({ adviser })}
          />
        </Section>

        <Section title={t('distribution.sight.title')} text={t('distribution.sight.text')}>
          <Choice
            label={t('distribution.sight.label')}
            value={draft.sellersSee}
            options={SELLERS_SEE.map((value) => ({
              value,
              title: t(`distribution.sight.${value}.title`),
              text: t(`distribution.sight.${value}.text`),
            }))}
            disabled={readOnly}
            onChange={(sellersSee) => edit({ sellersSee })}
          />
        </Section>

        {unsaved ? (
          <div className={classes.saveBar}>
            {save.isError ? (
              <Alert color="red" role="alert" w="100%">
                {problemText(save.error)}
              </Alert>
            ) : null}
            {waiting > 0 ? (
              <Alert color="gray" w="100%" title={t('distribution.waiting.title', { count: waiting })}>
                <Checkbox
                  label={t('distribution.waiting.distribute')}
                  description={t('distribution.waiting.else')}
                  checked={handsOver}
                  onChange={(event) => setHandsOver(event.currentTarget.checked)}
                />
              </Alert>
            ) : null}
            <span>{t('distribution.unsaved')}</span>
            <Group gap="xs" ml="auto">
              <Button variant="default" onClick={() => setDraft(saved.settings)}>
                {t('distribution.discard')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </div>
        ) : null}
      </form>
      <div className={classes.aside}>
        <PreviewPanel settings={draft} places={places} />
      </div>
    </div>
  );
};

const Section = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <Paper withBorder className={classes.section} component="section">
    <h2 className={classes.title}>{title}</h2>
    <p className={classes.text}>{text}</p>
    {children}
  </Paper>
);
