import { Alert, Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { checkMailbox, type MailboxSettings } from '../../contract/mailboxes.ts';
import { call } from '../api.ts';
import { useProblemText } from '../ui/problem-text.ts';

/** "Verbindung prüfen": really connects, and says what is there or what is wrong. */
export const MailboxCheck = ({
  settings,
  id,
  ready,
}: {
  settings: MailboxSettings;
  id: string | undefined;
  ready: boolean;
}) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const check = useMutation({
    mutationFn: () => {
      const { sourceId: _source, ...place } = settings;
      return call(checkMailbox, { body: { ...place, ...(id !== undefined && { id }) } });
    },
  });
  const found = check.data;
  return (
    <>
      <Button
        variant="default"
        mr="auto"
        disabled={!ready}
        loading={check.isPending}
        onClick={() => check.mutate()}
      >
        {t('mailboxes.check')}
      </Button>
      {check.isError ? (
        <Alert color="red" role="alert">
          {problemText(check.error)}
        </Alert>
      ) : null}
      {found?.ok ? (
        <Alert color="gray" icon={<IconCircleCheck aria-hidden />} role="status" title={t('mailboxes.works')}>
          {t('mailboxes.found', { count: found.unread, messages: found.messages })}{' '}
          {t('mailboxes.folders', { folders: found.folders.join(', ') })}
        </Alert>
      ) : null}
      {found && !found.ok ? (
        <Alert color="red" role="alert" title={t(`mailboxes.failure.${found.failure}.what`)}>
          {t(`mailboxes.failure.${found.failure}.todo`)} {t('mailboxes.said', { detail: found.detail })}
        </Alert>
      ) : null}
    </>
  );
};
