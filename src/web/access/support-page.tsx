import { Badge, Paper, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { setSupport } from '../../contract/support.ts';
import { exactTime } from '../time.ts';
import { Page } from '../ui/page.tsx';
import { LinkAnchor } from '../ui/links.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useNowMs } from '../ui/times.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './access.module.css';
import { supportQuery } from './queries.ts';

/** What support may see, and when it was here: who, why, and how much it changed. */
export const SupportPage = () => {
  const { t, i18n } = useTranslation();
  const now = useNowMs();
  const support = useQuery(supportQuery);
  const set = useAct(setSupport, { refreshes: ['support'], done: t('access.mails.saved') });
  const at = (instant: string) =>
    exactTime(Date.parse(instant), support.data?.zone ?? 'Europe/Berlin', i18n.language);
  return (
    <Page title={t('access.support.title')} intro={t('access.support.lead')} width="narrow">
      {support.isError ? <ErrorState error={support.error} onRetry={support.refetch} /> : null}
      {support.isPending ? <LoadingState /> : null}
      {support.data ? (
        <div className={classes.sections}>
          <Paper withBorder component="section" className={classes.section}>
            <Switch
              label={t('access.support.seesLeads')}
              description={t('access.support.seesLeadsHint')}
              checked={support.data.seesLeads}
              disabled={!support.data.mayChange || set.isPending}
              onChange={(event) => set.mutate({ body: { seesLeads: event.currentTarget.checked } })}
            />
          </Paper>
          <Paper withBorder component="section" className={classes.section} aria-labelledby="support-visits">
            <h2 id="support-visits">{t('access.support.visits')}</h2>
            {support.data.visits.length === 0 ? (
              <p className={classes.soft}>{t('access.support.none')}</p>
            ) : null}
            <ul className={classes.list}>
              {support.data.visits.map(({ id, name, reason, enteredAt, endsAt, changes }) => (
                <li key={id} className={classes.item}>
                  <span className={classes.grow}>
                    <strong>{name}</strong>{' '}
                    {Date.parse(endsAt) > now ? <Badge size="sm">{t('access.support.now')}</Badge> : null}
                    <p className={classes.soft}>{reason}</p>
                  </span>
                  <span className={classes.soft}>{at(enteredAt)}</span>
                  <LinkAnchor to="/einstellungen/aenderungen">
                    {t('access.support.changes', { count: changes })}
                  </LinkAnchor>
                </li>
              ))}
            </ul>
          </Paper>
        </div>
      ) : null}
    </Page>
  );
};
