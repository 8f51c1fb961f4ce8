import { Button, Group, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { assignLead } from '../../contract/leads.ts';
import { CandidateList, POOL } from '../distribution/candidate-list.tsx';
import { candidatesQuery } from '../distribution/queries.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';

/** Gives one lead to a person with what a dispatcher must know for it: who is there, and who has how much to do. */
export const DistributeDialog = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(candidatesQuery(id));
  const [chosen, setChosen] = useState<string | null>(null);
  const to = chosen ?? data?.proposal.personId ?? null;
  const assign = useAct(assignLead, {
    refreshes: ['leads'],
    done: t(to === POOL ? 'leads.done.toPool' : 'leads.done.assign'),
    onDone: onClose,
  });
  return (
    <Modal opened onClose={onClose} title={t('distribution.choose.title')} size="lg">
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState /> : null}
      {data ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (to) assign.mutate({ params: { id }, body: { assigneeId: to === POOL ? null : to } });
          }}
        >
          <CandidateList candidates={data} value={to} onChange={setChosen} />
          <Text mt="sm" size="sm" c="dimmed">
            {t('distribution.choose.hint')}
          </Text>
          <Group mt="lg" justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!to} loading={assign.isPending} data-autofocus>
              {t('distribution.choose.act')}
            </Button>
          </Group>
        </form>
      ) : null}
    </Modal>
  );
};
