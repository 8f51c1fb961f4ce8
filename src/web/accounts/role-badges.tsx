import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Role } from '../../domain/accounts/roles.ts';
import classes from './accounts.module.css';

export const RoleBadges = ({ roles }: { roles: readonly Role[] }) => {
  const { t } = useTranslation();
  return (
    <span className={classes.roles}>
      {roles.map((role) => (
        <Badge key={role} variant="default" fw={500}>
          {t(`common.role.${role}`)}
        </Badge>
      ))}
    </span>
  );
};
