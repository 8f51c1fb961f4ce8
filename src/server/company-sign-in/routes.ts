import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Config } from '../../config.ts';
import * as contract from '../../contract/company-sign-in.ts';
import { DONE } from '../../contract/endpoint.ts';
import type { CompanyRefusal } from '../../domain/accounts/company-sign-in.ts';
import { normalMail } from '../accounts/credentials.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import type { Database } from '../db/database.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { slowDown } from '../http/slow-down.ts';
import type { Log } from '../log.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { Refusal } from '../refusal.ts';
import { describeCompanySignIn, redirectUriOf, removeCompanySignIn, setCompanySignIn } from './commands.ts';
import { beginFlow, endFlow, FLOW_MINUTES, type FlowNeeds, openAttempt } from './flow.ts';
import { ProviderError } from './provider.ts';
import { findDealershipOf } from './store.ts';

export const companySignInRoutes = (
  secrets: SecretBox,
  { publicUrl }: Pick<Config, 'publicUrl'>,
): Route[] => [
  dealershipRoute(contract.getCompanySignIn, (work) => describeCompanySignIn(work, secrets, publicUrl)),
  dealershipRoute(contract.setCompanySignIn, async (work, { body }, caller) => {
    await setCompanySignIn(work, secrets, body, caller);
    return DONE;
  }),
  dealershipRoute(contract.removeCompanySignIn, async (work, _input, caller) => {
    await removeCompanySignIn(work, secrets, caller);
    return DONE;
  }),
];

interface Needs {
  readonly database: Database;
  readonly config: Pick<Config, 'publicUrl'>;
  readonly secrets: SecretBox;
  readonly signIn: SignIn;
  readonly log: Log;
}

const COOKIE = 'leadwacht_company';
const callback = z.object({
  code: z.string().max(4000).optional(),
  state: z.string().max(200).optional(),
  error: z.string().max(200).optional(),
  iss: z.string().max(500).optional(),
});

/** The way to a provider and back; nothing of it is in the contract's table, because browsers walk it and not the web app. */
export const registerCompanySignIn = (app: FastifyInstance, needs: Needs): void => {
  const { database, config, secrets, signIn, log } = needs;
  const flow: FlowNeeds = { database, secrets, redirectUri: redirectUriOf(config.publicUrl) };
  const keep = keeping(config.publicUrl.startsWith('https:'));
  const byPlace = slowDown(app, 100);
  const byPerson = slowDown(
    app,
    10,
    ({ ip, body }) => `${ip} ${normalMail((body as { email: string }).email)}`,
  );
  const refused = (reply: FastifyReply, cause: unknown, returnTo = '/') => {
    if (!(cause instanceof ProviderError)) throw cause;
    log.warn(
      { refusal: cause.refusal, detail: cause.message },
      'a sign-in with a company account was refused',
    );
    return reply.header('set-cookie', keep(null)).redirect(signInPage(cause.refusal, returnTo));
  };

  app.post<{ Body: z.output<typeof contract.companyAttempt> }>(
    contract.COMPANY_START,
    {
      schema: {
        summary: 'Where somebody signs in with their company account, by their mail address.',
        body: contract.companyAttempt,
        response: { 200: z.object({ to: z.string() }) },
      },
      onRequest: byPlace,
      preHandler: byPerson,
    },
    async ({ body }, reply) => {
      const mail = normalMail(body.email);
      const dealershipId = await database.acrossDealerships((work) => findDealershipOf(work, mail));
      if (dealershipId === null)
        throw new Refusal('noCompanySignIn', 'There is no company account for this address.');
      const begun = await beginFlow(flow, { dealershipId, mail, returnTo: ownPath(body.returnTo) }).catch(
        (cause: unknown) => {
          throw cause instanceof ProviderError ? new Refusal('providerAway', cause.message) : cause;
        },
      );
      reply.header('set-cookie', keep(begun.kept));
      return { to: begun.to };
    },
  );

  app.get<{ Params: z.output<typeof contract.companyStartParams> }>(
    `${contract.COMPANY_START}/:id`,
    {
      schema: { summary: 'Leads to the provider of a dealership.', params: contract.companyStartParams },
      onRequest: byPlace,
    },
    async ({ params }, reply) => {
      try {
        const begun = await beginFlow(flow, { dealershipId: params.id, returnTo: '/' });
        return await reply.header('set-cookie', keep(begun.kept)).redirect(begun.to);
      } catch (cause) {
        return refused(reply, cause);
      }
    },
  );

  app.get<{ Querystring: z.output<typeof callback> }>(
    `${contract.COMPANY_START}/callback`,
    {
      schema: { summary: 'Where a provider sends people back to.', querystring: callback },
      onRequest: byPlace,
    },
    async (request, reply) => {
      const attempt = openAttempt(secrets, keptIn(request));
      try {
        const { authUserId, returnTo } = await endFlow(flow, attempt, request.query);
        const cookies = await signIn.signInByCompany(authUserId, request.headers);
        return await reply.header('set-cookie', [...cookies, keep(null)]).redirect(returnTo);
      } catch (cause) {
        return refused(reply, cause, attempt?.returnTo);
      }
    },
  );
};

/** Another site is never where somebody comes back to. */
const ownPath = (path = '/'): string => (/^\/(?![/\\])/.test(path) ? path : '/');

const signInPage = (firmenkonto: CompanyRefusal, weiter: string): string =>
  `/anmelden?${new URLSearchParams({ firmenkonto, ...(weiter !== '/' && { weiter }) })}`;

/** The cookie that holds an attempt; null ends it. */
const keeping =
  (secure: boolean) =>
  (kept: string | null): string =>
    [
      `${COOKIE}=${encodeURIComponent(kept ?? '')}`,
      `Max-Age=${kept === null ? 0 : FLOW_MINUTES * 60}`,
      `Path=${contract.COMPANY_START}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(secure ? ['Secure'] : []),
    ].join('; ');

const keptIn = ({ headers }: FastifyRequest): string | undefined => {
  const found = headers.cookie?.split(/; */).find((part) => part.startsWith(`${COOKIE}=`));
  return found && decodeURIComponent(found.slice(COOKIE.length + 1));
};
