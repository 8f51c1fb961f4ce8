import { Alert, Button, NativeSelect, Paper } from '@mantine/core';
import { IconMail, IconMailOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { OUTBOX_STATES } from '../../contract/outbox.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { MailDrawer } from './mail-drawer.tsx';
import { MailList } from './mail-list.tsx';
import classes from './outbox.module.css';
import { type OutboxSearch, readOutboxSearch } from './outbox-search.ts';
import { outboxQuery } from './queries.ts';

/** Every mail that leaves, with its state; where they can be read while no relay is set. */
export const OutboxPage = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = readOutboxSearch(useSearch({ strict: false }));
  const show = (next: OutboxSearch) => navigate({ to: '/postausgang', search: next });
  const mails = useInfiniteQuery(outboxQuery(search.stand));
  const items = mails.data?.pages.flatMap((page) => page.items) ?? [];
  const relaySet = mails.data?.pages[0]?.relaySet ?? true;

  return (
    <Page
      title={t('outbox.title')}
      intro={t('outbox.lead')}
      actions={
        <NativeSelect
          aria-label={t('outbox.filter')}
          value={search.stand ?? ''}
          data={[
            { value: '', label: t('outbox.all') },
            ...OUTBOX_STATES.map((state) => ({ value: state, label: t(`outbox.state.${state}`) })),
          ]}
          onChange={(event) => show(readOutboxSearch({ stand: event.currentTarget.value }))}
        />
      }
    >
      {relaySet ? null : (
        <Alert color="gray" icon={<IconMailOff aria-hidden />} title={t('outbox.noRelayTitle')} mb="md">
          <span className={classes.breakable}>{t('outbox.noRelay')}</span>
        </Alert>
      )}
      {mails.isPending ? <LoadingState /> : null}
      {mails.isError ? <ErrorState error={mails.error} onRetry={mails.refetch} /> : null}
      {mails.data && items.length === 0 ? (
        <EmptyState
          icon={<IconMail size={28} aria-hidden />}
          title={search.stand ? t('outbox.emptyFilter') : t('outbox.empty')}
        >
          {search.stand ? null : t('outbox.emptyText')}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <Paper withBorder>
          <MailList mails={items} onOpen={(mail) => show({ ...search, mail: mail.id })} />
        </Paper>
      ) : null}
      {mails.hasNextPage ? (
        <Button
          variant="default"
          mt="md"
          loading={mails.isFetchingNextPage}
          onClick={() => mails.fetchNextPage()}
        >
          {t('outbox.more')}
        </Button>
      ) : null}
      {search.mail ? (
        <MailDrawer id={search.mail} onClose={() => show(search.stand ? { stand: search.stand } : {})} />
      ) : null}
    </Page>
  );
};
