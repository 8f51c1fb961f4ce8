import { Avatar, Menu, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { signOut, useSession } from '../session.ts';
import classes from './account-menu.module.css';

export const AccountMenu = () => {
  const { t } = useTranslation();
  const { account } = useSession();
  const name = account?.name ?? t('shell.operator');
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('shell.account', { name })}>
          <Avatar size={28} name={name} color="accent" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{name}</strong>
          {account ? <div>{account.mail}</div> : null}
          {account ? <div>{account.roles.map((role) => t(`common.role.${role}`)).join(', ')}</div> : null}
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
