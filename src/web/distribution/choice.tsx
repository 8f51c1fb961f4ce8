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
      <div className={classes.options} data-pairs={options.length % 2 === 0 || undefined}>
        {options.map((option) => (
          <Radio
            key={option.value}
            name={name}
            classNames={{ root: classes.option, label: classes.optionTitle, description: classes.optionText }}
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
