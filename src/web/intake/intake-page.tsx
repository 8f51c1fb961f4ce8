import { Button, Group, Paper } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { LinkButton } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { IntakeCounts } from './intake-counts.tsx';
import { IntakeFilter } from './intake-filter.tsx';
import { type IntakeSearch, readIntakeSearch } from './intake-search.ts';
import { MessageDrawer } from './message-drawer.tsx';
import { MessageList } from './message-list.tsx';
import { messagesQuery } from './queries.ts';

/** Everything that came in: what it was taken for, what became of it, what waits and what failed. */
export const IntakePage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const search = readIntakeSearch(useSearch({ strict: false }));
  const show = (next: IntakeSearch) =>
    navigate({ to: '/posteingang', search: next, replace: true, resetScroll: false });
  const messages = useInfiniteQuery(messagesQuery(search));
  const items = messages.data?.pages.flatMap((page) => page.items) ?? [];
  const { art, quelle, stand, q, tage, nachricht } = search;
  const isFiltered = Boolean(art ?? quelle ?? stand ?? q);
  const withoutFilter: IntakeSearch = tage ? { tage } : {};
  const { nachricht: _, ...closed } = search;

  return (
    <Page
      title={t('intake.title')}
      intro={t('intake.intro')}
      actions={
        hasRole(session, 'admin', 'controller') ? (
          <Group gap="sm">
            <LinkButton to="/posteingang/neu-einlesen" search={quelle ? { quelle } : {}} variant="default">
              {t('rereading.open')}
            </LinkButton>
            <LinkButton to="/posteingang/importieren" search={quelle ? { quelle } : {}} variant="default">
              {t('imports.open')}
            </LinkButton>
          </Group>
        ) : null
      }
    >
      <IntakeCounts search={search} onShow={show} />
      <IntakeFilter search={search} onShow={show} />
      {messages.isPending ? <LoadingState /> : null}
      {messages.isError ? <ErrorState error={messages.error} onRetry={messages.refetch} /> : null}
      {messages.data && items.length === 0 ? (
        <EmptyState
          icon={<IconInbox size={28} aria-hidden />}
          title={t(isFiltered ? 'intake.list.emptyFilter' : 'intake.list.empty')}
        >
          {isFiltered ? (
            <Button variant="default" onClick={() => show(withoutFilter)}>
              {t('intake.filter.clear')}
            </Button>
          ) : (
            t('intake.list.emptyBody')
          )}
        </EmptyState>
      ) : null}
      {items.length > 0 ? (
        <Paper withBorder>
          <MessageList messages={items} onOpen={(id) => show({ ...search, nachricht: id })} />
        </Paper>
      ) : null}
      {messages.hasNextPage ? (
        <Button
          variant="default"
          mt="md"
          loading={messages.isFetchingNextPage}
          onClick={() => messages.fetchNextPage()}
        >
          {t('intake.list.more')}
        </Button>
      ) : null}
      {nachricht ? <MessageDrawer key={nachricht} id={nachricht} onClose={() => show(closed)} /> : null}
    </Page>
  );
};
