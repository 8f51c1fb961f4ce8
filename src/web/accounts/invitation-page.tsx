import { Alert, Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acceptInvitation, getInvitation } from '../../contract/accounts.ts';
import { MIN_PASSWORD_LENGTH } from '../../domain/accounts/password.ts';
import { call, ProblemError } from '../api.ts';
import { LinkButton } from '../ui/links.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './accounts.module.css';
import { Entrance } from './entrance.tsx';
import { type FieldErrors, refusedFields, stillWrong } from './field-errors.ts';
import { signIn } from './sign-in.ts';

/** What the link in an invitation opens. */
export const InvitationPage = () => {
  const { t } = useTranslation();
  const { token = '' } = useParams({ strict: false });
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => call(getInvitation, { params: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
  });

  if (invitation.data) return <AcceptForm token={token} {...invitation.data} />;
  if (isGone(invitation.error)) {
    return (
      <Entrance title={t('accounts.invitation.invalidTitle')}>
        <Text my="md">{t('accounts.invitation.invalid')}</Text>
        <LinkButton to="/anmelden" variant="default">
          {t('accounts.invitation.toSignIn')}
        </LinkButton>
      </Entrance>
    );
  }
  return (
    <Entrance title={t('accounts.invitation.title')}>
      {invitation.isError ? (
        <ErrorState error={invitation.error} onRetry={invitation.refetch} />
      ) : (
        <LoadingState lines={4} />
      )}
    </Entrance>
  );
};

const isGone = (error: unknown) => error instanceof ProblemError && error.status >= 400 && error.status < 500;

interface Invitation {
  token: string;
  name: string;
  mail: string;
  dealership: string;
}

const AcceptForm = ({ token, name: invitedName, mail, dealership }: Invitation) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [entered, setEntered] = useState({ name: invitedName, password: '' });
  const [errors, setErrors] = useState<FieldErrors>({});
  const accept = useMutation({
    mutationFn: async () => {
      await call(acceptInvitation, { params: { token }, body: entered });
      await signIn(client, mail, entered.password);
    },
    onSuccess: () => navigate({ to: '/' }),
    onError: (error) => setErrors(refusedFields(error, t)),
  });

  const wrong = (entered: { name: string; password: string }): FieldErrors => ({
    ...(entered.name.trim() === '' ? { name: t('accounts.missing.name') } : {}),
    ...(entered.password.length < MIN_PASSWORD_LENGTH ? { password: t('accounts.missing.newPassword') } : {}),
  });
  const edit = (change: { name?: string; password?: string }) => {
    const edited = { ...entered, ...change };
    setEntered(edited);
    setErrors(stillWrong(errors, wrong(edited)));
  };
  const submit = () => {
    const found = wrong(entered);
    setErrors(found);
    if (Object.keys(found).length === 0) accept.mutate();
  };

  return (
    <Entrance title={t('accounts.invitation.title')} intro={t('accounts.invitation.lead', { dealership })}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {accept.isError ? (
          <Alert color="red" title={t('accounts.invitation.failed')} role="alert">
            {problemText(accept.error)}
          </Alert>
        ) : null}
        <TextInput
          type="email"
          autoComplete="username"
          readOnly
          label={t('accounts.field.mail')}
          description={t('accounts.invitation.signInMail')}
          value={mail}
        />
        <TextInput
          autoComplete="name"
          label={t('accounts.field.name')}
          value={entered.name}
          error={errors.name}
          onChange={(event) => edit({ name: event.currentTarget.value })}
        />
        <PasswordInput
          autoComplete="new-password"
          label={t('accounts.field.newPassword')}
          description={t('accounts.field.passwordHint')}
          value={entered.password}
          error={errors.password}
          onChange={(event) => edit({ password: event.currentTarget.value })}
        />
        <Button type="submit" size="md" fullWidth loading={accept.isPending}>
          {t('accounts.invitation.submit')}
        </Button>
      </form>
    </Entrance>
  );
};
