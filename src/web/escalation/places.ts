import { useSuspenseQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Holder } from '../../domain/escalation/holders.ts';
import type { Origin, Place } from '../../domain/escalation/settings.ts';
import { branchesQuery } from '../branches-query.ts';
import { sourceNamesQuery } from '../sources/queries.ts';

/** The branches and sources times can be set for, and what they are called. */
export const usePlaces = () => {
  const { t } = useTranslation();
  const [{ data: branches }, { data: sources }] = useSuspenseQueries({
    queries: [branchesQuery, sourceNamesQuery],
  });
  const branchOf = (sourceId: string) => sources.items.find(({ id }) => id === sourceId)?.branchId ?? '';
  const itemsOf = (origin: 'branch' | 'source') => (origin === 'branch' ? branches.items : sources.items);
  const nameIn = (origin: 'branch' | 'source', id: string) =>
    itemsOf(origin).find((one) => one.id === id)?.name ?? t('escalation.holder.former');

  return {
    branches: branches.items,
    sources: sources.items.filter(({ archived }) => !archived),
    /** Links may be older than what they lead to: what is not there any more gives way to the dealership. */
    known: (holder: Holder): Holder =>
      holder.origin === 'dealership' || itemsOf(holder.origin).some(({ id }) => id === holder.id)
        ? holder
        : { origin: 'dealership' },
    /** Where an enquiry belongs that runs by the holder's times. */
    placeOf: (holder: Holder): Place => {
      if (holder.origin === 'dealership') return { branchId: '', sourceId: '' };
      return holder.origin === 'branch'
        ? { branchId: holder.id, sourceId: '' }
        : { branchId: branchOf(holder.id), sourceId: holder.id };
    },
    /** "Ganzes Autohaus", "Niederlassung Nord", "Quelle mobile.de" */
    holderName: (holder: Holder): string =>
      holder.origin === 'dealership'
        ? t('escalation.holder.dealership')
        : t(`escalation.holder.${holder.origin}`, { name: nameIn(holder.origin, holder.id) }),
    /** "vom Autohaus", "von der Niederlassung Nord", "von der Quelle mobile.de" */
    originName: (origin: Origin, { branchId, sourceId }: Place): string => {
      if (origin === 'dealership') return t('escalation.origin.dealership');
      const name = nameIn(origin, origin === 'branch' ? branchId : sourceId);
      return t(`escalation.origin.${origin}`, { name });
    },
    /** "wie das Autohaus", "wie die Niederlassung Nord" */
    likeAbove: (origin: Origin, { branchId }: Place): string =>
      origin === 'branch'
        ? t('escalation.like.branch', { name: nameIn('branch', branchId) })
        : t('escalation.like.dealership'),
  };
};

export type Places = ReturnType<typeof usePlaces>;
