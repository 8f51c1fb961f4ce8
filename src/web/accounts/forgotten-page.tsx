import { Alert, Button, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetPassword } from '../../contract/own-access.ts';
import { call } from '../api.ts';
import { LinkButton } from '../ui/links.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import classes from './accounts.module.css';
import { Entrance } from './entrance.tsx';
import { looksLikeMail } from './field-errors.ts';

/** Asks for a link to choose a new password; says the same whoever asks. */
export const ForgottenPage = () => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [mail, setMail] = useState('');
  const [asked, setAsked] = useState(false);
  const send = useMutation({ mutationFn: () => call(forgetPassword, { body: { mail: mail.trim() } }) });
  if (send.isSuccess) {
    return (
      <Entrance title={t('access.forgotten.sentTitle')}>
        <Text my="md">{t('access.forgotten.sent', { mail: mail.trim() })}</Text>
        <LinkButton to="/anmelden" variant="default">
          {t('accounts.invitation.toSignIn')}
        </LinkButton>
      </Entrance>
    );
  }
  const isMail = looksLikeMail(mail);
  return (
    <Entrance title={t('access.forgotten.title')} intro={t('access.forgotten.lead')}>
      <form
        noValidate
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (isMail) send.mutate();
        }}
      >
        {send.isError ? (
          <Alert color="red" role="alert">
            {problemText(send.error)}
          </Alert>
        ) : null}
        <TextInput
          type="email"
          autoComplete="username"
          label={t('accounts.field.mail')}
          value={mail}
          error={asked && !isMail ? t('accounts.missing.mail') : undefined}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
        <Button type="submit" size="md" fullWidth loading={send.isPending}>
          {t('access.forgotten.submit')}
        </Button>
        <LinkButton to="/anmelden" variant="subtle">
          {t('accounts.invitation.toSignIn')}
        </LinkButton>
      </form>
    </Entrance>
  );
};
