import { Badge, Button, Paper } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { endOtherSessions, endSession, type getOwnAccess } from '../../contract/own-access.ts';
import { useSession } from '../session.ts';
import { ShortTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './access.module.css';
import { deviceOf } from './device.ts';

type Sessions = z.output<(typeof getOwnAccess)['output']>['sessions'];

/** Where one is signed in, and the way to end that. */
export const SessionList = ({ sessions }: { sessions: Sessions }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const options = { refreshes: ['own-access'], done: t('access.sessions.ended') };
  const end = useAct(endSession, options);
  const endOthers = useAct(endOtherSessions, options);
  const nameOf = (userAgent: string | null) => {
    const device = deviceOf(userAgent);
    return device ? t('access.sessions.device', device) : t('access.sessions.unknown');
  };
  return (
    <Paper withBorder component="section" className={classes.section} aria-labelledby="own-sessions">
      <h2 id="own-sessions">{t('access.sessions.title')}</h2>
      <ul className={classes.list}>
        {sessions.map(({ id, current, userAgent, ip, since }) => (
          <li key={id} className={classes.item}>
            <span className={classes.grow}>
              <strong>{nameOf(userAgent)}</strong>{' '}
              {current ? (
                <Badge variant="default" size="sm">
                  {t('access.sessions.current')}
                </Badge>
              ) : null}
              <span className={classes.soft}>
                {' '}
                {t('access.sessions.since')} <ShortTime at={since} zone={zone} />
                {ip ? `, ${ip}` : ''}
              </span>
            </span>
            {current ? null : (
              <Button
                variant="default"
                size="xs"
                aria-label={`${t('access.sessions.end')}: ${nameOf(userAgent)}`}
                loading={end.isPending}
                onClick={() => end.mutate({ params: { id } })}
              >
                {t('access.sessions.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate({})}>
          {t('access.sessions.endOthers')}
        </Button>
      ) : null}
    </Paper>
  );
};
