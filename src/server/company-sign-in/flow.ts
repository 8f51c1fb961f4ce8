import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { confirmedMail } from '../../domain/accounts/company-sign-in.ts';
import { wallClock } from '../clock.ts';
import type { Database } from '../db/database.ts';
import { isSameWord } from '../ids.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { discover, ProviderError, redeem } from './provider.ts';
import { type CompanySignIn, findCompanySignIn, findPersonOf } from './store.ts';

/** As long as somebody may take at their provider's. */
export const FLOW_MINUTES = 10;
const PLACE = 'company sign-in flow';

/** One attempt, kept by the browser that began it, sealed: no other browser can end it. */
const attempt = z.object({
  dealershipId: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  endsAtMs: z.number(),
});
export type Attempt = z.output<typeof attempt>;

export interface FlowNeeds {
  readonly database: Database;
  readonly secrets: SecretBox;
  /** Where providers send people back to. */
  readonly redirectUri: string;
}

/** Where somebody goes to sign in, and what their browser keeps meanwhile. Throws `ProviderError`. */
export const beginFlow = async (
  { database, secrets, redirectUri }: FlowNeeds,
  wanted: { dealershipId: string; mail?: string; returnTo: string },
): Promise<{ readonly to: string; readonly kept: string }> => {
  const company = await readCompany({ database, secrets }, wanted.dealershipId);
  const provider = await discover(company.issuer);
  const [state, nonce, verifier] = [newWord(), newWord(), newWord()];
  const to = new URL(provider.authorization_endpoint);
  const asked = {
    response_type: 'code',
    scope: 'openid email',
    client_id: company.clientId,
    redirect_uri: redirectUri,
    state,
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...(wanted.mail && { login_hint: wanted.mail }),
  };
  for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value);
  const { dealershipId, returnTo } = wanted;
  const endsAtMs = wallClock().add({ minutes: FLOW_MINUTES }).epochMilliseconds;
  const kept = secrets.seal(
    JSON.stringify({ dealershipId, state, nonce, verifier, returnTo, endsAtMs }),
    PLACE,
  );
  return { to: to.href, kept };
};

/** What the provider's answer to the browser says. */
export interface Answer {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly error?: string | undefined;
  /** RFC 9207: who answers. */
  readonly iss?: string | undefined;
}

/** Whom the provider let in: the sign-in of an account of that dealership. Throws `ProviderError`. */
export const endFlow = async (
  { database, secrets, redirectUri }: FlowNeeds,
  begun: Attempt | null,
  answer: Answer,
): Promise<{ readonly authUserId: string; readonly returnTo: string }> => {
  if (
    !begun ||
    begun.endsAtMs < wallClock().epochMilliseconds ||
    !isSameWord(answer.state ?? '', begun.state)
  )
    throw new ProviderError('expired', 'No attempt of this browser waits for this answer.');
  if (answer.error !== undefined) throw new ProviderError('declined', answer.error.slice(0, 100));
  if (answer.code === undefined) throw new ProviderError('provider', 'The provider sent no code.');
  const company = await readCompany({ database, secrets }, begun.dealershipId);
  const provider = await discover(company.issuer);
  if (answer.iss !== undefined && answer.iss !== provider.issuer)
    throw new ProviderError('token', `${answer.iss} answers instead of ${provider.issuer}.`);
  const { verifier, nonce, returnTo } = begun;
  const claims = await redeem(provider, company, { code: answer.code, verifier, nonce, redirectUri });
  const mail = confirmedMail(claims, company.trustsMail);
  if (mail === null) throw new ProviderError('mailUnconfirmed', 'The provider vouches for no mail address.');
  const authUserId = await database.acrossDealerships((work) => findPersonOf(work, begun.dealershipId, mail));
  if (authUserId === null) throw new ProviderError('unknown', `Nobody there has the address ${mail}.`);
  return { authUserId, returnTo };
};

const readCompany = async (
  { database, secrets }: Pick<FlowNeeds, 'database' | 'secrets'>,
  dealershipId: string,
): Promise<CompanySignIn> => {
  const company = await database.acrossDealerships((work) => findCompanySignIn(work, dealershipId, secrets));
  if (!company) throw new ProviderError('unknown', 'This dealership has no company accounts.');
  return company;
};

/** What the browser kept of its attempt; null when it kept nothing of ours. */
export const openAttempt = (secrets: SecretBox, kept: string | undefined): Attempt | null => {
  if (!kept) return null;
  try {
    return attempt.parse(JSON.parse(secrets.open(kept, PLACE)));
  } catch {
    return null;
  }
};

const newWord = (): string => randomBytes(32).toString('base64url');
