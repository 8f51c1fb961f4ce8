import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GERMAN_STATES } from '../../domain/time/states.ts';

/** Name and place of a branch while somebody fills them in. */
export interface BranchDraft {
  readonly name: string;
  readonly state: string;
  readonly region: string | null;
}

const NO_STATE = 'none';

interface Props {
  value: BranchDraft;
  onChange: (value: BranchDraft) => void;
  /** Said of the state: what choosing another one does. */
  stateHint: string;
}

export const BranchFields = ({ value, onChange, stateHint }: Props) => {
  const { t } = useTranslation();
  const [nameTouched, setNameTouched] = useState(false);
  const regions = GERMAN_STATES.find(({ code }) => code === value.state)?.regions ?? [];
  return (
    <>
      <TextInput
        label={t('calendar.branch.name')}
        value={value.name}
        maxLength={100}
        error={nameTouched && value.name.trim() === '' ? t('calendar.branch.nameMissing') : undefined}
        onBlur={() => setNameTouched(true)}
        onChange={(event) => onChange({ ...value, name: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('calendar.branch.state')}
        description={stateHint}
        data={[
          ...GERMAN_STATES.map(({ code, name }) => ({ value: code, label: name })),
          { value: NO_STATE, label: t('calendar.branch.noState') },
        ]}
        value={value.state}
        onChange={(event) => onChange({ ...value, state: event.currentTarget.value, region: null })}
      />
      {regions.length > 0 ? (
        <NativeSelect
          label={t('calendar.branch.region')}
          data={[
            { value: '', label: t('calendar.branch.wholeState') },
            ...regions.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          value={value.region ?? ''}
          onChange={(event) => onChange({ ...value, region: event.currentTarget.value || null })}
        />
      ) : null}
    </>
  );
};
