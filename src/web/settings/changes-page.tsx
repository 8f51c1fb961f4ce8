import { Button, NativeSelect } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listChanges } from '../../contract/settings.ts';
import { call } from '../api.ts';
import { Page } from '../ui/page.tsx';
import { EmptyState, ErrorState, LoadingState } from '../ui/states.tsx';
import { ChangeEntry, useSubjectText } from './change-entry.tsx';
import classes from './changes.module.css';
import { readChangesSearch } from './changes-search.ts';

const changesQuery = (subject: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['settings', 'changes', subject],
    queryFn: ({ pageParam }) =>
      call(listChanges, { query: { subject, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  });

/** Who changed what, when: every setting, right and person of the dealership, newest first. */
export const ChangesPage = () => {
  const { t } = useTranslation();
  const subjectText = useSubjectText();
  const navigate = useNavigate();
  const { thema } = readChangesSearch(useSearch({ strict: false }));
  const changes = useInfiniteQuery(changesQuery(thema));
  const pages = changes.data?.pages ?? [];
  const subjects = pages[0]?.subjects ?? (thema ? [thema] : []);
  return (
    <Page
      title={t('settings.changes.title')}
      intro={t('settings.changes.lead')}
      width="narrow"
      actions={
        <NativeSelect
          aria-label={t('settings.changes.filter')}
          value={thema ?? ''}
          data={[
            { value: '', label: t('settings.changes.allSubjects') },
            ...subjects.map((subject) => ({ value: subject, label: subjectText(subject) })),
          ]}
          onChange={(event) =>
            navigate({
              to: '/einstellungen/aenderungen',
              search: readChangesSearch({ thema: event.currentTarget.value }),
            })
          }
        />
      }
    >
      {changes.isPending ? <LoadingState /> : null}
      {changes.isError ? <ErrorState error={changes.error} onRetry={changes.refetch} /> : null}
      {pages[0]?.items.length === 0 ? (
        <EmptyState icon={<IconHistory size={28} aria-hidden />} title={t('settings.changes.empty')} />
      ) : null}
      <ol className={classes.entries}>
        {pages.flatMap(({ items, names }) =>
          items.map((change) => <ChangeEntry key={change.id} change={change} names={names} />),
        )}
      </ol>
      {changes.hasNextPage ? (
        <Button
          variant="default"
          loading={changes.isFetchingNextPage}
          onClick={() => changes.fetchNextPage()}
        >
          {t('settings.changes.more')}
        </Button>
      ) : null}
    </Page>
  );
};
