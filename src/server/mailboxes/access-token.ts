import { z } from 'zod';
import { MailboxError } from './error.ts';

/** Where and as whom access tokens are fetched, as it is stored. */
export const tokenPlace = z.object({
  tokenUrl: z.string(),
  clientId: z.string(),
  scope: z.string().nullable(),
});
export type TokenPlace = Readonly<z.output<typeof tokenPlace>>;

interface TokenKey {
  readonly token: TokenPlace;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

const PATIENCE_MS = 15_000;

/** An access token for the refresh token (RFC 6749, 6); some services give a new refresh token along. Throws `MailboxError`. */
export const fetchAccessToken = async ({
  token: { tokenUrl, clientId, scope },
  clientSecret,
  refreshToken,
}: TokenKey): Promise<{ accessToken: string; refreshToken: string | null }> => {
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: refreshToken,
    // Public clients have none.
    ...(clientSecret !== '' && { client_secret: clientSecret }),
    ...(scope !== null && { scope }),
  });
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    body: form,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((cause: Error) => {
    throw new MailboxError('unreachable', `${new URL(tokenUrl).host}: ${cause.message}`);
  });
  const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const accessToken = said['access_token'];
  if (answer.ok && typeof accessToken === 'string') {
    const next = said['refresh_token'];
    return { accessToken, refreshToken: typeof next === 'string' && next !== refreshToken ? next : null };
  }
  // Only the standard's own words: whatever else stands there may be a secret.
  const why = [said['error'], said['error_description']]
    .filter((word) => typeof word === 'string')
    .join(': ');
  throw new MailboxError(
    answer.status >= 500 ? 'unreachable' : 'tokenRefused',
    `${answer.status} ${why}`.slice(0, 500),
  );
};
