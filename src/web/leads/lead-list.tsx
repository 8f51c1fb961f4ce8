import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { KeysHelp } from './keys-help.tsx';
import { LeadTable } from './lead-table.tsx';
import { EmptyList } from './list-empty.tsx';
import { useListKeys } from './list-keys.ts';
import type { ListSearch } from './list-search.ts';
import { listQuery } from './queries.ts';
import { SelectionBar } from './selection-bar.tsx';
import { useWaitingAct } from './waiting.ts';

type Dialog = { act: 'assign' | 'close'; ids: readonly string[] } | { act: 'help' } | null;

/** The leads of one view with everything that can be done from the list. */
export const LeadList = ({ search, label }: { search: ListSearch; label: string }) => {
  const { t } = useTranslation();
  const list = useInfiniteQuery(listQuery(search));
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog>(null);
  const waitingAct = useWaitingAct();
  const close = () => setDialog(null);

  const leads = list.data?.pages.flatMap(({ items }) => items) ?? [];
  // A lead that left the list cannot stay chosen unseen.
  const chosen = new Set(leads.flatMap(({ id }) => (wanted.has(id) ? [id] : [])));
  useListKeys({
    offersTaking: (id) => leads.some((lead) => lead.id === id && waitingAct(lead) === 'take'),
    onAssign: (id) => setDialog({ act: 'assign', ids: [id] }),
    onHelp: () => setDialog({ act: 'help' }),
  });

  const choose = (ids: readonly string[], on: boolean) =>
    setWanted(on ? new Set([...chosen, ...ids]) : new Set([...chosen].filter((id) => !ids.includes(id))));

  if (list.isPending) return <LoadingState lines={10} />;
  if (list.isError && leads.length === 0)
    return <ErrorState error={list.error} onRetry={() => list.refetch()} />;
  if (leads.length === 0) return <EmptyList search={search} />;
  return (
    <>
      <LeadTable leads={leads} label={label} chosen={chosen} onChoose={choose} />
      {list.hasNextPage ? (
        <Button
          variant="default"
          mt="md"
          loading={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {t('leads.list.more')}
        </Button>
      ) : null}
      {chosen.size > 0 ? (
        <SelectionBar
          count={chosen.size}
          onAssign={() => setDialog({ act: 'assign', ids: [...chosen] })}
          onClose={() => setDialog({ act: 'close', ids: [...chosen] })}
          onClear={() => setWanted(new Set())}
        />
      ) : null}
      {dialog?.act === 'assign' ? <AssignDialog ids={dialog.ids} onClose={close} /> : null}
      {dialog?.act === 'close' ? <CloseDialog ids={dialog.ids} onClose={close} /> : null}
      {dialog?.act === 'help' ? <KeysHelp onClose={close} /> : null}
    </>
  );
};
