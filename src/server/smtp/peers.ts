import { isIPv6 } from 'node:net';
import { stopwatchMs } from '../clock.ts';
import { memberOf, plainAddress } from '../networks.ts';

/** What one sending server may do; who asks for more is told to come again. */
export interface PeerLimits {
  readonly connections: number;
  readonly mailsAMinute: number;
  /** Addresses and networks (`10.0.0.0/8`) that may do more: the mail server in front of us. */
  readonly trusted: readonly string[];
}

const MINUTE_MS = 60_000;

/** Counts what each sending server does. */
export const watchPeers = (
  { connections, mailsAMinute, trusted }: PeerLimits,
  nowMs: () => number = stopwatchMs,
) => {
  const isTrusted = memberOf(trusted);
  // Whole minutes: what is forgotten with each of them keeps the list of peers short.
  let minute = { startedMs: nowMs(), mails: new Map<string, number>() };
  return {
    /** Whether one of so many open connections is one too many. */
    hasTooMany: (address: string, open: readonly string[]): boolean => {
      if (isTrusted(address)) return false;
      const peer = peerOf(address);
      return open.filter((other) => peerOf(other) === peer).length > connections;
    },
    /** Counts one more mail; false when it is one too many for this minute. */
    mayBring: (address: string): boolean => {
      if (isTrusted(address)) return true;
      if (nowMs() - minute.startedMs >= MINUTE_MS) minute = { startedMs: nowMs(), mails: new Map() };
      const peer = peerOf(address);
      const mails = (minute.mails.get(peer) ?? 0) + 1;
      minute.mails.set(peer, mails);
      return mails <= mailsAMinute;
    },
  };
};

/** Who has one IPv6 address has a whole network of them: the first 64 bits count. */
const peerOf = (address: string): string => {
  const plain = plainAddress(address);
  return isIPv6(plain) ? firstHalf(plain) : plain;
};

const firstHalf = (ipv6: string): string => {
  const [head = '', tail] = ipv6.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array.from({ length: Math.max(0, zeros) }, () => '0'), ...after]
    .slice(0, 4)
    .join(':');
};
