import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MESSAGE_STATES } from '../../contract/intake.ts';
import { MESSAGE_CLASSES } from '../../domain/intake/message-class.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import { type IntakeSearch, readIntakeSearch } from './intake-search.ts';

interface Props {
  search: IntakeSearch;
  onShow: (search: IntakeSearch) => void;
}

/** Narrows the list by sender or subject, kind, source and state; kept in the address. */
export const IntakeFilter = ({ search, onShow }: Props) => {
  const { t } = useTranslation();
  const sources = useQuery(sourceNamesQuery).data?.items ?? [];
  const [words, setWords] = useState(search.q ?? '');
  const narrow = (by: Partial<Record<keyof IntakeSearch, string>>) =>
    onShow(readIntakeSearch({ ...search, ...by }));
  return (
    <Group gap="xs" mb="md" align="end">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          narrow({ q: words.trim() });
        }}
      >
        <TextInput
          type="search"
          aria-label={t('intake.filter.search')}
          placeholder={t('intake.filter.search')}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onBlur={() => narrow({ q: words.trim() })}
        />
      </form>
      <NativeSelect
        aria-label={t('intake.filter.class')}
        value={search.art ?? ''}
        data={[
          { value: '', label: t('intake.filter.allClasses') },
          ...MESSAGE_CLASSES.map((value) => ({ value, label: t(`intake.class.${value}`) })),
        ]}
        onChange={(event) => narrow({ art: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('intake.filter.source')}
        value={search.quelle ?? ''}
        data={[
          { value: '', label: t('intake.filter.allSources') },
          ...sources.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => {
          const { quelle: _, ...rest } = search;
          onShow(event.currentTarget.value ? { ...rest, quelle: event.currentTarget.value } : rest);
        }}
      />
      <NativeSelect
        aria-label={t('intake.filter.state')}
        value={search.stand ?? ''}
        data={[
          { value: '', label: t('intake.filter.allStates') },
          ...MESSAGE_STATES.map((value) => ({ value, label: t(`intake.state.${value}`) })),
        ]}
        onChange={(event) => narrow({ stand: event.currentTarget.value })}
      />
    </Group>
  );
};
