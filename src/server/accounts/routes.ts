import * as accounts from '../../contract/accounts.ts';
import { DONE } from '../../contract/endpoint.ts';
import { getSession } from '../../contract/session.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../db/database.ts';
import { callerOf, visitorOf } from '../http/guard.ts';
import { dealershipRoute, installationRoute, type Route } from '../http/route.ts';
import { changeAbsence, enterAbsence, removeAbsence } from './absences.ts';
import {
  acceptInvitation,
  findInvitation,
  invite,
  resendInvitation,
  setAccount,
  setLanguage,
  withdrawInvitation,
} from './commands.ts';
import { describeCoverage } from './coverage.ts';
import { describeDuties, endAccess } from './hand-over.ts';
import { ownAccessRoutes, supportRoutes } from './own-access-routes.ts';
import { sendPasswordReset } from './password-reset.ts';
import {
  describeSecondFactors,
  findSignIn,
  resetSecondFactor,
  setSecondFactorRoles,
} from './second-factor.ts';
import { describeSession } from './session.ts';
import type { SignIn } from './sign-in.ts';
import { listAbsences, listAccounts, listInvitations, todayOf } from './store.ts';
import { endSessions } from './visitors.ts';

export interface AccountRouteNeeds {
  readonly database: Database;
  readonly config: Config;
  readonly signIn: SignIn;
}

/** Who is here, who else works here, and how new people come in. */
export const accountRoutes = ({ database, config, signIn }: AccountRouteNeeds): Route[] => [
  ...ownAccessRoutes({ database, config, signIn }),
  ...supportRoutes({ database }),

  installationRoute(getSession, async (_input, { headers }) => {
    const visitor = await signIn.visitorOf(headers);
    return database.acrossDealerships((work) => describeSession(work, config, visitor));
  }),

  dealershipRoute(accounts.listAccounts, async (work) => ({ items: await listAccounts(work) })),

  // Not a dealershipRoute: sessions belong to the installation, out of reach for the dealership's own role.
  installationRoute(accounts.setAccount, async ({ params, body }, request) => {
    const { dealershipId, accountId } = callerOf(request);
    const ended = await database.inDealership(dealershipId, (work) =>
      setAccount(work, params.id, body, accountId),
    );
    if (ended !== null) await database.acrossDealerships((work) => endSessions(work, ended));
    return DONE;
  }),

  dealershipRoute(accounts.getDuties, (work, { params }) => describeDuties(work, params.id)),

  installationRoute(accounts.endAccess, async ({ params, body }, request) => {
    const caller = callerOf(request);
    const ended = await database.inDealership(caller.dealershipId, (work) =>
      endAccess(work, params.id, body.to, caller),
    );
    if (ended !== null) await database.acrossDealerships((work) => endSessions(work, ended));
    return DONE;
  }),

  installationRoute(accounts.resetSecondFactor, async ({ params }, request) => {
    const caller = callerOf(request);
    await database.acrossDealerships((work) =>
      resetSecondFactor({ ...work, dealershipId: caller.dealershipId }, params.id, caller),
    );
    return DONE;
  }),

  installationRoute(accounts.startPasswordReset, async ({ params }, request) => {
    const { dealershipId } = callerOf(request);
    await database.acrossDealerships(async (work) => {
      const { mail } = await findSignIn({ ...work, dealershipId }, params.id);
      await sendPasswordReset(work, mail, config.publicUrl);
    });
    return DONE;
  }),

  installationRoute(accounts.getSecondFactorRoles, (_input, request) =>
    database.acrossDealerships((work) =>
      describeSecondFactors({ ...work, dealershipId: callerOf(request).dealershipId }),
    ),
  ),

  dealershipRoute(accounts.setSecondFactorRoles, async (work, { body }, caller) => {
    await setSecondFactorRoles(work, body.roles, caller);
    return DONE;
  }),

  installationRoute(accounts.setLanguage, async ({ body }, request) => {
    await database.acrossDealerships((work) => setLanguage(work, body.language, visitorOf(request)));
    return DONE;
  }),

  dealershipRoute(accounts.listAbsences, async (work) => {
    const today = await todayOf(work);
    return { today, items: await listAbsences(work, today) };
  }),

  dealershipRoute(accounts.enterAbsence, async (work, { body }, caller) => ({
    id: await enterAbsence(work, body, caller),
  })),

  dealershipRoute(accounts.changeAbsence, async (work, { params, body }, caller) => {
    await changeAbsence(work, params.id, body, caller);
    return DONE;
  }),

  dealershipRoute(accounts.removeAbsence, async (work, { params }, caller) => {
    await removeAbsence(work, params.id, caller);
    return DONE;
  }),

  dealershipRoute(accounts.getCoverage, (work) => describeCoverage(work)),

  dealershipRoute(accounts.listInvitations, async (work) => ({ items: await listInvitations(work) })),

  dealershipRoute(accounts.invite, async (work, { body }, caller) => ({
    id: await invite(work, body, caller, config.publicUrl),
  })),

  dealershipRoute(accounts.withdrawInvitation, async (work, { params }, caller) => {
    await withdrawInvitation(work, params.id, caller);
    return DONE;
  }),

  dealershipRoute(accounts.resendInvitation, async (work, { params }, caller) => ({
    id: await resendInvitation(work, params.id, caller, config.publicUrl),
  })),

  installationRoute(accounts.getInvitation, ({ params }) =>
    database.acrossDealerships((work) => findInvitation(work, params.token)),
  ),

  installationRoute(accounts.acceptInvitation, async ({ params, body }) => {
    await database.acrossDealerships((work) => acceptInvitation(work, params.token, body));
    return DONE;
  }),
];
