import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { followAccount } from './i18n.ts';
import { queryClient } from './query-client.ts';
import { readStartSearch } from './setup/start-search.ts';
import { readCalendarSearch } from './calendar/calendar-search.ts';
import { readHolderSearch } from './escalation/holder-search.ts';
import { readImportSearch } from './intake/import-search.ts';
import { readIntakeSearch } from './intake/intake-search.ts';
import { readRereadSearch } from './intake/reread-search.ts';
import { readOutboxSearch } from './outbox/outbox-search.ts';
import { readChangesSearch } from './settings/changes-search.ts';
import { gateFor, sessionQuery } from './session.ts';
import { Frame } from './shell/frame.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { RouteError } from './shell/route-error.tsx';
import { LoadingState } from './ui/states.tsx';
import { readSignInSearch } from './accounts/sign-in-search.ts';
import { readLeadAct } from './leads/lead-act.ts';
import { readSourceSearch } from './sources/source-search.ts';
import { sourceQuery } from './sources/queries.ts';
import { readListSearch } from './leads/list-search.ts';
import { leadQuery } from './leads/queries.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage });

/** Everything behind the sign-in: navigation and head round the page. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    const gate = gateFor(session);
    if (gate)
      throw redirect({
        href: gate === '/anmelden' ? `${gate}?weiter=${encodeURIComponent(location.href)}` : gate,
      });
    if (session.language) await followAccount(session.language);
    // Nothing else works before there is one.
    if (session.secondFactorMissing && location.pathname !== '/konto') throw redirect({ to: '/konto' });
    return { session };
  },
});

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ href: context.session.account ? '/anfragen' : '/autohaeuser' });
  },
});

type Load = ReturnType<typeof lazyRouteComponent>;
const framed = <Path extends string>(path: Path, component: Load) =>
  createRoute({ getParentRoute: () => frame, path, component });
/** Pages before the sign-in, without the frame. */
const bare = <Path extends string>(path: Path, component: Load) =>
  createRoute({ getParentRoute: () => root, path, component });

const leadList = createRoute({
  getParentRoute: () => frame,
  path: '/anfragen',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./leads/list-page.tsx'), 'ListPage'),
});

const leadPage = createRoute({
  getParentRoute: () => frame,
  path: '/anfragen/$id',
  validateSearch: readLeadAct,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(leadQuery(params.id)),
  component: lazyRouteComponent(() => import('./leads/lead-page.tsx'), 'LeadPage'),
});

const sourcePage = createRoute({
  getParentRoute: () => frame,
  path: '/quellen/$id',
  validateSearch: readSourceSearch,
  loader: ({ context, params }) => context.queryClient.ensureQueryData(sourceQuery(params.id)),
  component: lazyRouteComponent(() => import('./sources/source-page.tsx'), 'SourcePage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/anmelden',
  validateSearch: readSignInSearch,
  component: lazyRouteComponent(() => import('./accounts/sign-in-page.tsx'), 'SignInPage'),
});

const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  validateSearch: readStartSearch,
  component: lazyRouteComponent(() => import('./setup/start-page.tsx'), 'StartPage'),
});

const intake = createRoute({
  getParentRoute: () => frame,
  path: '/posteingang',
  validateSearch: readIntakeSearch,
  component: lazyRouteComponent(() => import('./intake/intake-page.tsx'), 'IntakePage'),
});

const imports = createRoute({
  getParentRoute: () => frame,
  path: '/posteingang/importieren',
  validateSearch: readImportSearch,
  component: lazyRouteComponent(() => import('./intake/import-page.tsx'), 'ImportPage'),
});

const rereading = createRoute({
  getParentRoute: () => frame,
  path: '/posteingang/neu-einlesen',
  validateSearch: readRereadSearch,
  component: lazyRouteComponent(() => import('./intake/rereading-page.tsx'), 'RereadingPage'),
});

const outbox = createRoute({
  getParentRoute: () => frame,
  path: '/postausgang',
  validateSearch: readOutboxSearch,
  component: lazyRouteComponent(() => import('./outbox/outbox-page.tsx'), 'OutboxPage'),
});

const calendar = createRoute({
  getParentRoute: () => frame,
  path: '/einstellungen/oeffnungszeiten',
  validateSearch: readCalendarSearch,
  component: lazyRouteComponent(() => import('./calendar/calendar-page.tsx'), 'CalendarPage'),
});

const course = createRoute({
  getParentRoute: () => frame,
  path: '/statistik/eskalationsverlauf',
  validateSearch: readHolderSearch,
  component: lazyRouteComponent(() => import('./escalation/course-page.tsx'), 'CoursePage'),
});

const policy = createRoute({
  getParentRoute: () => frame,
  path: '/einstellungen/eskalation',
  validateSearch: readHolderSearch,
  component: lazyRouteComponent(() => import('./escalation/policy-page.tsx'), 'PolicyPage'),
});

const changes = createRoute({
  getParentRoute: () => frame,
  path: '/einstellungen/aenderungen',
  validateSearch: readChangesSearch,
  component: lazyRouteComponent(() => import('./settings/changes-page.tsx'), 'ChangesPage'),
});

/** One line a page; each is loaded when it is first opened. */
const routes = root.addChildren([
  start,
  signIn,
  bare(
    '/einladung/$token',
    lazyRouteComponent(() => import('./accounts/invitation-page.tsx'), 'InvitationPage'),
  ),
  bare(
    '/passwort',
    lazyRouteComponent(() => import('./accounts/forgotten-page.tsx'), 'ForgottenPage'),
  ),
  bare(
    '/passwort/$token',
    lazyRouteComponent(() => import('./accounts/new-password-page.tsx'), 'NewPasswordPage'),
  ),
  frame.addChildren([
    home,
    framed(
      '/konto',
      lazyRouteComponent(() => import('./access/access-page.tsx'), 'AccessPage'),
    ),
    framed(
      '/einstellungen/postfaecher',
      lazyRouteComponent(() => import('./mailboxes/mailboxes-page.tsx'), 'MailboxesPage'),
    ),
    framed(
      '/einstellungen/schnittstellen',
      lazyRouteComponent(() => import('./interfaces/interfaces-page.tsx'), 'InterfacesPage'),
    ),
    framed(
      '/einstellungen/support',
      lazyRouteComponent(() => import('./access/support-page.tsx'), 'SupportPage'),
    ),
    leadList,
    leadPage,
    framed(
      '/wiedervorlagen',
      lazyRouteComponent(() => import('./leads/follow-ups-page.tsx'), 'FollowUpsPage'),
    ),
    framed(
      '/quellen',
      lazyRouteComponent(() => import('./sources/sources-page.tsx'), 'SourcesPage'),
    ),
    sourcePage,
    course,
    intake,
    imports,
    rereading,
    outbox,
    policy,
    changes,
    calendar,
    framed(
      '/statistik/zugaenge',
      lazyRouteComponent(() => import('./stats/accesses-page.tsx'), 'AccessesPage'),
    ),
    framed(
      '/statistik/was-waere-wenn',
      lazyRouteComponent(() => import('./stats/what-if-page.tsx'), 'WhatIfPage'),
    ),
    framed(
      '/einstellungen/verteilung',
      lazyRouteComponent(() => import('./distribution/distribution-page.tsx'), 'DistributionPage'),
    ),
    framed(
      '/einstellungen/textbausteine',
      lazyRouteComponent(() => import('./conversation/text-blocks-page.tsx'), 'TextBlocksPage'),
    ),
    framed(
      '/einstellungen/eingangsbestaetigung',
      lazyRouteComponent(() => import('./acknowledgement/acknowledgement-page.tsx'), 'AcknowledgementPage'),
    ),
    framed(
      '/einstellungen/personen',
      lazyRouteComponent(() => import('./accounts/people-page.tsx'), 'PeoplePage'),
    ),
    framed(
      '/autohaeuser',
      lazyRouteComponent(() => import('./operator/dealerships-page.tsx'), 'DealershipsPage'),
    ),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  context: { queryClient },
  defaultPreload: 'intent',
  // No page is announced as loading before it takes noticeably long.
  defaultPendingMs: 150,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
