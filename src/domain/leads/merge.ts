import type { ClockKind } from '../escalation/policy.ts';
import type { LeadStatus } from './lead.ts';

/** What decides between the clocks of two leads. */
export interface MergedClock {
  readonly kind: ClockKind;
  /** The handling deadline (E1) or the follow-up date. */
  readonly dueAt: Temporal.Instant;
}

/**
 * The clock that goes on when two leads become one: the one due first, however far it has come (cases.md T36). Of two
 * due at the same instant it is the answer's, and else the surviving lead's own.
 */
export const survivingClock = <Clock extends MergedClock>(own: Clock, other: Clock): Clock => {
  const order = Temporal.Instant.compare(own.dueAt, other.dueAt);
  if (order !== 0) return order < 0 ? own : other;
  return own.kind === 'followUp' && other.kind === 'answer' ? other : own;
};

/** The surviving lead's status when it goes on with that kind of clock: new only if nobody handled either of them. */
export const statusAfterMerge = (
  kind: ClockKind,
  own: LeadStatus,
  other: LeadStatus,
): Exclude<LeadStatus, 'closed'> => {
  if (kind === 'followUp') return 'followUp';
  return own === 'new' && other === 'new' ? 'new' : 'open';
};
