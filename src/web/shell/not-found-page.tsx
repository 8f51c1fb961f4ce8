import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/states.tsx';

export const NotFoundPage = () => {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('shell.notFound.title')}>
      <p>{t('shell.notFound.body')}</p>
      <Button component={Link} to="/" variant="default">
        {t('shell.notFound.home')}
      </Button>
    </EmptyState>
  );
};
