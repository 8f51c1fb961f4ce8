import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { QueryClient } from '@tanstack/react-query';
import { followAccount } from './i18n.ts';
import { queryClient } from './query-client.ts';
import { gateFor, sessionQuery } from './session.ts';
import { Frame } from './shell/frame.tsx';
import { NotFoundPage } from './shell/not-found-page.tsx';
import { ErrorState, LoadingState } from './ui/states.tsx';
import { readListSearch } from './leads/list-search.ts';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({ notFoundComponent: NotFoundPage });

/** Everything behind the sign-in: navigation and head round the page. */
const frame = createRoute({
  getParentRoute: () => root,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    const gate = gateFor(session);
    if (gate) throw redirect({ href: gate === '/anmelden' ? `${gate}?weiter=${encodeURIComponent(location.href)}` : gate });
    if (session.account) await followAccount(session.account.language);
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

const framed = <Path extends string>(path: Path, component: ReturnType<typeof lazyRouteComponent>) =>
  createRoute({ getParentRoute: () => frame, path, component });

const leadList = createRoute({
  getParentRoute: () => frame,
  path: '/anfragen',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./leads/list-page.tsx'), 'ListPage'),
});

/** One line a page; each is loaded when it is first opened. */
const routes = root.addChildren([
  frame.addChildren([
    home,
    leadList,
    framed('/anfragen/$id', lazyRouteComponent(() => import('./leads/lead-page.tsx'), 'LeadPage')),
    framed('/wiedervorlagen', lazyRouteComponent(() => import('./leads/follow-ups-page.tsx'), 'FollowUpsPage')),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  context: { queryClient },
  defaultPreload: 'intent',
  // No page is announced as loading before it takes noticeably long.
  defaultPendingMs: 150,
  defaultPendingComponent: LoadingState,
  defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
