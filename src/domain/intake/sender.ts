/** What a check of one mail found: results by their names in RFC 8601 ("pass", "fail", "none", "temperror", …). */
export interface SenderResults {
  /** Domain of the address in "From"; null when there is none, or several. */
  readonly fromDomain: string | null;
  readonly dkim: readonly { readonly domain: string; readonly result: string }[];
  /** null: the mail came from a server of our own network, whose address says nothing. */
  readonly spf: { readonly domain: string; readonly result: string } | null;
  readonly dmarc: string;
}

/**
 * Whether a mail comes from where it says (product.md 6 and 7).
 *
 * - `confirmed`: a signature (`dkim`) or the sending server (`spf`) vouches for the domain in "From"
 * - `unconfirmed`: nothing does, as with many homepages; no reason to doubt the enquiry
 * - `refuted`: the domain itself asks to distrust such mails (DMARC)
 * - `unknown`: it could not be found out
 */
export interface SenderVerdict {
  readonly state: 'confirmed' | 'unconfirmed' | 'refuted' | 'unknown';
  readonly domain: string | null;
  readonly proof: 'dkim' | 'spf' | null;
}

/** What the results mean for the domain in "From"; a signature counts before the server. */
export const judgeSender = (results: SenderResults): SenderVerdict => {
  const { fromDomain, dkim, spf, dmarc } = results;
  const vouches = ({ domain, result }: { domain: string; result: string }) =>
    fromDomain !== null && result === 'pass' && isRelated(domain, fromDomain);
  const verdict = (state: SenderVerdict['state'], proof: SenderVerdict['proof'] = null) => ({
    state,
    domain: fromDomain,
    proof,
  });
  if (dkim.some(vouches)) return verdict('confirmed', 'dkim');
  if (spf !== null && vouches(spf)) return verdict('confirmed', 'spf');
  if (dmarc === 'fail') return verdict('refuted');
  return verdict(isPending(results) ? 'unknown' : 'unconfirmed');
};

/** Whether a result is only missing because the name service did not answer: asking again may find it out. */
export const isPending = ({ dkim, spf, dmarc }: SenderResults): boolean =>
  [...dkim, ...(spf ? [spf] : []), { result: dmarc }].some(({ result }) => result === 'temperror');

/** The same domain, or one below the other: what DMARC calls relaxed alignment. */
const isRelated = (a: string, b: string): boolean => {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
};

/**
 * The results as the mail server in front of us wrote them down (RFC 8601), when it is the one that is trusted; null when the
 * topmost such header is not its. Senders can write such headers too, further down.
 */
export const readAuthenticationResults = (
  headers: readonly { readonly name: string; readonly value: string }[],
  trustedServer: string,
): SenderResults | null => {
  const top = headers.find(({ name }) => name.toLowerCase() === 'authentication-results');
  if (!top) return null;
  const [server = '', ...methods] = withoutComments(top.value).split(';');
  if (server.trim().split(/\s+/)[0]?.toLowerCase() !== trustedServer.toLowerCase()) return null;
  const results = methods.map(
    (method) =>
      new Map(
        [...method.matchAll(PAIR)].map(([, key = '', value = '']) => [
          key.toLowerCase(),
          value.toLowerCase(),
        ]),
      ),
  );
  const find = (method: string) => results.find((result) => result.has(method));
  const spf = find('spf');
  const spfDomain = domainOf(spf?.get('smtp.mailfrom') ?? spf?.get('smtp.helo') ?? '');
  return {
    fromDomain: find('dmarc')?.get('header.from') ?? fromDomainOf(headers),
    dkim: results
      .filter((result) => result.has('dkim'))
      .map((result) => ({
        domain: result.get('header.d') ?? domainOf(result.get('header.i') ?? ''),
        result: result.get('dkim') ?? 'none',
      })),
    spf: spf ? { domain: spfDomain, result: spf.get('spf') ?? 'none' } : null,
    dmarc: find('dmarc')?.get('dmarc') ?? 'none',
  };
};

/** Domain of the one address in "From"; null when there is none, or several. */
export const fromDomainOf = (
  headers: readonly { readonly name: string; readonly value: string }[],
): string | null => {
  const from = headers.filter(({ name }) => name.toLowerCase() === 'from');
  const [domain, ...more] = from.flatMap(({ value }) =>
    [...value.matchAll(ADDRESS)].map(([, found = '']) => found),
  );
  return domain !== undefined && more.length === 0 ? domain.toLowerCase() : null;
};

const PAIR = /([a-z0-9.-]+)\s*=\s*"?([^\s";]+)"?/gi;
const ADDRESS = /@([a-z0-9.-]+\.[a-z0-9-]+)/gi;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

const withoutComments = (value: string): string => value.replace(/\([^()]*\)/g, ' ');
