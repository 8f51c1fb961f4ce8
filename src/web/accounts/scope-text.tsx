import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { branchesQuery } from '../branches-query.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import classes from './accounts.module.css';
import type { Person } from './people-page.tsx';

/** What a person answers for, or where they sell; nothing for mere admins, and where it is everything. */
export const ScopeText = ({ person: { roles, scope } }: { person: Person }) => {
  const { t, i18n } = useTranslation();
  const [branches, sources] = useQueries({ queries: [branchesQuery, sourceNamesQuery] });
  if (roles.every((role) => role === 'admin') || scope.branches.length + scope.sources.length === 0)
    return null;
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  const namesIn = (items: readonly { id: string; name: string }[] | undefined, ids: readonly string[]) =>
    list.format(items?.filter(({ id }) => ids.includes(id)).map(({ name }) => name) ?? []);
  const parts = [
    ...(scope.branches.length > 0 ? [namesIn(branches.data?.items, scope.branches)] : []),
    ...(scope.sources.length > 0 ? [namesIn(sources.data?.items, scope.sources)] : []),
  ];
  return <div className={classes.soft}>{t('accounts.scope.for', { places: parts.join(', ') })}</div>;
};
