/** How the connection to the mail server is encrypted; `none` only to this machine itself. */
export const SECURITIES = ['tls', 'startTls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];

/** What of a mailbox is taken in at first: only what comes from then on, or what is unread as well. */
export const STARTS = ['new', 'unread'] as const;
export type Start = (typeof STARTS)[number];

/** Why a mailbox cannot be read; the screens have a sentence and an advice for each. */
export const MAILBOX_FAILURES = [
  'unknownHost',
  'unreachable',
  'encryption',
  'signInRefused',
  'tokenRefused',
  'folderMissing',
  'broken',
] as const;
export type MailboxFailure = (typeof MAILBOX_FAILURES)[number];

/** Pauses after failed connections, the last one again and again: a server that is restarted is back in seconds. */
const RETRY_PAUSES_SECONDS = [5, 15, 60, 120, 300];

/** Seconds to wait after the given number of failures in a row (1, 2, …). */
export const retryPauseSeconds = (failures: number): number =>
  RETRY_PAUSES_SECONDS[Math.min(failures, RETRY_PAUSES_SECONDS.length) - 1] ?? 0;

/** So often a mail is tried that the server does not give; then a message of ours stands in for it (product.md 7). */
export const MOST_TRIES = 5;

/** Pauses between the later tries of such a mail, so that one that breaks the connection hardly disturbs the others. */
const LATER_TRIES_HOURS = [1, 4, 12, 24, 24, 24, 24, 24, 24];

/** Hours until such a mail is tried again after the given number of later tries; null: when a person asks for it. */
export const laterTryHours = (tries: number): number | null => LATER_TRIES_HOURS[tries] ?? null;

/** A mailbox nobody looked at for longer was out of reach; shorter gaps are restarts. */
export const OUTAGE_SECONDS = 300;

/** How far a mailbox has been read; UIDs are the server's numbers for messages, valid under one UIDVALIDITY. */
export interface MailboxPlace {
  readonly uidValidity: number | null;
  readonly lastUid: number;
  readonly seenUid: number;
  /** Up to here only what is unread, or came since `backlogSince`, is taken in. */
  readonly backlogUid: number;
  readonly backlogSince: Temporal.Instant | null;
}

/**
 * The place to read on from (product.md 7.5): the known one as long as the server's numbers are valid. At the first
 * look it is what the dealership chose; when the server has numbered its messages anew, everything unread (of a mailbox
 * that began with what was new: unread since then) and all that has come since the last good look, so that nothing read
 * by a person in between is lost.
 */
export const placeUnder = (
  place: MailboxPlace,
  server: { readonly uidValidity: number; readonly uidNext: number },
  start: Start,
  lookedAt: Temporal.Instant,
): MailboxPlace => {
  const { uidValidity, uidNext } = server;
  if (place.uidValidity === uidValidity) return place;
  const newest = uidNext - 1;
  const isFirst = place.uidValidity === null;
  const from = isFirst && start === 'new' ? newest : 0;
  return {
    uidValidity,
    lastUid: from,
    seenUid: from,
    backlogUid: newest,
    backlogSince: isFirst ? null : lookedAt,
  };
};
