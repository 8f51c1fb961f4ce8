import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { LeadList } from './lead-list.tsx';

/** Own leads that wait for their date, the next one on top. */
export const FollowUpsPage = () => {
  const { t } = useTranslation();
  const title = t('leads.view.followUps');
  return (
    <Page title={title}>
      <LeadList search={{ view: 'followUps' }} label={title} />
    </Page>
  );
};
