import { Checkbox, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { setSecondFactorRoles } from '../../contract/accounts.ts';
import { ROLES, type Role } from '../../domain/accounts/roles.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './accounts.module.css';
import type { Person } from './people-page.tsx';
import { secondFactorsQuery } from './queries.ts';

/** For which roles a second step is asked at sign-in, and how many people lack it. */
export const SecondFactorRoles = ({ people }: { people: readonly Person[] }) => {
  const { t } = useTranslation();
  const wanted = useQuery(secondFactorsQuery).data;
  const set = useAct(setSecondFactorRoles, { refreshes: ['accounts'], done: t('accounts.people.saved') });
  if (!wanted) return null;
  const { roles, accountIds } = wanted;
  const missing = people.filter(
    (person) => person.roles.some((role) => roles.includes(role)) && !accountIds.includes(person.id),
  ).length;
  const ask = (role: Role, on: boolean) =>
    set.mutate({ body: { roles: on ? [...roles, role] : roles.filter((one) => one !== role) } });
  return (
    <section className={classes.ended}>
      <Title order={2} mb="xs">
        {t('accounts.people.factorTitle')}
      </Title>
      <Paper withBorder p="md">
        <Text c="dimmed" mb="sm">
          {t('accounts.people.factorLead')}
        </Text>
        <Group>
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={t(`common.role.${role}`)}
              checked={roles.includes(role)}
              disabled={set.isPending}
              onChange={(event) => ask(role, event.currentTarget.checked)}
            />
          ))}
        </Group>
        {missing > 0 ? <Text mt="sm">{t('accounts.people.factorMissing', { count: missing })}</Text> : null}
      </Paper>
    </section>
  );
};
