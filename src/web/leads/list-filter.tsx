import { Chip, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LEAD_SYMBOLS } from '../../domain/leads/lead.ts';
import { useLeadLists } from '../shell/navigation.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import classes from './list-filter.module.css';
import type { ListSearch } from './list-search.ts';
import { countsQuery } from './queries.ts';

/** Narrows a list by sign and source; kept in the address. */
export const ListFilter = ({ search }: { search: ListSearch }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sources = useQuery(sourceNamesQuery).data?.items ?? [];
  const toReview = useQuery(countsQuery).data?.review ?? 0;
  const { review } = search;
  const { symbol, source, ...rest } = search;
  const show = (filter: Partial<Pick<ListSearch, 'symbol' | 'source'>>) =>
    navigate({ to: '/anfragen', search: { ...rest, ...filter }, replace: true });
  const only = <Key extends string, Value>(key: Key, value: Value | null | undefined) =>
    (value ? { [key]: value } : {}) as Partial<Record<Key, Value>>;
  return (
    <div className={classes.filter}>
      {search.view === 'closed' ? null : (
        <Select
          size="xs"
          clearable
          aria-label={t('leads.list.filterSymbol')}
          placeholder={t('leads.list.allSymbols')}
          value={symbol ?? null}
          data={LEAD_SYMBOLS.filter((one) => one !== 'closed' || search.view === 'all').map((value) => ({
            value,
            label: t(`leads.sign.${value}`),
          }))}
          onChange={(value) => show({ ...only('symbol', value), ...only('source', source) })}
        />
      )}
      {review || toReview > 0 ? (
        <Chip
          size="xs"
          checked={review ?? false}
          onChange={(checked) => {
            const { review: _, ...others } = search;
            void navigate({
              to: '/anfragen',
              search: checked ? { ...others, review: true } : others,
              replace: true,
            });
          }}
        >
          {t('intake.review')} ({toReview})
        </Chip>
      ) : null}
      <Select
        size="xs"
        clearable
        aria-label={t('leads.list.filterSource')}
        placeholder={t('leads.list.allSources')}
        value={source ?? null}
        data={sources
          .filter(({ id, archived }) => !archived || id === source)
          .map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(value) => show({ ...only('symbol', symbol), ...only('source', value) })}
      />
    </div>
  );
};

/** On a phone the lists stand above the leads; at a desk they are in the navigation. */
export const ViewTabs = () => {
  const { t } = useTranslation();
  const lists = useLeadLists();
  return (
    <nav className={classes.tabs} aria-label={t('leads.list.views')}>
      {lists.map(({ view, count }) => (
        <Link
          key={view}
          to="/anfragen"
          search={{ view }}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: true }}
        >
          {t(`leads.view.${view}`)}
          {count ? <span>{count}</span> : null}
        </Link>
      ))}
    </nav>
  );
};
