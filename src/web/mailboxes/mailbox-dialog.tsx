import { Alert, Button, Group, Modal, NativeSelect, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addMailbox, changeMailbox, type MailboxView } from '../../contract/mailboxes.ts';
import { type Start, STARTS } from '../../domain/intake/mailbox.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import { draftOf, emptyDraft, type MailboxDraft, settingsOf } from './draft.ts';
import { MailboxCheck } from './mailbox-check.tsx';
import { MailboxFields } from './mailbox-fields.tsx';

/** Adds a mailbox, or changes how it is reached. */
export const MailboxDialog = ({ mailbox, onClose }: { mailbox: MailboxView | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const sources = useQuery(sourceNamesQuery).data?.items.filter(({ active }) => active) ?? [];
  const [draft, setDraft] = useState<MailboxDraft>(mailbox ? draftOf(mailbox) : emptyDraft(''));
  const [startWith, setStartWith] = useState<Start>('unread');
  const options = {
    refreshes: ['mailboxes'],
    done: t('mailboxes.saved'),
    onDone: onClose,
    onRefused: () => undefined,
  };
  const add = useAct(addMailbox, options);
  const change = useAct(changeMailbox, options);
  const settings = settingsOf({ ...draft, sourceId: draft.sourceId || (sources[0]?.id ?? '') });
  const hasSecret = draft.auth === 'password' ? draft.password !== '' : draft.refreshToken !== '';
  const complete = settings.host !== '' && draft.username.trim() !== '' && (hasSecret || mailbox !== null);
  const failed = add.error ?? change.error;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={mailbox ? t('mailboxes.editOf', { username: mailbox.username }) : t('mailboxes.add')}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!complete) return;
          if (mailbox) change.mutate({ params: { id: mailbox.id }, body: settings });
          else add.mutate({ body: { ...settings, startWith } });
        }}
      >
        <Stack>
          {failed ? (
            <Alert color="red" title={t('mailboxes.notSaved')} role="alert">
              {problemText(failed)}
            </Alert>
          ) : null}
          <NativeSelect
            label={t('mailboxes.field.source')}
            description={t('mailboxes.field.sourceHint')}
            data={sources.map(({ id, name }) => ({ value: id, label: name }))}
            value={settings.sourceId}
            onChange={(event) => setDraft({ ...draft, sourceId: event.currentTarget.value })}
          />
          <MailboxFields draft={draft} isNew={mailbox === null} onChange={setDraft} />
          {mailbox === null ? (
            <Radio.Group
              label={t('mailboxes.start.label')}
              value={startWith}
              onChange={(value) => setStartWith(STARTS.find((one) => one === value) ?? 'unread')}
            >
              <Stack gap={6} mt="xs">
                {STARTS.map((value) => (
                  <Radio key={value} value={value} label={t(`mailboxes.start.${value}`)} />
                ))}
              </Stack>
            </Radio.Group>
          ) : null}
          <MailboxCheck settings={settings} id={mailbox?.id} ready={complete} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!complete} loading={add.isPending || change.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
