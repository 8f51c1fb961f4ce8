import { Checkbox, Fieldset, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setCompanySignIn } from '../../contract/company-sign-in.ts';
import { ProblemError } from '../api.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { useAct } from '../ui/use-act.tsx';
import { CopiedLine } from '../sources/lead-address.tsx';
import type { CompanySignInView } from './queries.ts';

const EMPTY = { name: '', issuer: '', clientId: '', trustsMail: false, onlyWay: false };

/** What a refusal names, each with a sentence of its own. */
const WRONG = ['noAddress', 'notEncrypted', 'noProvider', 'enterAgain'] as const;

/** How company accounts are asked for; the provider is asked before it is saved. */
export const CompanySignInDialog = ({ view, onClose }: { view: CompanySignInView; onClose: () => void }) => {
  const { t } = useTranslation();
  const { company, redirectUri } = view;
  const [draft, setDraft] = useState(company ?? EMPTY);
  const [secret, setSecret] = useState('');
  const [asked, setAsked] = useState(false);
  const save = useAct(setCompanySignIn, {
    refreshes: ['company-sign-in'],
    done: t('companySignIn.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  });
  const edit = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const refused = save.error instanceof ProblemError ? save.error.fields : [];
  const errorOf = (field: string, value?: string) => {
    if (asked && value?.trim() === '') return t('companySignIn.missing');
    const message = refused.find(({ path }) => path === field)?.message;
    const known = WRONG.find((one) => one === message);
    return known && t(`companySignIn.wrong.${known}`);
  };
  const text = (field: 'name' | 'issuer' | 'clientId', hint?: string) => (
    <TextInput
      label={t(`companySignIn.field.${field}`)}
      description={hint}
      value={draft[field]}
      error={errorOf(field, draft[field])}
      onChange={(event) => edit({ [field]: event.currentTarget.value })}
    />
  );
  const complete = [draft.name, draft.issuer, draft.clientId].every((value) => value.trim() !== '');

  return (
    <SaveDialog
      size="lg"
      title={t('companySignIn.title')}
      save={save}
      isSaidBeside={refused.length > 0}
      onSave={() => {
        setAsked(true);
        const { name, issuer, clientId, trustsMail, onlyWay } = draft;
        const settings = { name, issuer, clientId, trustsMail, onlyWay };
        const keeps = secret === '' && company?.hasSecret;
        if (complete) save.mutate({ body: { ...settings, ...(keeps ? {} : { clientSecret: secret }) } });
      }}
      onClose={onClose}
    >
      <Text size="sm">{t('companySignIn.who')}</Text>
      <Fieldset legend={t('companySignIn.atProvider')}>
        <div>
          <Text fw={600} size="sm" mb={4}>
            {t('companySignIn.redirectUri')}
          </Text>
          <CopiedLine label={t('companySignIn.copyRedirectUri')} value={redirectUri} />
        </div>
        <Text size="sm" c="dimmed" mt="xs">
          {t('companySignIn.redirectHint')}
        </Text>
      </Fieldset>
      <Fieldset legend={t('companySignIn.fromProvider')}>
        <Stack gap="sm">
          {text('name', t('companySignIn.field.nameHint'))}
          {text('issuer', t('companySignIn.field.issuerHint'))}
          {text('clientId')}
          <PasswordInput
            autoComplete="off"
            label={t('companySignIn.field.clientSecret')}
            description={t(
              company?.hasSecret ? 'companySignIn.field.secretStays' : 'companySignIn.field.secretHint',
            )}
            value={secret}
            error={errorOf('clientSecret')}
            onChange={(event) => setSecret(event.currentTarget.value)}
          />
        </Stack>
      </Fieldset>
      <Checkbox
        label={t('companySignIn.field.trustsMail')}
        description={t('companySignIn.field.trustsMailHint')}
        checked={draft.trustsMail}
        onChange={(event) => edit({ trustsMail: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('companySignIn.field.onlyWay')}
        description={t('companySignIn.field.onlyWayHint')}
        checked={draft.onlyWay}
        onChange={(event) => edit({ onlyWay: event.currentTarget.checked })}
      />
    </SaveDialog>
  );
};
