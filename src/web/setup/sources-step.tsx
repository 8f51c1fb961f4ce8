import { ActionIcon, Button, Input, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldErrors } from '../accounts/field-errors.ts';
import type { Choices } from './dealership-fields.tsx';
import type { SetupDraft } from './setup-draft.ts';
import classes from './setup.module.css';

interface Props {
  value: SetupDraft['sources'];
  kinds: Choices['sourceKinds'];
  errors: FieldErrors;
  onChange: (sources: SetupDraft['sources']) => void;
}

/** The sources a dealership begins with. */
export const SourcesStep = ({ value, kinds, errors, onChange }: Props) => {
  const { t } = useTranslation();
  const unused = kinds.find(({ kind }) => !value.some((source) => source.kind === kind));
  const [further, setFurther] = useState((unused ?? kinds[0])?.kind ?? '');
  const addFurther = () => onChange([...value, { kind: further, name: kindOf(further)?.name ?? '' }]);
  const kindOf = (kind: string) => kinds.find((known) => known.kind === kind);
  return (
    <div>
      <ul className={classes.rows}>
        {value.map((source, index) => {
          const kind = kindOf(source.kind);
          return (
            <li key={index} className={classes.row}>
              <TextInput
                className={classes.grow}
                label={
                  kind?.name === source.name
                    ? t('setup.sources.name')
                    : `${t('setup.sources.name')} (${kind?.name ?? source.kind})`
                }
                description={kind ? t('setup.sources.silence', { count: kind.silenceLimitDays }) : undefined}
                value={source.name}
                error={errors[`sources.${index}.name`]}
                onChange={(event) =>
                  onChange(value.with(index, { ...source, name: event.currentTarget.value }))
                }
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('setup.sources.remove', { name: source.name })}
                onClick={() => onChange(value.toSpliced(index, 1))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          );
        })}
      </ul>
      {errors['sources'] ? <Input.Error role="alert">{errors['sources']}</Input.Error> : null}
      <div className={classes.row}>
        <NativeSelect
          className={classes.grow}
          label={t('setup.sources.further')}
          data={kinds.map(({ kind, name }) => ({ value: kind, label: name }))}
          value={further}
          onChange={(event) => setFurther(event.currentTarget.value)}
        />
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={addFurther}>
          {t('setup.sources.add')}
        </Button>
      </div>
    </div>
  );
};
