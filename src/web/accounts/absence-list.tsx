import { Badge, Button, Paper, Text, Title } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAbsentOn } from '../../domain/accounts/absence.ts';
import { hasRole, useSession } from '../session.ts';
import { AbsenceDialog } from './absence-dialog.tsx';
import { useAbsenceTexts } from './absence-texts.ts';
import classes from './accounts.module.css';
import type { Person } from './people-page.tsx';
import type { Absence } from './queries.ts';

interface Props {
  people: readonly Person[];
  absences: readonly Absence[];
  today: string;
}

/** Who is away today or soon, and who stands in; everybody enters their own, controllers and admins those of all. */
export const AbsenceList = ({ people, absences, today }: Props) => {
  const { t } = useTranslation();
  const session = useSession();
  const [dialog, setDialog] = useState<'new' | Absence | null>(null);
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? '';
  const texts = useAbsenceTexts(today, nameOf);
  const mayChange = ({ accountId }: Absence) =>
    accountId === session.account?.id || hasRole(session, 'controller', 'admin');
  return (
    <section className={classes.ended}>
      <div className={classes.sectionHead}>
        <Title order={2}>{t('accounts.absence.title')}</Title>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCalendarPlus size={16} aria-hidden />}
          onClick={() => setDialog('new')}
        >
          {t('accounts.absence.enter')}
        </Button>
      </div>
      <Paper withBorder px="md">
        {absences.length === 0 ? (
          <Text c="dimmed" py="md">
            {t('accounts.absence.none')}
          </Text>
        ) : (
          <ul className={classes.list}>
            {absences.map((absence) => (
              <li key={absence.id} className={classes.absence}>
                <div>
                  <strong>{nameOf(absence.accountId)}</strong>
                  {isAbsentOn(absence, today) ? (
                    <Badge variant="light" color="gray">
                      {t('accounts.absence.now')}
                    </Badge>
                  ) : null}
                  <span>{texts.days(absence)}</span>
                  <span className={classes.soft}>{texts.substitute(absence)}</span>
                </div>
                {mayChange(absence) ? (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('accounts.absence.changeOf', { name: nameOf(absence.accountId) })}
                    onClick={() => setDialog(absence)}
                  >
                    {t('accounts.people.edit')}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </Paper>
      {dialog ? (
        <AbsenceDialog
          absence={dialog === 'new' ? undefined : dialog}
          people={people.filter(({ active }) => active)}
          known={absences}
          today={today}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </section>
  );
};
