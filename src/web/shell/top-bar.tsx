import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { AccountMenu } from './account-menu.tsx';
import { SearchBox } from './search-box.tsx';
import classes from './top-bar.module.css';

export const TopBar = ({ onNewLead }: { onNewLead: () => void }) => {
  const { t } = useTranslation();
  const { account } = useSession();
  return (
    <header className={classes.bar}>
      {account ? <SearchBox /> : null}
      <div className={classes.right}>
        {account ? (
          <Button
            className={classes.deskOnly}
            size="xs"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={onNewLead}
          >
            {t('shell.newLead')}
          </Button>
        ) : null}
        <AccountMenu />
      </div>
    </header>
  );
};
