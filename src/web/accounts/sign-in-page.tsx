import { Alert, Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api.ts';
import { gateFor, useSession } from '../session.ts';
import classes from './accounts.module.css';
import { LinkAnchor } from '../ui/links.tsx';
import { CompanyButton } from '../company-sign-in/company-button.tsx';
import { CodeForm } from './code-form.tsx';
import { Entrance } from './entrance.tsx';
import { signIn } from './sign-in.ts';

export const SignInPage = () => {
  const gate = gateFor(useSession());
  const { weiter } = useSearch({ from: '/anmelden' });
  if (gate === '/start') return <Navigate to="/start" />;
  if (gate === null) return <Navigate to={ownPath(weiter)} replace />;
  return <SignInForm />;
};

/** Where one came from; never another site. */
const ownPath = (path = '/') => (/^\/(?![/\\])/.test(path) ? path : '/');

const SignInForm = () => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const router = useRouter();
  const [mail, setMail] = useState('');
  const [password, setPassword] = useState('');
  const { companySignIn: company } = useSession();
  const { weiter, firmenkonto } = useSearch({ from: '/anmelden' });
  // Which way was tried with too little.
  const [asked, setAsked] = useState<'password' | 'company' | null>(null);
  const attempt = useMutation({
    mutationFn: () => signIn(client, mail.trim(), password),
    onSuccess: (step) => {
      // The router read the session before anybody was signed in.
      if (step === 'signedIn') void router.invalidate();
    },
  });
  if (attempt.data === 'secondFactor') return <CodeForm />;
  const missing = { mail: mail.trim() === '', password: password === '' };

  return (
    <Entrance title={t('accounts.signIn.title')}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked('password');
          if (!missing.mail && !missing.password) attempt.mutate();
        }}
      >
        {firmenkonto && !attempt.isError ? (
          <Alert color="red" title={t('accounts.signIn.failed')} role="alert">
            {t(`companySignIn.refused.${firmenkonto}`)}
          </Alert>
        ) : null}
        {attempt.isError ? (
          <Alert color="red" title={t('accounts.signIn.failed')} role="alert">
            {isCompanyOnly(attempt.error)
              ? t('problem.companySignInOnly')
              : t(`accounts.signIn.${sentenceFor(attempt.error)}`)}
          </Alert>
        ) : null}
        <TextInput
          type="email"
          name="email"
          autoComplete="username"
          label={t('accounts.field.mail')}
          value={mail}
          error={asked && missing.mail ? t('accounts.missing.mail') : undefined}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
        <PasswordInput
          name="password"
          autoComplete="current-password"
          label={t('accounts.field.password')}
          value={password}
          error={asked === 'password' && missing.password ? t('accounts.missing.password') : undefined}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
          {t('accounts.signIn.submit')}
        </Button>
        {company ? (
          <CompanyButton mail={mail} onMissing={() => setAsked('company')} returnTo={ownPath(weiter)} />
        ) : null}
        <LinkAnchor to="/passwort">{t('accounts.signIn.forgotten')}</LinkAnchor>
        <Text size="sm" c="dimmed">
          {t('accounts.signIn.noAccount')}
        </Text>
      </form>
    </Entrance>
  );
};

const isCompanyOnly = (error: unknown) => error instanceof ProblemError && error.code === 'companySignInOnly';

const sentenceFor = (error: unknown) => {
  const code = error instanceof ProblemError ? error.code : 'unavailable';
  if (code === 'wrongSignIn') return 'wrong';
  return code === 'tooManyRequests' ? 'tooMany' : 'unreachable';
};
