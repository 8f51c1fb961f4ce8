import { Alert, Button, Paper } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { endSourceSecret, getInterface, makeSourceSecret } from '../../contract/interfaces.ts';
import { call } from '../api.ts';
import { hasRole, useSession } from '../session.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import { CopiedLine } from './lead-address.tsx';
import lists from './source-page.module.css';
import classes from './sources.module.css';

type Interface = z.output<(typeof getInterface)['output']>;

/** How an agency's or Google's system hands in enquiries at this source: address, secret, and what became of its calls. */
export const SourceInterface = ({ sourceId, name }: { sourceId: string; name: string }) => {
  const { t } = useTranslation();
  const session = useSession();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  const [secret, setSecret] = useState<string | null>(null);
  const found = useQuery({
    queryKey: ['interface', sourceId],
    queryFn: () => call(getInterface, { params: { id: sourceId } }),
  }).data;
  const make = useAct(makeSourceSecret, {
    refreshes: ['interface'],
    onDone: (made) => setSecret(made.secret),
  });
  if (!found) return null;
  const isAdmin = hasRole(session, 'admin');
  return (
    <Paper withBorder component="section" className={classes.card} aria-labelledby="source-interface">
      <h2 className={classes.name} id="source-interface">
        {t('interfaces.title')}
      </h2>
      <p className={classes.soft}>{t('interfaces.intro')}</p>
      <CopiedLine value={found.url} label={t('interfaces.copyUrl', { name })} />
      <p className={classes.soft}>
        {found.lastReceivedAt ? (
          <>
            {t('interfaces.lastReceived')} <RelativeTime at={found.lastReceivedAt} zone={zone} />
          </>
        ) : (
          t('interfaces.nothingYet')
        )}
      </p>
      <Secrets sourceId={sourceId} secrets={found.secrets} mayEnd={isAdmin} zone={zone} />
      {secret ? (
        <Alert color="gray" title={t('interfaces.shownOnce')}>
          <CopiedLine value={secret} label={t('interfaces.copySecret')} />
        </Alert>
      ) : null}
      {isAdmin && found.secrets.length < 2 ? (
        <div>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconKey size={14} aria-hidden />}
            loading={make.isPending}
            onClick={() => make.mutate({ params: { id: sourceId } })}
          >
            {t(found.secrets.length === 0 ? 'interfaces.makeFirst' : 'interfaces.makeNext')}
          </Button>
        </div>
      ) : null}
      <Refused refused={found.refused} zone={zone} />
      {found.secrets.length > 0 ? (
        <Examples url={found.url} googleUrl={found.googleUrl} secret={secret ?? t('interfaces.yourSecret')} />
      ) : null}
    </Paper>
  );
};

const Secrets = ({
  sourceId,
  secrets,
  mayEnd,
  zone,
}: Pick<Interface, 'secrets'> & { sourceId: string; mayEnd: boolean; zone: string }) => {
  const { t } = useTranslation();
  const end = useAct(endSourceSecret, { refreshes: ['interface'], done: t('interfaces.ended') });
  if (secrets.length === 0) return <p className={classes.soft}>{t('interfaces.noSecret')}</p>;
  return (
    <ul className={lists.list}>
      {secrets.map(({ id, hint, madeAt, lastUsedAt }) => (
        <li key={id} className={lists.item}>
          <span className={lists.grow}>
            {t('interfaces.secret', { hint })} <RelativeTime at={madeAt} zone={zone} />
            {', '}
            {lastUsedAt ? (
              <>
                {t('interfaces.lastUsed')} <RelativeTime at={lastUsedAt} zone={zone} />
              </>
            ) : (
              t('interfaces.neverUsed')
            )}
          </span>
          {mayEnd ? (
            <ConfirmButton
              size="compact-xs"
              variant="default"
              question={t('interfaces.endQuestion')}
              confirm={t('interfaces.end')}
              onConfirm={() => end.mutate({ params: { id: sourceId }, body: { secretId: id } })}
            >
              {t('interfaces.endOf', { hint })}
            </ConfirmButton>
          ) : null}
        </li>
      ))}
    </ul>
  );
};

const Refused = ({ refused, zone }: Pick<Interface, 'refused'> & { zone: string }) => {
  const { t } = useTranslation();
  if (refused.length === 0) return null;
  return (
    <>
      <h3 className={classes.label}>{t('interfaces.refused')}</h3>
      <ul className={lists.list}>
        {refused.map(({ code, detail, count, lastAt }) => (
          <li key={code} className={lists.item}>
            <span className={lists.grow}>
              {t(`problem.${code}`)} {t('interfaces.times', { count })}, {t('interfaces.lastTime')}{' '}
              <RelativeTime at={lastAt} zone={zone} />{' '}
              {detail ? <span className={classes.soft}>{t('interfaces.told', { detail })}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};

const Examples = ({ url, googleUrl, secret }: { url: string; googleUrl: string; secret: string }) => {
  const { t } = useTranslation();
  const head = `curl -X POST '${url}' -H 'Authorization: Bearer ${secret}'`;
  const json = `${head} -H 'Content-Type: application/json' -d '{"externalId":"1","test":true,"name":"Karla Kunde","mail":"karla@kunde.example","message":"Ist der Wagen noch da?","vehicle":{"make":"VW","model":"Golf"}}'`;
  const adf = `${head} -H 'Content-Type: application/xml' --data-binary @anfrage.xml`;
  return (
    <details className={classes.details}>
      <summary>{t('interfaces.examples')}</summary>
      <p className={classes.soft}>{t('interfaces.json')}</p>
      <CopiedLine value={json} label={t('interfaces.copyJson')} />
      <p className={classes.soft}>{t('interfaces.adf')}</p>
      <CopiedLine value={adf} label={t('interfaces.copyAdf')} />
      <p className={classes.soft}>{t('interfaces.google')}</p>
      <CopiedLine value={googleUrl} label={t('interfaces.copyGoogle')} />
    </details>
  );
};
