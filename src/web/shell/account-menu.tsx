import { Avatar, Button } from '@mantine/core';
import { IconLogout, IconUserCog } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { setLanguage } from '../../contract/accounts.ts';
import { signOut, useSession } from '../session.ts';
import { LinkButton } from '../ui/links.tsx';
import { CornerMenu } from '../ui/corner-menu.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './account-menu.module.css';
import { LanguageMenu, ThemeMenu } from './preferences.tsx';

/** Who is signed in, how they want to see the screens, and the way out. */
export const AccountMenu = () => {
  const { t } = useTranslation();
  const { account } = useSession();
  // Mails are written in it too.
  const keepLanguage = useAct(setLanguage, { refreshes: [] });
  const name = account?.name ?? t('shell.operator');
  return (
    <CornerMenu label={t('shell.account', { name })} button={<Avatar size={28} color="accent" />}>
      <div className={classes.who}>
        <strong>{name}</strong>
        {account ? <div>{account.mail}</div> : null}
        {account ? <div>{account.roles.map((role) => t(`common.role.${role}`)).join(', ')}</div> : null}
      </div>
      <div className={classes.preferences}>
        <ThemeMenu />
        <LanguageMenu onChosen={(language) => keepLanguage.mutate({ body: { language } })} />
      </div>
      <LinkButton
        to="/konto"
        mt="sm"
        fullWidth
        variant="default"
        leftSection={<IconUserCog size={16} aria-hidden />}
      >
        {t('access.title')}
      </LinkButton>
      <Button
        mt="xs"
        fullWidth
        variant="default"
        leftSection={<IconLogout size={16} aria-hidden />}
        onClick={signOut}
      >
        {t('shell.signOut')}
      </Button>
    </CornerMenu>
  );
};
