import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { countsQuery } from '../leads/queries.ts';
import { useSession } from '../session.ts';
import { entriesFor, useLeadLists } from './navigation.ts';
import classes from './side-bar.module.css';

export const SideBar = () => {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <nav className={classes.bar} aria-label={t('shell.navigation')}>
      <Link to="/" className={classes.brand}>
        <img src="/icon.svg" alt="" width={22} height={22} />
        <span>
          Leadwacht
          <small className={classes.dealership}>{session.account?.dealership ?? t('shell.operator')}</small>
        </span>
      </Link>
      {session.account ? <LeadLists /> : null}
      <Entries />
    </nav>
  );
};

const LeadLists = () => {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.heading}>{t('shell.leads')}</div>
      <ul className={classes.list}>
        {useLeadLists().map(({ view, count }) => (
          <li key={view}>
            <Link
              to="/anfragen"
              search={{ view }}
              className={classes.link}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              {t(`leads.view.${view}`)}
              <Count value={count} urgent={view === 'escalated'} />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Pages of one group stand under its heading. */
export const Entries = ({ onFollow }: { onFollow?: () => void }) => {
  const { t } = useTranslation();
  const session = useSession();
  const followUps = useQuery({ ...countsQuery, enabled: session.account !== null }).data?.followUps;
  const entries = entriesFor(session);
  return (
    <ul className={classes.list} data-spaced>
      {entries.map(({ to, label, icon: Icon, group }, position) => (
        <Fragment key={to}>
          {group && entries[position - 1]?.group !== group ? (
            <li className={classes.heading}>{t(group)}</li>
          ) : null}
          <li>
            <Link to={to} className={classes.link} onClick={onFollow}>
              <Icon size={16} stroke={1.75} aria-hidden />
              {t(label)}
              {to === '/wiedervorlagen' ? <Count value={followUps} /> : null}
            </Link>
          </li>
        </Fragment>
      ))}
    </ul>
  );
};

const Count = ({ value, urgent = false }: { value: number | undefined; urgent?: boolean }) =>
  value ? (
    <span className={classes.count} data-urgent={urgent || undefined}>
      {value}
    </span>
  ) : null;
