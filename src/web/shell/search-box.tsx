import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../ui/kbd.tsx';
import classes from './search-box.module.css';

/** Searches all leads the reader may see; what is searched for stands in the address. */
export const SearchBox = () => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { q = '' } = useSearch({ strict: false });
  // While somebody types, their words count; otherwise those in the address, which a link or another page may change.
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? q;
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([['/', () => input.current?.focus()]]);

  const search = (wanted: string) => {
    const found = wanted.trim();
    void navigate({
      to: '/anfragen',
      search: found ? { view: 'all', q: found } : { view: 'mine' },
      replace: q !== '',
    });
  };
  const searchSoon = useDebouncedCallback(search, 250);

  return (
    <search className={classes.search}>
      <TextInput
        ref={input}
        value={text}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          searchSoon(event.currentTarget.value);
        }}
        onBlur={() => setTyped(null)}
        aria-label={t('shell.search')}
        placeholder={t('shell.searchHint')}
        size="xs"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={
          text ? (
            <CloseButton size="sm" aria-label={t('shell.clearSearch')} onClick={() => search('')} />
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
