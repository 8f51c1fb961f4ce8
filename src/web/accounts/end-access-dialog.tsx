import { Alert, MultiSelect, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { endAccess, getDuties } from '../../contract/accounts.ts';
import { call } from '../api.ts';
import { peopleQuery } from '../people-query.ts';
import { SaveDialog } from '../ui/save-dialog.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';
import type { Person } from './people-page.tsx';

/** Ends somebody's access and hands over in one act what lies on their desk. */
export const EndAccessDialog = ({
  person: { id, name },
  onClose,
}: {
  person: Person;
  onClose: () => void;
}) => {
  const { t, i18n } = useTranslation();
  const [to, setTo] = useState<string[]>([]);
  const people = useQuery(peopleQuery).data?.items ?? [];
  const duties = useQuery({
    queryKey: ['accounts', 'duties', id],
    queryFn: () => call(getDuties, { params: { id } }),
    staleTime: 0,
  });
  const end = useAct(endAccess, {
    refreshes: ['accounts', 'leads'],
    onDone: () => {
      notifications.show({ message: t('accounts.people.accessEnded', { name }) });
      onClose();
    },
    onRefused: () => undefined,
  });
  const leads = duties.data ? duties.data.open + duties.data.followUps : 0;
  const represented = duties.data?.standsInFor.map(
    ({ accountId }) => people.find((one) => one.id === accountId)?.name ?? '',
  );
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <SaveDialog
      title={t('accounts.people.endAccessOf', { name })}
      act={t('accounts.people.endAccess')}
      isIncomplete={!duties.data}
      save={end}
      onSave={() => end.mutate({ params: { id }, body: { to } })}
      onClose={onClose}
    >
      {duties.isError ? <ErrorState error={duties.error} onRetry={duties.refetch} /> : null}
      {duties.isPending ? <LoadingState lines={3} /> : null}
      {duties.data ? (
        <>
          <Text>{t('accounts.people.endAccessText')}</Text>
          <Text fw={600}>{t('accounts.people.leaves', { count: leads })}</Text>
          {leads > 0 ? (
            <MultiSelect
              searchable
              clearable
              label={t('accounts.people.handTo')}
              description={t('accounts.people.handToHint')}
              placeholder={to.length === 0 ? t('accounts.people.toPool') : ''}
              data={people
                .filter((one) => one.active && one.id !== id)
                .map((one) => ({ value: one.id, label: one.name }))}
              value={to}
              onChange={setTo}
            />
          ) : null}
          {represented && represented.length > 0 ? (
            <Alert color="gray">
              {t('accounts.people.standsInFor', { names: list.format(represented) })}
            </Alert>
          ) : null}
        </>
      ) : null}
    </SaveDialog>
  );
};
