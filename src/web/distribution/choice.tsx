import { Radio } from '@mantine/core';
import { useId } from 'react';
import classes from './distribution.module.css';

interface Props<Value extends string> {
  label: string;
  value: Value;
  options: readonly { readonly value: Value; readonly title: string; readonly text: string }[];
  disabled?: boolean;
  onChange: (value: Value) => void;
}

/** A choice that wants to be understood: each option with what it does in one sentence. */
export const Choice = <Value extends string>({ label, value, options, disabled, onChange }: Props<Value>) => {
  const name = useId();
  return (
    <fieldset className={classes.choice} disabled={disabled}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.options}>
        {options.map((option) => (
          <Radio
            key={option.value}
            name={name}
            className={classes.option}
            data-chosen={option.value === value || undefined}
            label={option.title}
            description={option.text}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
        ))}
      </div>
    </fieldset>
  );
};
