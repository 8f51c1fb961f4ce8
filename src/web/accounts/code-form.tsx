import { Alert, Button, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api.ts';
import classes from './accounts.module.css';
import { Entrance } from './entrance.tsx';
import { enterCode } from './sign-in.ts';

/** The second step of signing in. */
export const CodeForm = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const [code, setCode] = useState('');
  const attempt = useMutation({
    mutationFn: () => enterCode(client, code.trim()),
    onSuccess: () => router.invalidate(),
  });
  const tooMany = attempt.error instanceof ProblemError && attempt.error.code === 'tooManyRequests';
  return (
    <Entrance title={t('access.code.title')} intro={t('access.code.lead')}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (code.trim() !== '') attempt.mutate();
        }}
      >
        {attempt.isError ? (
          <Alert color="red" title={t('accounts.signIn.failed')} role="alert">
            {tooMany ? t('accounts.signIn.tooMany') : t('problem.wrongCode')}
          </Alert>
        ) : null}
        <TextInput
          name="code"
          autoFocus
          autoComplete="one-time-code"
          label={t('access.code.label')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
          {t('accounts.signIn.submit')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('access.code.lost')}
        </Text>
      </form>
    </Entrance>
  );
};
