import { ActionIcon, Button, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../domain/distribution/settings.ts';
import type { Places } from '../escalation/places.ts';
import { peopleQuery } from '../people-query.ts';
import classes from './distribution.module.css';
import { RuleDialog } from './rule-dialog.tsx';
import { moved, newRule } from './rule-draft.ts';
import { ruleText } from './rule-text.ts';

interface Props {
  rules: readonly Rule[];
  places: Places;
  /** null: to be read only. */
  onChange: ((rules: readonly Rule[]) => void) | null;
}

/** The rules in the order in which they are asked; moved by buttons, so by the keyboard too. */
export const RuleList = ({ rules, places, onChange }: Props) => {
  const { t, i18n } = useTranslation();
  const people = useQuery(peopleQuery).data?.items ?? [];
  const named = [...places.branches, ...places.sources, ...people].map(({ id, name }) => [id, name]);
  const words = { t, language: i18n.language, names: Object.fromEntries(named) };
  const [edited, setEdited] = useState<Rule | null>(null);
  const keep = (rule: Rule) => {
    const known = rules.some(({ id }) => id === rule.id);
    onChange?.(known ? rules.map((one) => (one.id === rule.id ? rule : one)) : [...rules, rule]);
    setEdited(null);
  };
  return (
    <>
      {rules.length === 0 ? (
        <Text mt="sm">{t('distribution.rule.none')}</Text>
      ) : (
        <ol className={classes.rules}>
          {rules.map((rule, position) => (
            <li key={rule.id} className={classes.rule}>
              <span className={classes.number}>{position + 1}.</span>
              <span className={classes.sentence}>{ruleText(rule, words)}</span>
              {onChange ? (
                <span className={classes.acts}>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t('distribution.rule.up', { rule: position + 1 })}
                    disabled={position === 0}
                    onClick={() => onChange(moved(rules, position, -1))}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t('distribution.rule.down', { rule: position + 1 })}
                    disabled={position === rules.length - 1}
                    onClick={() => onChange(moved(rules, position, 1))}
                  >
                    <IconArrowDown size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t('distribution.rule.edit', { rule: position + 1 })}
                    onClick={() => setEdited(rule)}
                  >
                    <IconPencil size={16} aria-hidden />
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t('distribution.rule.remove', { rule: position + 1 })}
                    onClick={() => onChange(rules.filter(({ id }) => id !== rule.id))}
                  >
                    <IconTrash size={16} aria-hidden />
                  </ActionIcon>
                </span>
              ) : null}
            </li>
          ))}
        </ol>
      )}
      {onChange ? (
        <Button
          mt="sm"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setEdited(newRule())}
        >
          {t('distribution.rule.add')}
        </Button>
      ) : null}
      {edited ? (
        <RuleDialog rule={edited} places={places} onDone={keep} onClose={() => setEdited(null)} />
      ) : null}
    </>
  );
};
