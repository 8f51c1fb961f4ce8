import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { absentOn } from '../../domain/accounts/absence.ts';
import { assignLead } from '../../contract/leads.ts';
import { absencesQuery } from '../accounts/queries.ts';
import { peopleQuery } from '../people-query.ts';
import { hasRole, useSession } from '../session.ts';
import { workloadQuery } from '../stats/workload-query.ts';
import { DistributeDialog } from './distribute-dialog.tsx';
import { useEachLead } from './use-each-lead.ts';

const POOL = 'pool';

/** "Otto Ohm (4 offene, heute abwesend)": the work of people is told to those who give leads away for a living. */
const useLoadText = () => {
  const { t } = useTranslation();
  const mayKnow = hasRole(useSession(), 'dispatcher', 'controller', 'admin');
  const workload = useQuery({ ...workloadQuery, enabled: mayKnow }).data?.items;
  const absences = useQuery(absencesQuery).data;
  const absent = absences && absentOn(absences.items, absences.today);
  return (id: string, name: string): string => {
    const { open = 0 } = workload?.find(({ accountId }) => accountId === id) ?? {};
    const parts = [
      ...(workload ? [t('distribution.load.open', { count: open })] : []),
      ...(absent?.has(id) ? [t('distribution.load.absent')] : []),
    ];
    return parts.length > 0 ? `${name} (${parts.join(', ')})` : name;
  };
};

/** Gives leads away: one of them with everything that helps those who do it for a living, several of them by name. */
export const AssignDialog = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const givesAway = hasRole(useSession(), 'dispatcher', 'controller', 'admin');
  const [id] = ids;
  return givesAway && ids.length === 1 && id ? (
    <DistributeDialog id={id} onClose={onClose} />
  ) : (
    <AssignByName ids={ids} onClose={onClose} />
  );
};

/** Gives leads to a person, or back to the pool. */
const AssignByName = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const { t } = useTranslation();
  const { account } = useSession();
  const withLoad = useLoadText();
  const people = useQuery(peopleQuery).data?.items.filter(({ active }) => active) ?? [];
  const [to, setTo] = useState<string | null>(null);
  const assign = useEachLead(assignLead, onClose);
  return (
    <Modal opened onClose={onClose} title={t('leads.form.assignTitle')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (to) assign.mutate({ ids, body: { assigneeId: to === POOL ? null : to } });
        }}
      >
        <Select
          data-autofocus
          searchable
          label={t('leads.form.assignTo')}
          value={to}
          onChange={setTo}
          data={[
            ...people.map(({ id, name }) => ({
              value: id,
              label: withLoad(id, id === account?.id ? t('leads.form.me', { name }) : name),
            })),
            { value: POOL, label: t('leads.form.toPool') },
          ]}
        />
        <Text mt="xs" size="sm" c="dimmed">
          {t('leads.form.assignHint')}
        </Text>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!to} loading={assign.isPending}>
            {t('leads.act.assign')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
};
