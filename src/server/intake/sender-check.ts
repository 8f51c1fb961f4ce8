import { promises as dns } from 'node:dns';
import { authenticate } from 'mailauth';
import { fromDomainOf, readAuthenticationResults, type SenderResults } from '../../domain/intake/sender.ts';
import type { Config } from '../../config.ts';
import { memberOf } from '../networks.ts';
import { within } from '../within.ts';
import { readHeaders } from './mime-headers.ts';

/** A mail with what is known of the server it came from. */
export interface SentMail {
  readonly bytes: Buffer;
  readonly envelopeFrom: string;
  readonly channel: string;
  /** Address of the sending server, or of the mailbox a mail was fetched from, and how it introduced itself. */
  readonly peer: string;
  readonly peerName: string;
}

/** Finds out who sent a mail. A name service that does not answer is a result (`temperror`), not an error. */
export type SenderCheck = (mail: SentMail) => Promise<SenderResults>;

/** Headers of enquiries take a few kilobytes; what has more wants to be a burden. */
const MAX_HEADER_BYTES = 256 * 1024;
const DNS_MS = 2_000;
const WHOLE_MS = 10_000;

/**
 * The check the configuration asks for; null: none. Either we ask the name service ourselves (SPF, DKIM, DMARC), or the
 * mail server in front of us did so and wrote it into the mail.
 */
export const openSenderCheck = ({
  senderCheck,
  dnsServers,
}: Pick<Config, 'senderCheck' | 'dnsServers'>): SenderCheck | null => {
  if (senderCheck === 'off') return null;
  if (senderCheck !== 'dns') return async ({ bytes }) => readServersWord(bytes, senderCheck.server);
  const resolver = new dns.Resolver({ timeout: DNS_MS, tries: 2 });
  if (dnsServers.length > 0) resolver.setServers(dnsServers);
  return (mail) => askNameService(mail, resolver);
};

const readServersWord = (bytes: Buffer, server: string): SenderResults => {
  const { headers } = readHeaders(bytes, MAX_HEADER_BYTES);
  return (
    readAuthenticationResults(headers, server) ?? { ...NOTHING_FOUND, fromDomain: fromDomainOf(headers) }
  );
};

const NOTHING_FOUND = { dkim: [], spf: null, dmarc: 'none' } as const;
const NO_ANSWER: SenderResults = { ...NOTHING_FOUND, fromDomain: null, dmarc: 'temperror' };

const askNameService = async (
  { bytes, channel, envelopeFrom, peer, peerName }: SentMail,
  resolver: dns.Resolver,
): Promise<SenderResults> => {
  const { headers, isTruncated } = readHeaders(bytes, MAX_HEADER_BYTES);
  const server =
    channel === 'smtp' && !isOfOwnNetwork(peer) ? { ip: peer, helo: peerName, sender: envelopeFrom } : null;
  const isSigned = headers.some(({ name }) => name === 'dkim-signature');
  // Most tests and homepages on the same machine: there is nothing to ask about.
  if (isTruncated || (server === null && !isSigned))
    return { ...NOTHING_FOUND, fromDomain: fromDomainOf(headers) };

  const options = {
    resolver: (name: string, type: string) => resolver.resolve(name, type) as Promise<string[][] | string[]>,
    disableArc: true,
    disableBimi: true,
  };
  const found = await within(WHOLE_MS, authenticate(bytes, { ...options, ...server })).catch(() => null);
  if (found === null) return NO_ANSWER;
  const [from, ...others] = found.dkim.headerFrom;
  return {
    fromDomain:
      from !== undefined && others.length === 0 ? from.slice(from.lastIndexOf('@') + 1).toLowerCase() : null,
    dkim: found.dkim.results.flatMap(({ signingDomain, status }) =>
      signingDomain ? [{ domain: signingDomain, result: status.result }] : [],
    ),
    spf: server && found.spf ? { domain: found.spf.domain ?? '', result: found.spf.status.result } : null,
    dmarc: found.dmarc ? found.dmarc.status.result : 'none',
  };
};

/** Addresses that mean something only where one is: loopback, private, link-local, and those of providers' networks. */
const isOfOwnNetwork = memberOf([
  '127.0.0.0/8',
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
]);
