import { IconCheckbox, IconFilterOff, IconInbox, IconSearchOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/links.tsx';
import { EmptyState } from '../ui/states.tsx';
import type { ListSearch } from './list-search.ts';

/** Why the list is empty, and what to do about it. */
export const EmptyList = ({ search }: { search: ListSearch }) => {
  const { t } = useTranslation();
  const { view, q, symbol, source } = search;
  if (symbol || source) {
    return (
      <EmptyState
        icon={<IconFilterOff size={32} stroke={1.5} aria-hidden />}
        title={t('leads.empty.filtered.title')}
      >
        <p>{t('leads.empty.filtered.body')}</p>
        <LinkButton to="/anfragen" search={{ view, ...(q === undefined ? {} : { q }) }} variant="default">
          {t('leads.empty.filtered.clear')}
        </LinkButton>
      </EmptyState>
    );
  }
  if (q !== undefined) {
    return (
      <EmptyState
        icon={<IconSearchOff size={32} stroke={1.5} aria-hidden />}
        title={t('leads.empty.search.title')}
      >
        {t('leads.empty.search.body')}
      </EmptyState>
    );
  }
  const Icon = view === 'closed' || view === 'all' ? IconInbox : IconCheckbox;
  return (
    <EmptyState icon={<Icon size={32} stroke={1.5} aria-hidden />} title={t(`leads.empty.${view}.title`)}>
      <p>{t(`leads.empty.${view}.body`)}</p>
      {view === 'mine' ? (
        <LinkButton to="/anfragen" search={{ view: 'pool' }} variant="default">
          {t('leads.empty.mine.pool')}
        </LinkButton>
      ) : null}
    </EmptyState>
  );
};
