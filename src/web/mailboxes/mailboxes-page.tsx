import { Button, Group, Paper } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconHourglass,
  IconInbox,
  IconPlayerPause,
  IconPlus,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MailboxView, pauseMailbox, removeMailbox } from '../../contract/mailboxes.ts';
import { useSession } from '../session.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { RelativeTime, ShortTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import { MailboxDialog } from './mailbox-dialog.tsx';
import classes from './mailboxes.module.css';
import { mailboxesQuery } from './queries.ts';

/** Mailboxes whose mails are fetched: how each stands, and what to do where it cannot be read. */
export const MailboxesPage = () => {
  const { t } = useTranslation();
  const mailboxes = useQuery(mailboxesQuery);
  const [open, setOpen] = useState<MailboxView | 'new' | null>(null);
  const items = mailboxes.data?.items;
  return (
    <Page
      title={t('mailboxes.title')}
      intro={t('mailboxes.lead')}
      width="narrow"
      actions={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpen('new')}>
          {t('mailboxes.add')}
        </Button>
      }
    >
      {mailboxes.isPending ? <LoadingState /> : null}
      {mailboxes.isError ? <ErrorState error={mailboxes.error} onRetry={mailboxes.refetch} /> : null}
      {items?.length === 0 ? (
        <EmptyState icon={<IconInbox size={28} aria-hidden />} title={t('mailboxes.empty')}>
          {t('mailboxes.emptyText')}
        </EmptyState>
      ) : null}
      <div className={classes.cards}>
        {items?.map((mailbox) => (
          <MailboxCard key={mailbox.id} mailbox={mailbox} onEdit={() => setOpen(mailbox)} />
        ))}
      </div>
      {open ? <MailboxDialog mailbox={open === 'new' ? null : open} onClose={() => setOpen(null)} /> : null}
    </Page>
  );
};

const ICONS = {
  connected: IconCircleCheck,
  waiting: IconHourglass,
  failing: IconAlertTriangle,
  paused: IconPlayerPause,
};

const MailboxCard = ({ mailbox, onEdit }: { mailbox: MailboxView; onEdit: () => void }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const { id, username, host, source, state, paused, connectedAt, lastMessageAt, failing } = mailbox;
  const pause = useAct(pauseMailbox, { refreshes: ['mailboxes'] });
  const remove = useAct(removeMailbox, { refreshes: ['mailboxes'], done: t('mailboxes.removed') });
  const Icon = ICONS[state];
  return (
    <Paper withBorder component="section" className={classes.card} aria-label={username}>
      <h2 className={classes.name}>{username}</h2>
      <p className={classes.soft}>
        {host} · {t('mailboxes.for', { source })}
      </p>
      <p className={classes.state} data-state={state}>
        <Icon size={16} aria-hidden />
        <span>
          {t(`mailboxes.state.${state}`)}{' '}
          {state === 'connected' && connectedAt ? (
            <>
              {t('mailboxes.since')} <ShortTime at={connectedAt} zone={zone} />
            </>
          ) : null}
        </span>
      </p>
      {failing ? (
        <div className={classes.failing}>
          <strong>{t(`mailboxes.failure.${failing.failure}.what`)}</strong>
          <p className={classes.soft}>{t(`mailboxes.failure.${failing.failure}.todo`)}</p>
          <p className={classes.soft}>{t('mailboxes.said', { detail: failing.detail })}</p>
          <p className={classes.soft}>
            {t('mailboxes.nextTry')} <ShortTime at={failing.nextTryAt} zone={zone} />
          </p>
        </div>
      ) : null}
      <p className={classes.soft}>
        {t('mailboxes.lastMessage')}{' '}
        {lastMessageAt ? <RelativeTime at={lastMessageAt} zone={zone} /> : t('mailboxes.noMessage')}
      </p>
      <Group gap="xs">
        <Button variant="default" size="xs" aria-label={t('mailboxes.editOf', { username })} onClick={onEdit}>
          {t('mailboxes.edit')}
        </Button>
        <Button
          variant="default"
          size="xs"
          loading={pause.isPending}
          onClick={() => pause.mutate({ params: { id }, body: { paused: !paused } })}
        >
          {t(paused ? 'mailboxes.resume' : 'mailboxes.pause')}
        </Button>
        <ConfirmButton
          size="xs"
          question={t('mailboxes.removeText')}
          confirm={t('mailboxes.remove')}
          onConfirm={() => remove.mutate({ params: { id } })}
        >
          {t('mailboxes.remove')}
        </ConfirmButton>
      </Group>
    </Paper>
  );
};
