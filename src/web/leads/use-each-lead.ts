import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { assignLead, closeLead } from '../../contract/leads.ts';
import { call, type Input } from '../api.ts';
import { useProblemText } from '../ui/problem-text.ts';

type Act = typeof assignLead | typeof closeLead;

/** One act on several leads, one after the other; says how many were refused, and why the first of them. */
export const useEachLead = <E extends Act>(endpoint: E, onDone: () => void) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const problemText = useProblemText();
  return useMutation({
    mutationFn: async ({ ids, body }: { ids: readonly string[]; body: NonNullable<Input<E>['body']> }) => {
      const refusals: unknown[] = [];
      for (const id of ids)
        await call<Act>(endpoint, { params: { id }, body }).catch((error: unknown) => refusals.push(error));
      return { changed: ids.length - refusals.length, refusals };
    },
    onSuccess: ({ changed, refusals }) => {
      if (changed > 0) notifications.show({ message: t('leads.list.bulkDone', { count: changed }) });
      if (refusals.length > 0) {
        const reason = problemText(refusals[0]);
        notifications.show({
          color: 'red',
          message: t('leads.list.bulkRefused', { count: refusals.length, reason }),
          autoClose: 8000,
        });
      }
      onDone();
      return client.invalidateQueries({ queryKey: ['leads'] });
    },
  });
};
