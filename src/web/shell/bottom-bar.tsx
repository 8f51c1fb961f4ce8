import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarDue, IconDots, IconInbox, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import classes from './bottom-bar.module.css';

const MoreDrawer = lazy(async () => ({ default: (await import('./more-drawer.tsx')).MoreDrawer }));

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
            <Link
              to="/anfragen"
              search={{ view: 'mine' }}
              className={classes.item}
              activeOptions={{ includeSearch: false }}
            >
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
      {opened ? (
        <Suspense>
          <MoreDrawer onClose={close} />
        </Suspense>
      ) : null}
    </>
  );
};
