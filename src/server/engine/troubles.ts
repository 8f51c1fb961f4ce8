import type { HealthPart } from '../../contract/health.ts';
import { OUTAGE_SECONDS } from '../../domain/intake/mailbox.ts';
import type { Lag } from './lag.ts';

/** What is wrong although nothing throws. `since` is null where nobody wrote it down. */
export interface Trouble {
  readonly reason: NonNullable<HealthPart['reason']>;
  readonly since: Temporal.Instant | null;
  readonly detail: string;
}

export interface Troubles {
  readonly engine: Trouble | null;
  readonly intake: Trouble | null;
  readonly delivery: Trouble | null;
}

/** Nothing due may wait for longer than `toleranceSeconds`, nothing may be stuck, and the engines must show life. */
export const findTroubles = (lag: Lag, toleranceSeconds: number): Troubles => {
  const waitsSeconds = (at: Temporal.Instant | null): number =>
    at === null ? 0 : Math.floor(lag.now.since(at).total('seconds'));
  const late = (at: Temporal.Instant | null, what: string): Trouble | null =>
    waitsSeconds(at) > toleranceSeconds
      ? { reason: 'late', since: at, detail: `${what} has waited for ${waitsSeconds(at)} s.` }
      : null;
  const stuck = (count: number, what: string): Trouble | null =>
    count > 0 ? { reason: 'stuck', since: null, detail: `${count} ${what}.` } : null;
  const silent = (): Trouble | null =>
    waitsSeconds(lag.beatenAt) > toleranceSeconds
      ? {
          reason: 'silent',
          since: lag.beatenAt,
          detail: `No engine has worked for ${waitsSeconds(lag.beatenAt)} s.`,
        }
      : null;
  const unreachable = (): Trouble | null =>
    waitsSeconds(lag.unreachableSince) > toleranceSeconds
      ? {
          reason: 'unreachable',
          since: lag.unreachableSince,
          detail: 'The relay cannot be reached, or does not let us in; the outbox holds its answers.',
        }
      : null;
  // A mail server that is restarted is back before anybody could act.
  const outOfReach = (): Trouble | null =>
    waitsSeconds(lag.mailboxFailingSince) > OUTAGE_SECONDS
      ? {
          reason: 'mailbox',
          since: lag.mailboxFailingSince,
          detail: 'A mailbox cannot be read; its dealership is told which one and why.',
        }
      : null;
  const unfetched = (): Trouble | null =>
    waitsSeconds(lag.metaFailingSince) > OUTAGE_SECONDS
      ? {
          reason: 'meta',
          since: lag.metaFailingSince,
          detail: 'Leads cannot be fetched from Meta; their dealership is told of which source and why.',
        }
      : null;
  return {
    engine:
      silent() ??
      late(lag.clockDueAt, 'The oldest due clock') ??
      late(lag.noticeDueAt, 'The oldest due notice'),
    intake:
      late(lag.rawDueAt, `The oldest of ${lag.waitingRaw} unread messages`) ??
      stuck(lag.stuckRaw, 'messages could not be kept; raw_messages.read_error says why') ??
      outOfReach() ??
      unfetched(),
    delivery: unreachable(),
  };
};
