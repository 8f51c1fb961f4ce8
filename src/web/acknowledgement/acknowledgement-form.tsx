import { Button, Group, NativeSelect, SegmentedControl, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setAcknowledgement } from '../../contract/acknowledgements.ts';
import { PlaceholderField } from '../conversation/placeholder-field.tsx';
import { useAct } from '../ui/use-act.tsx';
import { AcknowledgementPreview } from './acknowledgement-preview.tsx';
import classes from './acknowledgement.module.css';
import type { Language, Spec } from './queries.ts';

interface Props {
  branchId: string;
  /** null: the branch itself. */
  source: { id: string; name: string } | null;
  /** The place's own setting; null where a source follows its branch. */
  saved: Spec | null;
  ofBranch: Spec;
}

export const AcknowledgementForm = ({ branchId, source, saved, ofBranch }: Props) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(saved);
  const [language, setLanguage] = useState<Language>('de');
  const save = useAct(setAcknowledgement, {
    refreshes: ['acknowledgements'],
    done: t('acknowledgement.saved'),
  });
  const shown = draft ?? ofBranch;
  const texts = shown.texts[language];
  const set = (change: Partial<Spec>) => setDraft({ ...shown, ...change });
  const setTexts = (change: Partial<Spec['texts'][Language]>) =>
    set({ texts: { ...shown.texts, [language]: { ...texts, ...change } } });
  const isFilled = Object.values(shown.texts).every((one) =>
    Object.values(one).every((text) => text.trim() !== ''),
  );
  const isChanged = JSON.stringify(draft) !== JSON.stringify(saved);
  return (
    <div className={classes.columns}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ body: { branchId, sourceId: source?.id ?? null, spec: draft } });
        }}
      >
        {source ? (
          <SegmentedControl
            w="fit-content"
            aria-label={t('acknowledgement.follow')}
            value={draft === null ? 'branch' : 'own'}
            onChange={(value) => setDraft(value === 'own' ? ofBranch : null)}
            data={[
              { value: 'branch', label: t('acknowledgement.likeBranch') },
              { value: 'own', label: t('acknowledgement.own') },
            ]}
          />
        ) : null}
        <fieldset className={classes.fields} disabled={draft === null}>
          <legend className={classes.unseen}>{t('acknowledgement.title')}</legend>
          <Switch
            label={t('acknowledgement.on')}
            description={t('acknowledgement.onHint')}
            checked={shown.on}
            onChange={(event) => set({ on: event.currentTarget.checked })}
          />
          <Switch
            label={t('acknowledgement.relays')}
            description={t('acknowledgement.relaysHint')}
            checked={shown.relays}
            onChange={(event) => set({ relays: event.currentTarget.checked })}
          />
          <NativeSelect
            label={t('acknowledgement.language')}
            value={shown.language}
            onChange={(event) => set({ language: languageOf(event.currentTarget.value) })}
            data={[
              { value: 'auto', label: t('acknowledgement.languageAuto') },
              { value: 'de', label: t('acknowledgement.languageDe') },
              { value: 'en', label: t('acknowledgement.languageEn') },
            ]}
          />
          <SegmentedControl
            w="fit-content"
            aria-label={t('acknowledgement.textsOf')}
            value={language}
            onChange={(value) => setLanguage(value === 'en' ? 'en' : 'de')}
            data={[
              { value: 'de', label: t('shell.language.de') },
              { value: 'en', label: t('shell.language.en') },
            ]}
          />
          <TextInput
            label={t('leads.form.subject')}
            required
            maxLength={200}
            value={texts.subject}
            onChange={(event) => setTexts({ subject: event.currentTarget.value })}
          />
          <PlaceholderField
            label={t('acknowledgement.inside')}
            required
            rows={6}
            words={WORDS}
            value={texts.inside}
            onChange={(inside) => setTexts({ inside })}
          />
          <PlaceholderField
            label={t('acknowledgement.outside')}
            required
            rows={6}
            words={WORDS}
            value={texts.outside}
            onChange={(outside) => setTexts({ outside })}
          />
        </fieldset>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={!isChanged} onClick={() => setDraft(saved)}>
            {t('acknowledgement.undo')}
          </Button>
          <Button type="submit" disabled={!isChanged || !isFilled} loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </form>
      <AcknowledgementPreview branchId={branchId} spec={shown} language={language} isFilled={isFilled} />
    </div>
  );
};

const languageOf = (value: string): Spec['language'] => (value === 'de' || value === 'en' ? value : 'auto');

/** Nobody has taken the enquiry yet when the mail leaves. */
const WORDS = ['Anrede', 'Name', 'Fahrzeug', 'Autohaus', 'Niederlassung'] as const;
