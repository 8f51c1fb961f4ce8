import { ActionIcon, Alert, Button, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FieldErrors } from '../accounts/field-errors.ts';
import type { PersonDraft } from '../accounts/person-draft.ts';
import { RolePicker } from '../accounts/role-picker.tsx';
import classes from './setup.module.css';

interface Props {
  value: PersonDraft[];
  errors: FieldErrors;
  onChange: (people: PersonDraft[]) => void;
}

/** Who else will work with Leadwacht; nobody has to be named now. */
export const PeopleStep = ({ value, errors, onChange }: Props) => {
  const { t } = useTranslation();
  const noController = value.length > 0 && !value.some(({ roles }) => roles.includes('controller'));
  return (
    <div>
      {value.length === 0 ? <Text c="dimmed">{t('setup.people.empty')}</Text> : null}
      {value.map((person, index) => {
        const change = (part: Partial<PersonDraft>) => onChange(value.with(index, { ...person, ...part }));
        const error = (field: string) => errors[`people.${index}.${field}`];
        const name = person.name.trim() || t('setup.people.person', { number: index + 1 });
        return (
          <fieldset key={index} className={classes.person}>
            <legend className={classes.legend}>{name}</legend>
            <ActionIcon
              className={classes.remove}
              variant="subtle"
              color="gray"
              aria-label={t('setup.people.remove', { name })}
              onClick={() => onChange(value.toSpliced(index, 1))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
            <div className={classes.pair}>
              <TextInput
                label={t('accounts.field.name')}
                value={person.name}
                error={error('name')}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <TextInput
                type="email"
                label={t('accounts.field.mail')}
                value={person.mail}
                error={error('mail')}
                onChange={(event) => change({ mail: event.currentTarget.value })}
              />
            </div>
            <RolePicker value={person.roles} error={error('roles')} onChange={(roles) => change({ roles })} />
          </fieldset>
        );
      })}
      <Button
        variant="default"
        mt="md"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() => onChange([...value, { name: '', mail: '', roles: ['seller'] }])}
      >
        {t('setup.people.add')}
      </Button>
      {noController ? (
        <Alert color="gray" mt="md">
          {t('setup.people.noController')}
        </Alert>
      ) : null}
    </div>
  );
};
