import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { LeadList } from './lead-list.tsx';
import { ListFilter, ViewTabs } from './list-filter.tsx';

const route = getRouteApi('/frame/anfragen');

export const ListPage = () => {
  const { t } = useTranslation();
  const search = route.useSearch();
  const title =
    search.q === undefined ? t(`leads.view.${search.view}`) : t('leads.list.searchTitle', { q: search.q });
  return (
    <Page title={title} actions={<ListFilter search={search} />}>
      <ViewTabs />
      <LeadList search={search} label={title} />
    </Page>
  );
};
