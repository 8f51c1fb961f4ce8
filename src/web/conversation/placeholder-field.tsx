import { Button, Textarea } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PLACEHOLDERS } from '../../domain/conversation/placeholders.ts';
import classes from './text-blocks.module.css';

interface Props {
  label: string;
  description?: string;
  value: string;
  rows?: number;
  required?: boolean;
  /** The placeholders that have a value here; all unless said. */
  words?: readonly Word[];
  onChange: (value: string) => void;
}

type Word = keyof typeof PLACEHOLDERS;
const ALL = Object.keys(PLACEHOLDERS) as Word[];

/** A text with placeholders, which a click puts where the cursor stands. */
export const PlaceholderField = ({
  label,
  description,
  value,
  rows = 8,
  required = false,
  words = ALL,
  onChange,
}: Props) => {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (word: string) => {
    const { selectionStart: from = value.length, selectionEnd: to = from } = field.current ?? {};
    onChange(`${value.slice(0, from)}{${word}}${value.slice(to)}`);
    field.current?.focus();
  };
  return (
    <div>
      <Textarea
        ref={field}
        label={label}
        description={description}
        required={required}
        autosize
        minRows={rows}
        maxRows={24}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.words} role="group" aria-label={t('conversation.blocks.placeholders')}>
        {words.map((word) => (
          <Button key={word} variant="default" size="compact-sm" onClick={() => insert(word)}>
            {`{${word}}`}
          </Button>
        ))}
      </div>
    </div>
  );
};
