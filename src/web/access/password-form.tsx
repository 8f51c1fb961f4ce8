import { Alert, Button, Paper, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changePassword } from '../../contract/own-access.ts';
import { MIN_PASSWORD_LENGTH } from '../../domain/accounts/password.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './access.module.css';

const EMPTY = { old: '', next: '' };

export const PasswordForm = () => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [entered, setEntered] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const change = useAct(changePassword, {
    refreshes: ['own-access'],
    done: t('access.password.changed'),
    onDone: () => {
      setEntered(EMPTY);
      setAsked(false);
    },
    onRefused: () => undefined,
  });
  const missing = { old: entered.old === '', next: entered.next.length < MIN_PASSWORD_LENGTH };
  return (
    <Paper withBorder component="section" className={classes.section} aria-labelledby="own-password">
      <h2 id="own-password">{t('access.password.title')}</h2>
      <p className={classes.soft}>{t('access.password.lead')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (missing.old || missing.next) return;
          change.mutate({ body: { oldPassword: entered.old, newPassword: entered.next } });
        }}
      >
        {change.isError ? (
          <Alert color="red" title={t('access.notSaved')} role="alert">
            {problemText(change.error)}
          </Alert>
        ) : null}
        <PasswordInput
          w="100%"
          autoComplete="current-password"
          label={t('access.password.old')}
          value={entered.old}
          error={asked && missing.old ? t('accounts.missing.password') : undefined}
          onChange={(event) => setEntered({ ...entered, old: event.currentTarget.value })}
        />
        <PasswordInput
          w="100%"
          autoComplete="new-password"
          label={t('access.password.next')}
          description={t('accounts.field.passwordHint')}
          value={entered.next}
          error={asked && missing.next ? t('accounts.missing.newPassword') : undefined}
          onChange={(event) => setEntered({ ...entered, next: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('access.password.submit')}
        </Button>
      </form>
    </Paper>
  );
};
