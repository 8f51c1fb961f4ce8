import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import classes from './search-box.module.css';

/** Searches all leads the reader may see; what is searched for stands in the address. */
export const SearchBox = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });
  const [text, setText] = useState(q);
  const input = useRef<HTMLInputElement>(null);

  // The address leads: following a link elsewhere empties the box, a shared address fills it.
  useEffect(() => setText(q), [q]);
  useHotkeys([['/', () => input.current?.focus()]]);

  const search = useDebouncedCallback((wanted: string) => {
    const found = wanted.trim();
    void navigate({ to: '/anfragen', search: found ? { view: 'all', q: found } : { view: 'mine' }, replace: q !== '' });
  }, 250);
  const change = (wanted: string) => {
    setText(wanted);
    search(wanted);
  };

  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        aria-label={t('shell.search')}
        placeholder={t('shell.searchHint')}
        size="xs"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          text ? (
            <CloseButton size="sm" aria-label={t('shell.clearSearch')} onClick={() => change('')} />
          ) : (
            <span className={classes.key} aria-hidden>
              <Kbd>/</Kbd>
            </span>
          )
        }
      />
    </search>
  );
};
