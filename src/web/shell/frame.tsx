import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLive } from '../live.ts';
import { gateFor, useSession } from '../session.ts';
import { UndeliveredBanner } from '../outbox/undelivered-banner.tsx';
import { MailboxBanner } from '../mailboxes/mailbox-banner.tsx';
import { MetaBanner } from '../meta/meta-banner.tsx';
import { BottomBar } from './bottom-bar.tsx';
import classes from './frame.module.css';
import { CoverageBanner } from '../accounts/coverage-banner.tsx';
import { IntakeQuietBanner } from '../sources/intake-quiet-banner.tsx';
import { SupportBanner } from '../access/support-banner.tsx';
import { HealthBanner } from './health-banner.tsx';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

const NewLeadDialog = lazy(async () => ({
  default: (await import('../leads/new-lead-dialog.tsx')).NewLeadDialog,
}));

/** What surrounds every page of somebody signed in: navigation, head, and the banner when something stands still. */
export const Frame = () => {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const onNewLead = () => setCreating(true);
  useLive();

  // A session that ended while the page was open: the router's own gate decides where to go.
  const router = useRouter();
  const shut = gateFor(useSession()) !== null;
  useEffect(() => {
    if (shut) void router.invalidate();
  }, [shut, router]);
  if (shut) return null;
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#content">
        {t('shell.skipToContent')}
      </a>
      <SideBar />
      <div className={classes.column}>
        <TopBar onNewLead={onNewLead} />
        <SupportBanner />
        <HealthBanner />
        <MailboxBanner />
        <MetaBanner />
        <IntakeQuietBanner />
        <CoverageBanner />
        <UndeliveredBanner />
        <main id="content" className={classes.content} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <BottomBar onNewLead={onNewLead} />
      {creating ? (
        <Suspense>
          <NewLeadDialog onClose={() => setCreating(false)} />
        </Suspense>
      ) : null}
    </div>
  );
};
