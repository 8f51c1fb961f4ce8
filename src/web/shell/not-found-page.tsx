import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/links.tsx';
import { EmptyState } from '../ui/states.tsx';

export const NotFoundPage = () => {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('shell.notFound.title')}>
      <p>{t('shell.notFound.body')}</p>
      <LinkButton to="/" variant="default">
        {t('shell.notFound.home')}
      </LinkButton>
    </EmptyState>
  );
};
