import { Alert, Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getPasswordReset, resetPassword } from '../../contract/own-access.ts';
import { MIN_PASSWORD_LENGTH } from '../../domain/accounts/password.ts';
import { call, ProblemError } from '../api.ts';
import { LinkButton } from '../ui/links.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './accounts.module.css';
import { Entrance } from './entrance.tsx';
import { signIn } from './sign-in.ts';

/** What the link in the mail about a forgotten password opens. */
export const NewPasswordPage = () => {
  const { t } = useTranslation();
  const { token = '' } = useParams({ strict: false });
  const reset = useQuery({
    queryKey: ['password-reset', token],
    queryFn: () => call(getPasswordReset, { params: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (reset.data) return <NewPasswordForm token={token} mail={reset.data.mail} />;
  if (reset.error instanceof ProblemError && reset.error.code === 'linkExpired') {
    return (
      <Entrance title={t('access.newPassword.expiredTitle')}>
        <Text my="md">{t('access.newPassword.expired')}</Text>
        <LinkButton to="/passwort">{t('access.newPassword.again')}</LinkButton>
      </Entrance>
    );
  }
  return (
    <Entrance title={t('access.newPassword.title')}>
      {reset.isError ? (
        <ErrorState error={reset.error} onRetry={reset.refetch} />
      ) : (
        <LoadingState lines={3} />
      )}
    </Entrance>
  );
};

const NewPasswordForm = ({ token, mail }: { token: string; mail: string }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [asked, setAsked] = useState(false);
  const tooShort = password.length < MIN_PASSWORD_LENGTH;
  const save = useMutation({
    mutationFn: async () => {
      await call(resetPassword, { params: { token }, body: { password } });
      return signIn(client, mail, password);
    },
    onSuccess: (step) => navigate({ to: step === 'signedIn' ? '/' : '/anmelden' }),
  });
  return (
    <Entrance title={t('access.newPassword.title')}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!tooShort) save.mutate();
        }}
      >
        {save.isError ? (
          <Alert color="red" title={t('access.notSaved')} role="alert">
            {problemText(save.error)}
          </Alert>
        ) : null}
        <TextInput
          type="email"
          autoComplete="username"
          readOnly
          label={t('accounts.field.mail')}
          value={mail}
        />
        <PasswordInput
          autoComplete="new-password"
          label={t('accounts.field.newPassword')}
          description={t('accounts.field.passwordHint')}
          value={password}
          error={asked && tooShort ? t('accounts.missing.newPassword') : undefined}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={save.isPending}>
          {t('access.newPassword.submit')}
        </Button>
      </form>
    </Entrance>
  );
};
