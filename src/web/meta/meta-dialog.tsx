import { Fieldset, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MetaView, setMetaConnection } from '../../contract/meta.ts';
import { CopiedLine } from '../sources/lead-address.tsx';
import type { Source } from '../sources/queries.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { useAct } from '../ui/use-act.tsx';

interface Props {
  meta: MetaView;
  source: Pick<Source, 'id' | 'name'>;
  onClose: () => void;
}

/** Connects a source with the pages of a Meta app: what Meta is to be told, and what it tells us. */
export const MetaDialog = ({ meta: { webhookUrl, verifyToken, connection }, source, onClose }: Props) => {
  const { t } = useTranslation();
  const [pages, setPages] = useState(connection?.pageIds.join(', ') ?? '');
  const [appSecret, setAppSecret] = useState('');
  const [pageToken, setPageToken] = useState('');
  const [asked, setAsked] = useState(false);
  const save = useAct(setMetaConnection, {
    refreshes: ['meta'],
    done: t('meta.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  });
  const pageIds = pages.split(/[\s,;]+/).filter((id) => id !== '');
  const arePages = pageIds.length > 0 && pageIds.every((id) => /^\d{1,40}$/.test(id));
  const isMissing = (secret: string) => connection === null && secret.trim() === '';
  const secretHint = connection ? t('meta.field.secretStays') : undefined;
  return (
    <SaveDialog
      size="lg"
      title={t('meta.titleOf', { name: source.name })}
      save={save}
      onSave={() => {
        setAsked(true);
        if (!arePages || isMissing(appSecret) || isMissing(pageToken)) return;
        const secrets = { ...(appSecret && { appSecret }), ...(pageToken && { pageToken }) };
        save.mutate({ params: { id: source.id }, body: { pageIds, ...secrets } });
      }}
      onClose={onClose}
    >
      <Fieldset legend={t('meta.fromMeta')}>
        <Stack gap="sm">
          <TextInput
            label={t('meta.field.pageIds')}
            description={t('meta.field.pageIdsHint')}
            value={pages}
            error={asked && !arePages ? t('meta.field.pageIdsWrong') : undefined}
            onChange={(event) => setPages(event.currentTarget.value)}
          />
          <PasswordInput
            autoComplete="off"
            label={t('meta.field.appSecret')}
            description={secretHint ?? t('meta.field.appSecretHint')}
            value={appSecret}
            error={asked && isMissing(appSecret) ? t('meta.field.missing') : undefined}
            onChange={(event) => setAppSecret(event.currentTarget.value)}
          />
          <PasswordInput
            autoComplete="off"
            label={t('meta.field.pageToken')}
            description={secretHint ?? t('meta.field.pageTokenHint')}
            value={pageToken}
            error={asked && isMissing(pageToken) ? t('meta.field.missing') : undefined}
            onChange={(event) => setPageToken(event.currentTarget.value)}
          />
        </Stack>
      </Fieldset>
      <Fieldset legend={t('meta.atMeta')}>
        <Text size="sm" mb={4}>
          {t('meta.callback')}
        </Text>
        <CopiedLine value={webhookUrl} label={t('meta.copyCallback')} />
        <Text size="sm" mt="sm" mb={4}>
          {t('meta.verifyToken')}
        </Text>
        <CopiedLine value={verifyToken} label={t('meta.copyVerifyToken')} />
        <Text size="sm" c="dimmed" mt="sm">
          {t('meta.callbackHint')}
        </Text>
      </Fieldset>
    </SaveDialog>
  );
};
