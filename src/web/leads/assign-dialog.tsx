import { Button, Group, Modal, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assignLead } from '../../contract/leads.ts';
import { peopleQuery } from '../people-query.ts';
import { useSession } from '../session.ts';
import { useEachLead } from './use-each-lead.ts';

const POOL = 'pool';

/** Gives leads to a person, or back to the pool. */
export const AssignDialog = ({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) => {
  const { t } = useTranslation();
  const { account } = useSession();
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
              label: id === account?.id ? t('leads.form.me', { name }) : name,
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
