import { Anchor, Button, Group } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import classes from './accesses.module.css';
import { AccountsOverview } from './accounts-overview.tsx';
import { SourcesOverview } from './sources-overview.tsx';
import { TimesOverview } from './times-overview.tsx';

/** Übersicht über Zugänge (N6, N12): who works here, every configured time, every source with its limit; on one page. */
export const AccessesPage = () => {
  const { t } = useTranslation();
  return (
    <Page
      title={t('stats.accesses.title')}
      intro={t('stats.accesses.lead')}
      actions={
        <Group className="not-printed">
          <Button
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('stats.accesses.print')}
          </Button>
        </Group>
      }
    >
      <nav className={`not-printed ${classes.jumps}`} aria-label={t('stats.accesses.onThisPage')}>
        <Anchor href="#zugaenge">{t('stats.accesses.accounts')}</Anchor>
        <Anchor href="#zeiten">{t('stats.accesses.times')}</Anchor>
        <Anchor href="#quellen">{t('stats.accesses.sources')}</Anchor>
      </nav>
      <AccountsOverview />
      <TimesOverview />
      <SourcesOverview />
    </Page>
  );
};
