import type { Config } from '../../config.ts';
import { DONE } from '../../contract/endpoint.ts';
import * as contract from '../../contract/own-access.ts';
import * as support from '../../contract/support.ts';
import type { Database } from '../db/database.ts';
import { visitorOf } from '../http/guard.ts';
import { dealershipRoute, installationRoute, type Route } from '../http/route.ts';
import { refuseWeakPassword } from './credentials.ts';
import {
  describeOwnAccess,
  endOtherSessions,
  endSession,
  readMailSettings,
  setMailSettings,
} from './own-access.ts';
import { findPasswordReset, resetPassword, sendPasswordReset } from './password-reset.ts';
import type { SignIn } from './sign-in.ts';
import { describeSupport, enterDealership, leaveDealership, setSupport } from './support.ts';

export interface OwnAccessRouteNeeds {
  readonly database: Database;
  readonly config: Pick<Config, 'publicUrl'>;
  readonly signIn: SignIn;
}

/** Operators inside a dealership, and what it sees of that. */
export const supportRoutes = ({ database }: Pick<OwnAccessRouteNeeds, 'database'>): Route[] => [
  installationRoute(support.enterDealership, async ({ params, body }, request) => {
    const until = await database.acrossDealerships((work) =>
      enterDealership(work, visitorOf(request), params.id, body.reason),
    );
    return { until: until.toString() };
  }),

  installationRoute(support.leaveDealership, async (_input, request) => {
    await database.acrossDealerships((work) => leaveDealership(work, visitorOf(request).authUserId));
    return DONE;
  }),

  dealershipRoute(support.getSupport, (work, _input, caller) => describeSupport(work, caller)),

  dealershipRoute(support.setSupport, async (work, { body }, caller) => {
    await setSupport(work, body.seesLeads, caller);
    return DONE;
  }),
];

/** Everybody's own way in: password, second factor, sessions, mails. */
export const ownAccessRoutes = ({ database, config, signIn }: OwnAccessRouteNeeds): Route[] => [
  installationRoute(contract.getOwnAccess, (_input, request) =>
    database.acrossDealerships((work) => describeOwnAccess(work, visitorOf(request))),
  ),

  installationRoute(contract.changePassword, async ({ body }, request, reply) => {
    refuseWeakPassword(body.newPassword, visitorOf(request));
    const cookies = await signIn.changePassword(body.oldPassword, body.newPassword, request.headers);
    reply.header('set-cookie', cookies);
    return DONE;
  }),

  installationRoute(contract.beginSecondFactor, ({ body }, request) =>
    signIn.beginSecondFactor(body.password, request.headers),
  ),

  installationRoute(contract.confirmSecondFactor, async ({ body }, request, reply) => {
    reply.header('set-cookie', await signIn.confirmSecondFactor(body.code, request.headers));
    return DONE;
  }),

  installationRoute(contract.removeSecondFactor, async ({ body }, request, reply) => {
    reply.header('set-cookie', await signIn.removeSecondFactor(body.password, request.headers));
    return DONE;
  }),

  installationRoute(contract.endSession, async ({ params }, request) => {
    await database.acrossDealerships((work) => endSession(work, visitorOf(request), params.id));
    return DONE;
  }),

  installationRoute(contract.endOtherSessions, async (_input, request) => {
    await database.acrossDealerships((work) => endOtherSessions(work, visitorOf(request)));
    return DONE;
  }),

  installationRoute(contract.forgetPassword, async ({ body }) => {
    await database.acrossDealerships((work) => sendPasswordReset(work, body.mail, config.publicUrl));
    return DONE;
  }),

  installationRoute(contract.getPasswordReset, async ({ params }) => {
    const { mail } = await database.acrossDealerships((work) => findPasswordReset(work, params.token));
    return { mail };
  }),

  installationRoute(contract.resetPassword, async ({ params, body }) => {
    await database.acrossDealerships((work) => resetPassword(work, params.token, body.password));
    return DONE;
  }),

  dealershipRoute(contract.getMailSettings, (work, _input, caller) => readMailSettings(work, caller)),

  dealershipRoute(contract.setMailSettings, async (work, { body }, caller) => {
    await setMailSettings(work, body, caller);
    return DONE;
  }),
];
