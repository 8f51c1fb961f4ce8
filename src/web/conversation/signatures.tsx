import { Button } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setSignature } from '../../contract/text-blocks.ts';
import { useAct } from '../ui/use-act.tsx';
import { PlaceholderField } from './placeholder-field.tsx';
import { signaturesQuery } from './queries.ts';
import classes from './text-blocks.module.css';

/** What stands below answers: one's own, and the branches' for who has none. */
export const Signatures = ({ mayChangeAll }: { mayChangeAll: boolean }) => {
  const { t } = useTranslation();
  const { own, branches } = useSuspenseQuery(signaturesQuery).data;
  return (
    <section className={classes.group} aria-label={t('conversation.signature.title')}>
      <h2>{t('conversation.signature.title')}</h2>
      <Signature
        branchId={null}
        label={t('conversation.signature.own')}
        description={t('conversation.signature.ownHint')}
        saved={own}
      />
      {mayChangeAll
        ? branches.map(({ id, name, signature }) => (
            <Signature
              key={id}
              branchId={id}
              label={t('conversation.signature.branch', { name })}
              description={t('conversation.signature.branchHint')}
              saved={signature}
            />
          ))
        : null}
    </section>
  );
};

interface Props {
  branchId: string | null;
  label: string;
  description: string;
  saved: string;
}

const Signature = ({ branchId, label, description, saved }: Props) => {
  const { t } = useTranslation();
  const [text, setText] = useState(saved);
  const save = useAct(setSignature, { refreshes: ['signatures'], done: t('conversation.signature.saved') });
  return (
    <form
      className={classes.signature}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ body: { branchId, text } });
      }}
    >
      <PlaceholderField
        label={label}
        description={description}
        rows={3}
        words={['Verkäufer', 'Autohaus', 'Niederlassung']}
        value={text}
        onChange={setText}
      />
      <Button type="submit" variant="default" disabled={text === saved} loading={save.isPending}>
        {t('common.save')}
      </Button>
    </form>
  );
};
