import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarDue, IconDots, IconInbox, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import classes from './bottom-bar.module.css';
import { Preferences } from './preferences.tsx';
import { Entries } from './side-bar.tsx';

/** The navigation of a phone: what a thumb needs, and the rest under "Mehr". */
export const BottomBar = ({ onNewLead }: { onNewLead: () => void }) => {
  const { t } = useTranslation();
  const { account } = useSession();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <nav className={classes.bar} aria-label={t('shell.navigation')}>
        {account ? (
          <>
            <Link to="/anfragen" search={{ view: 'mine' }} className={classes.item} activeOptions={{ includeSearch: false }}>
              <IconInbox size={20} stroke={1.75} aria-hidden />
              {t('shell.leads')}
            </Link>
            <Link to="/wiedervorlagen" className={classes.item}>
              <IconCalendarDue size={20} stroke={1.75} aria-hidden />
              {t('shell.followUps')}
            </Link>
            <UnstyledButton className={classes.item} onClick={onNewLead}>
              <IconPlus size={20} stroke={1.75} aria-hidden />
              {t('shell.newShort')}
            </UnstyledButton>
          </>
        ) : null}
        <UnstyledButton className={classes.item} onClick={open}>
          <IconDots size={20} stroke={1.75} aria-hidden />
          {t('shell.more')}
        </UnstyledButton>
      </nav>
      <Drawer opened={opened} onClose={close} position="bottom" title={t('shell.more')} size="auto">
        <nav aria-label={t('shell.more')}>
          <Entries onFollow={close} />
        </nav>
        <div className={classes.preferences}>
          <Preferences />
        </div>
      </Drawer>
    </>
  );
};
