import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import {
  type listAccounts,
  listInvitations,
  resendInvitation,
  withdrawInvitation,
} from '../../contract/accounts.ts';
import { absentOn } from '../../domain/accounts/absence.ts';
import { call } from '../api.ts';
import { peopleQuery } from '../people-query.ts';
import { hasRole, useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ShortTime, useNowMs } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import { AbsenceList } from './absence-list.tsx';
import classes from './accounts.module.css';
import { CompanySignInPanel } from '../company-sign-in/company-sign-in-panel.tsx';
import { EndAccessDialog } from './end-access-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleTable } from './people-table.tsx';
import { PersonDialog } from './person-dialog.tsx';
import { absencesQuery } from './queries.ts';
import { RoleBadges } from './role-badges.tsx';
import { SecondFactorRoles } from './second-factor-roles.tsx';

export type Person = z.output<(typeof listAccounts)['output']>['items'][number];

/** Who works with Leadwacht and who is away: everybody may look and enter their own absence, admins invite and change. */
export const PeoplePage = () => {
  const { t } = useTranslation();
  const mayChange = hasRole(useSession(), 'admin');
  const [inviting, invite] = useDisclosure();
  const [changing, setChanging] = useState<Person | null>(null);
  const [ending, setEnding] = useState<Person | null>(null);
  const [people, absences] = useQueries({ queries: [peopleQuery, absencesQuery] });
  const everybody = people.data?.items ?? [];
  const active = everybody.filter((person) => person.active);
  const ended = everybody.filter((person) => !person.active);
  const onChange = mayChange ? setChanging : undefined;
  const failed = people.isError ? people : absences;

  return (
    <Page
      title={t('accounts.people.title')}
      intro={t('accounts.people.lead')}
      actions={
        mayChange ? (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={invite.open}>
            {t('accounts.people.invite')}
          </Button>
        ) : null
      }
    >
      {people.isPending || absences.isPending ? <LoadingState /> : null}
      {failed.isError ? <ErrorState error={failed.error} onRetry={failed.refetch} /> : null}
      {people.data && absences.data ? (
        <>
          <Paper withBorder px="md" py="xs">
            <PeopleTable
              people={active}
              everybody={everybody}
              absent={absentOn(absences.data.items, absences.data.today)}
              today={absences.data.today}
              onChange={onChange}
            />
          </Paper>
          <AbsenceList people={everybody} absences={absences.data.items} today={absences.data.today} />
        </>
      ) : null}
      {mayChange ? <OpenInvitations /> : null}
      {mayChange ? <SecondFactorRoles people={active} /> : null}
      {mayChange ? <CompanySignInPanel /> : null}
      {ended.length > 0 ? (
        <section className={classes.ended}>
          <Title order={2} mb="xs">
            {t('accounts.people.ended', { count: ended.length })}
          </Title>
          <Paper withBorder px="md" py="xs">
            <PeopleTable people={ended} everybody={everybody} onChange={onChange} />
          </Paper>
        </section>
      ) : null}
      {inviting ? <InviteDialog onClose={invite.close} /> : null}
      {changing ? (
        <PersonDialog
          key={changing.id}
          person={changing}
          onClose={() => setChanging(null)}
          onEndAccess={() => {
            setEnding(changing);
            setChanging(null);
          }}
        />
      ) : null}
      {ending ? <EndAccessDialog person={ending} onClose={() => setEnding(null)} /> : null}
    </Page>
  );
};

const OpenInvitations = () => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const nowMs = useNowMs();
  const invitations = useQuery({
    queryKey: ['accounts', 'invitations'],
    queryFn: () => call(listInvitations),
  });
  const resend = useAct(resendInvitation, { refreshes: ['accounts'], done: t('accounts.people.resent') });
  const withdraw = useAct(withdrawInvitation, {
    refreshes: ['accounts'],
    done: t('accounts.people.withdrawn'),
  });
  if (!invitations.data) return null;
  return (
    <section className={classes.ended}>
      <Title order={2} mb="xs">
        {t('accounts.people.openInvitations')}
      </Title>
      <Paper withBorder px="md">
        {invitations.data.items.length === 0 ? (
          <Text c="dimmed" py="md">
            {t('accounts.people.noInvitations')}
          </Text>
        ) : (
          <ul className={classes.list}>
            {invitations.data.items.map(({ id, name, mail, roles, createdAt, expiresAt }) => {
              const expiresMs = Date.parse(expiresAt);
              return (
                <li key={id} className={classes.invitation}>
                  <strong>{name}</strong>
                  <span className={classes.mail}>{mail}</span>
                  <RoleBadges roles={roles} />
                  <span className={classes.soft}>
                    {t('accounts.people.invited')} <ShortTime at={createdAt} zone={zone} />,{' '}
                    {t(expiresMs > nowMs ? 'accounts.people.expiresAt' : 'accounts.people.expired', {
                      at: exactTime(expiresMs, zone, i18n.language),
                    })}
                  </span>
                  <Group gap="xs" ml="auto">
                    <Button
                      size="xs"
                      variant="default"
                      aria-label={t('accounts.people.resendOf', { name })}
                      loading={resend.isPending}
                      onClick={() => resend.mutate({ params: { id } })}
                    >
                      {t('accounts.people.resend')}
                    </Button>
                    <ConfirmButton
                      size="xs"
                      question={t('accounts.people.withdrawText')}
                      confirm={t('accounts.people.withdraw')}
                      onConfirm={() => withdraw.mutate({ params: { id } })}
                    >
                      {t('accounts.people.withdraw')}
                    </ConfirmButton>
                  </Group>
                </li>
              );
            })}
          </ul>
        )}
      </Paper>
    </section>
  );
};
