import { Button, Table, VisuallyHidden } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { AbsentPeople } from '../../domain/accounts/absence.ts';
import { useSession } from '../session.ts';
import { RelativeTime } from '../ui/times.tsx';
import { useAbsenceTexts } from './absence-texts.ts';
import classes from './accounts.module.css';
import type { Person } from './people-page.tsx';
import { RoleBadges } from './role-badges.tsx';
import { ScopeText } from './scope-text.tsx';

interface Props {
  people: readonly Person[];
  /** Former ones too: absences may name them. */
  everybody: readonly Person[];
  /** Who is away today; left out for people whose access has ended. */
  absent?: AbsentPeople;
  today?: string;
  /** Absent for those who may only look. */
  onChange: ((person: Person) => void) | undefined;
}

export const PeopleTable = ({ people, everybody, absent = new Map(), today = '', onChange }: Props) => {
  const { t } = useTranslation();
  const isPhone = useMediaQuery('(max-width: 48em)');
  const texts = useAbsenceTexts(today, (id) => everybody.find((person) => person.id === id)?.name ?? '');
  const awayOf = ({ id }: Person) => {
    const absence = absent.get(id);
    return absence ? texts.away(absence) : null;
  };
  if (isPhone) {
    return (
      <ul className={classes.list}>
        {people.map((person) => (
          <li key={person.id} className={classes.card}>
            <div>
              <Name person={person} away={awayOf(person)} />
              <RoleBadges roles={person.roles} />
              <ScopeText person={person} />
              <div className={classes.soft}>
                {t('accounts.people.column.lastSeen')}: <LastSeen person={person} />
              </div>
            </div>
            {onChange ? <ChangeButton person={person} onChange={onChange} /> : null}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('accounts.people.column.name')}</Table.Th>
          <Table.Th>{t('accounts.people.column.roles')}</Table.Th>
          <Table.Th>{t('accounts.people.column.lastSeen')}</Table.Th>
          {onChange ? (
            <Table.Th>
              <VisuallyHidden>{t('accounts.people.column.acts')}</VisuallyHidden>
            </Table.Th>
          ) : null}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={person.id}>
            <Table.Td>
              <Name person={person} away={awayOf(person)} />
            </Table.Td>
            <Table.Td>
              <RoleBadges roles={person.roles} />
              <ScopeText person={person} />
            </Table.Td>
            <Table.Td>
              <LastSeen person={person} />
            </Table.Td>
            {onChange ? (
              <Table.Td ta="right">
                <ChangeButton person={person} onChange={onChange} />
              </Table.Td>
            ) : null}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

const Name = ({ person, away }: { person: Person; away: string | null }) => {
  const { t } = useTranslation();
  const isSelf = useSession().account?.id === person.id;
  return (
    <div>
      <strong>{person.name}</strong>
      {isSelf ? <span className={classes.soft}> ({t('accounts.people.you')})</span> : null}
      <div className={classes.mail}>{person.mail}</div>
      {away ? <div className={classes.away}>{away}</div> : null}
      {person.mailsOff.length > 0 ? (
        <div className={classes.soft}>
          {t('accounts.people.noMails', { mails: person.mailsOff.join(', ') })}
        </div>
      ) : null}
    </div>
  );
};

const LastSeen = ({ person }: { person: Person }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return person.lastSeenAt ? (
    <RelativeTime at={person.lastSeenAt} zone={zone} />
  ) : (
    <>{t('accounts.people.neverSeen')}</>
  );
};

const ChangeButton = ({ person, onChange }: { person: Person; onChange: (person: Person) => void }) => {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      size="xs"
      aria-label={t('accounts.people.editOf', { name: person.name })}
      onClick={() => onChange(person)}
    >
      {t('accounts.people.edit')}
    </Button>
  );
};
