import { NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { setupChoices } from '../../contract/setup.ts';
import type { FieldErrors } from '../accounts/field-errors.ts';
import type { DealershipDraft } from './setup-draft.ts';
import classes from './setup.module.css';

export type Choices = z.output<(typeof setupChoices)['output']>;

interface Props {
  value: DealershipDraft;
  states: Choices['states'];
  errors: FieldErrors;
  onChange: (change: Partial<DealershipDraft>) => void;
  /** Heading and sentence over the fields of the first admin. */
  adminTitle: string;
  adminHint: string;
}

/** Name and place of a dealership, and its first admin. */
export const DealershipFields = ({ value, states, errors, onChange, adminTitle, adminHint }: Props) => {
  const { t } = useTranslation();
  const regions = states.find(({ code }) => code === value.state)?.regions ?? [];
  const { admin } = value;
  const setAdmin = (change: Partial<DealershipDraft['admin']>) =>
    onChange({ admin: { ...admin, ...change } });

  return (
    <div className={classes.fields}>
      <TextInput
        label={t('setup.dealership.name')}
        autoComplete="organization"
        value={value.name}
        error={errors['name']}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('setup.dealership.state')}
        description={t('setup.dealership.stateHint')}
        data={[
          { value: '', label: t('setup.dealership.choose') },
          ...states.map(({ code, name }) => ({ value: code, label: name })),
        ]}
        value={value.state}
        error={errors['state']}
        onChange={(event) => onChange({ state: event.currentTarget.value, region: '' })}
      />
      {regions.length > 0 ? (
        <NativeSelect
          label={t('setup.dealership.region')}
          description={t('setup.dealership.regionHint')}
          data={[
            { value: '', label: t('setup.dealership.wholeState') },
            ...regions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={value.region}
          error={errors['region']}
          onChange={(event) => onChange({ region: event.currentTarget.value })}
        />
      ) : null}
      <fieldset className={classes.group}>
        <legend className={classes.legend}>{adminTitle}</legend>
        <p className={classes.hint}>{adminHint}</p>
        <div className={classes.fields}>
          <TextInput
            label={t('accounts.field.name')}
            autoComplete="name"
            value={admin.name}
            error={errors['admin.name']}
            onChange={(event) => setAdmin({ name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('accounts.field.mail')}
            autoComplete="username"
            value={admin.mail}
            error={errors['admin.mail']}
            onChange={(event) => setAdmin({ mail: event.currentTarget.value })}
          />
          <PasswordInput
            label={t('accounts.field.newPassword')}
            description={t('accounts.field.passwordHint')}
            autoComplete="new-password"
            value={admin.password}
            error={errors['admin.password']}
            onChange={(event) => setAdmin({ password: event.currentTarget.value })}
          />
        </div>
      </fieldset>
    </div>
  );
};
