import { Alert, Button, Paper, PasswordInput, Text, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renderSVG } from 'uqr';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from '../../contract/own-access.ts';
import { sessionQuery } from '../session.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './access.module.css';

/** The second step of signing in: off, being set up, or on. */
export const SecondFactor = ({ on, wanted }: { on: boolean; wanted: boolean }) => {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const begin = useAct(beginSecondFactor, { refreshes: [], onRefused: () => undefined });
  const remove = useAct(removeSecondFactor, {
    refreshes: ['own-access'],
    done: t('access.factor.removed'),
    onRefused: () => undefined,
  });
  const problemText = useProblemText();
  const failed = begin.error ?? remove.error;
  const act = on ? remove : begin;
  return (
    <Paper withBorder component="section" className={classes.section} aria-labelledby="own-factor">
      <h2 id="own-factor">{t('access.factor.title')}</h2>
      {on ? (
        <Text>
          <IconShieldCheck size={18} aria-hidden /> {t('access.factor.on')}
        </Text>
      ) : (
        <p className={classes.soft}>{t('access.factor.lead')}</p>
      )}
      {begin.data && !on ? (
        <Confirm {...begin.data} />
      ) : on && wanted ? (
        <p className={classes.soft}>{t('access.factor.stays')}</p>
      ) : (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (password === '') return;
            act.mutate({ body: { password } });
            setPassword('');
          }}
        >
          {failed ? (
            <Alert color="red" role="alert">
              {problemText(failed)}
            </Alert>
          ) : null}
          <PasswordInput
            w="100%"
            autoComplete="current-password"
            label={t('access.factor.password')}
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" variant={on ? 'default' : 'filled'} loading={act.isPending}>
            {t(on ? 'access.factor.remove' : 'access.factor.begin')}
          </Button>
        </form>
      )}
    </Paper>
  );
};

const Confirm = ({ uri, recoveryCodes }: { uri: string; recoveryCodes: readonly string[] }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const confirm = useAct(confirmSecondFactor, {
    refreshes: ['own-access'],
    done: t('access.factor.done'),
    onDone: () => void client.invalidateQueries(sessionQuery),
    onRefused: () => undefined,
  });
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '') confirm.mutate({ body: { code: code.trim() } });
      }}
    >
      <p className={classes.soft}>{t('access.factor.scan')}</p>
      <img
        className={classes.code}
        alt={t('access.factor.qr')}
        src={`data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 0 }))}`}
      />
      <p className={classes.soft}>
        {t('access.factor.byHand')} <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <p className={classes.soft}>{t('access.factor.recovery')}</p>
      <ul className={classes.codes} aria-label={t('access.factor.codes')}>
        {recoveryCodes.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      {confirm.isError ? (
        <Alert color="red" role="alert">
          {problemText(confirm.error)}
        </Alert>
      ) : null}
      <TextInput
        autoComplete="one-time-code"
        label={t('access.factor.firstCode')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" loading={confirm.isPending}>
        {t('access.factor.confirm')}
      </Button>
    </form>
  );
};
