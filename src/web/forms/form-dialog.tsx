import { Alert, Button, Group, Modal, NativeSelect, Stack, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setForm } from '../../contract/forms.ts';
import { ASKED, FORM_FIELDS, formErrors } from '../../domain/forms/homepage-form.ts';
import type { Source } from '../sources/queries.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import type { FormView } from './queries.ts';

interface Props {
  form: FormView;
  source: Pick<Source, 'id' | 'name'>;
  onClose: () => void;
}

/** Sets what the form of a source asks for. Whoever sets it up for the first time wants it on. */
export const FormDialog = ({ form, source, onClose }: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [active, setActive] = useState(form.active || form.link === null);
  const [fields, setFields] = useState(form.fields);
  const [consentText, setConsentText] = useState(form.consentText);
  const change = useAct(setForm, {
    refreshes: ['forms'],
    done: t('forms.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  });
  const errors = formErrors(fields, consentText);
  const options = ASKED.map((asked) => ({ value: asked, label: t(`forms.asked.${asked}`) }));
  return (
    <Modal opened onClose={onClose} title={t('forms.titleOf', { name: source.name })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (errors.length === 0)
            change.mutate({ params: { id: source.id }, body: { active, fields, consentText } });
        }}
      >
        <Stack>
          {change.error ? (
            <Alert color="red" title={t('forms.notSaved')} role="alert">
              {problemText(change.error)}
            </Alert>
          ) : null}
          <Switch
            label={t('forms.active')}
            checked={active}
            onChange={(event) => setActive(event.currentTarget.checked)}
          />
          {FORM_FIELDS.map((field) => (
            <NativeSelect
              key={field}
              label={t(`forms.field.${field}`)}
              data={options}
              value={fields[field]}
              error={field === 'mail' && errors.includes('mail') ? t('forms.noWay') : undefined}
              onChange={(event) => {
                const asked = ASKED.find((one) => one === event.currentTarget.value);
                if (asked) setFields({ ...fields, [field]: asked });
              }}
            />
          ))}
          {fields.consent === 'off' ? null : (
            <Textarea
              label={t('forms.consentText')}
              description={t('forms.consentHint')}
              autosize
              minRows={3}
              maxLength={2_000}
              value={consentText}
              error={errors.includes('consentText') ? t('forms.noConsentText') : undefined}
              onChange={(event) => setConsentText(event.currentTarget.value)}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={errors.length > 0} loading={change.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
