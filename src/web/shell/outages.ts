import { type QueryKey, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { hasRole, useSession } from '../session.ts';
import { shortTime } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';

interface Outage {
  readonly since: string;
}

/** What cannot be reached, each with since when in words: for admins and controllers, for others nothing. */
export const useOutages = <One extends Outage, Key extends QueryKey>(
  query: UseQueryOptions<{ items: One[] }, Error, { items: One[] }, Key>,
): One[] => {
  const { i18n } = useTranslation();
  const session = useSession();
  const { data } = useQuery({ ...query, enabled: hasRole(session, 'controller', 'admin') });
  const now = useNowMs();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  const inWords = (since: string) => shortTime(Date.parse(since), zone, i18n.language, now);
  return (data?.items ?? []).map((one) => ({ ...one, since: inWords(one.since) }));
};
