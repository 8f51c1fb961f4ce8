/** How a session was opened: with a password of ours, or with an account of the dealership's own provider. */
export const SIGN_IN_WAYS = ['password', 'company'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** Why somebody with company accounts could not be let in; the sign-in page has a sentence for each. */
export const COMPANY_REFUSALS = [
  /** Asked too long ago, in another browser, or twice. */
  'expired',
  /** The provider said no, or the person did there. */
  'declined',
  /** The provider does not answer, or not as OpenID Connect wants it. */
  'provider',
  /** What the provider signed does not hold: another issuer, reader, attempt or time. */
  'token',
  /** The provider does not vouch for the mail address. */
  'mailUnconfirmed',
  /** Nobody of this dealership has this address, or their access has ended. */
  'unknown',
] as const;
export type CompanyRefusal = (typeof COMPANY_REFUSALS)[number];

/**
 * Whether requests may go to an address of a provider: encrypted, or to this machine, as trying it out does. `null` when
 * they may; no text that is not an address passes.
 */
export const addressFault = (text: string): 'noAddress' | 'notEncrypted' | null => {
  if (!URL.canParse(text)) return 'noAddress';
  const { protocol, hostname, username, search, hash } = new URL(text);
  if (username !== '' || search !== '' || hash !== '') return 'noAddress';
  if (protocol === 'https:') return null;
  if (protocol !== 'http:') return 'noAddress';
  return LOOPBACK.includes(hostname) ? null : 'notEncrypted';
};

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** What a provider says of a person, as far as it matters here. */
export interface Claims {
  readonly sub?: unknown;
  readonly email?: unknown;
  readonly email_verified?: unknown;
}

/**
 * The mail address a provider vouches for, in lower case; null when it has none or does not vouch for it. Providers that
 * say nothing about it, as Microsoft's, are believed where the dealership trusts them; an explicit no always counts.
 */
export const confirmedMail = (
  { email, email_verified: verified }: Claims,
  trusted: boolean,
): string | null => {
  if (typeof email !== 'string' || !email.includes('@')) return null;
  const isConfirmed = verified === true || (verified === undefined && trusted);
  return isConfirmed ? email.trim().toLowerCase() : null;
};

/** Whether a way in is open to somebody: admins keep their password for emergencies, whatever is set. */
export const mayUseWay = (
  way: SignInWay,
  company: { readonly onlyWay: boolean } | null,
  roles: readonly string[],
): boolean => (way === 'company' ? company !== null : !company?.onlyWay || roles.includes('admin'));
