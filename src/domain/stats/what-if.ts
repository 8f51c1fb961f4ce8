import { courseOf } from '../escalation/course.ts';
import { EFFECTS, type Effect, type Policy } from '../escalation/policy.ts';
import type { Place } from '../escalation/settings.ts';
import type { Calendar } from '../time/calendar.ts';

/** A lead of the past, as far as it matters here: for how long nobody handled it. */
export interface PastLead extends Place {
  readonly arrivedAt: Temporal.Instant;
  /** null: nobody has, to this day. */
  readonly handledAt: Temporal.Instant | null;
}

/** The times and the opening hours that hold for a lead. */
export interface LeadTimes {
  readonly policy: Policy;
  readonly calendar: Calendar;
}

/** How many leads became overdue (E1), and how many of them escalated (E2.1). */
export interface ReachedCounts {
  readonly overdue: number;
  readonly escalated: number;
}

export interface WhatIf {
  readonly leads: number;
  readonly present: ReachedCounts;
  readonly chosen: ReachedCounts;
}

/**
 * What would have become of the leads by the present times and by others, per source (product.md 10). Each is counted
 * until it was first handled, or until now; what falls due at that very instant was reached, as for the engine.
 */
export const whatIfBySource = (
  leads: Iterable<PastLead>,
  present: (place: Place) => LeadTimes,
  chosen: (place: Place) => LeadTimes,
  now: Temporal.Instant,
): Map<string, WhatIf> => {
  const bySource = new Map<string, WhatIf>();
  for (const lead of leads) {
    const before = bySource.get(lead.sourceId) ?? { leads: 0, present: NONE, chosen: NONE };
    bySource.set(lead.sourceId, {
      leads: before.leads + 1,
      present: sum(before.present, reached(lead, present(lead), now)),
      chosen: sum(before.chosen, reached(lead, chosen(lead), now)),
    });
  }
  return bySource;
};

/** The same for all sources together. */
export const whatIfOfAll = (bySource: Iterable<WhatIf>): WhatIf =>
  [...bySource].reduce(
    (all, one) => ({
      leads: all.leads + one.leads,
      present: sum(all.present, one.present),
      chosen: sum(all.chosen, one.chosen),
    }),
    { leads: 0, present: NONE, chosen: NONE },
  );

const MINUTE_MS = 60_000;
const NONE: ReachedCounts = { overdue: 0, escalated: 0 };

const sum = (a: ReachedCounts, b: ReachedCounts): ReachedCounts => ({
  overdue: a.overdue + b.overdue,
  escalated: a.escalated + b.escalated,
});

const reached = (lead: PastLead, { policy, calendar }: LeadTimes, now: Temporal.Instant): ReachedCounts => {
  const { arrivedAt, handledAt } = lead;
  const until = handledAt ?? now;
  // Opening time never passes faster than the clock, and most leads are handled long before: they need no counting.
  const elapsedMs = until.epochMilliseconds - arrivedAt.epochMilliseconds;
  if (elapsedMs < policy.E1.minutes * MINUTE_MS - 1) return NONE;

  const course = courseOf({ kind: 'answer', startedAt: arrivedAt }, policy, calendar);
  const count = (effect: Effect) => {
    const step = course.find(({ stage }) => EFFECTS[stage] === effect);
    return step && Temporal.Instant.compare(step.at, until) <= 0 ? 1 : 0;
  };
  return { overdue: count('overdue'), escalated: count('escalated') };
};
