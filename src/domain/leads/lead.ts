import type { ClockKind } from '../escalation/policy.ts';

/** Where a lead stands in its life (product.md 3). */
export const LEAD_STATUSES = ['new', 'open', 'followUp', 'closed'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

export const CLOSE_OUTCOMES = ['won', 'lost', 'unusable'] as const;
export type CloseOutcome = (typeof CLOSE_OUTCOMES)[number];

/** Reasons offered when a lead is closed; the outcome decides which fit. */
export const CLOSE_REASONS = {
  won: ['sold'],
  lost: ['boughtElsewhere', 'vehicleSold', 'price', 'noAnswer', 'noInterest', 'other'],
  unusable: ['spam', 'test', 'duplicate', 'noCustomer', 'other'],
} as const satisfies Record<CloseOutcome, readonly string[]>;

/**
 * The list's views; each shows what its reader has to do or oversee. `toDistribute`: what nobody has and dispatchers give
 * to somebody; `followUps`: own leads that wait for their
 * date; `all`: whatever the reader may see, closed ones too, for the search over everything.
 */
export const LEAD_VIEWS = [
  'mine',
  'pool',
  'toDistribute',
  'team',
  'escalated',
  'closed',
  'followUps',
  'all',
] as const;
export type LeadView = (typeof LEAD_VIEWS)[number];

/** The coloured sign of a lead; escalation puts the warning triangle on top of it (product.md 3). */
export const LEAD_SYMBOLS = ['yellow', 'red', 'green', 'closed'] as const;
export type LeadSymbol = (typeof LEAD_SYMBOLS)[number];

/**
 * Yellow: an answer is due, in time. Green: a follow-up not yet due. Red: either of them overdue.
 * `clock` is null for closed leads.
 */
export const symbolOf = (clock: { kind: ClockKind; overdue: boolean } | null): LeadSymbol => {
  if (clock === null) return 'closed';
  if (clock.overdue) return 'red';
  return clock.kind === 'answer' ? 'yellow' : 'green';
};
