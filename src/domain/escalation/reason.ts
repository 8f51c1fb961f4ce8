import { type Calendar, nextOpening, openingTimeBetween, openSlotsBetween } from '../time/calendar.ts';
import type { CountedFrom, CourseStep } from './course.ts';
import type { DurationUnit } from './policy.ts';

/** Which sentence explains a step; the sentences themselves live in i18n. */
export type ReasonKey =
  | 'ownDate'
  | 'recorded'
  | 'atOnce'
  | 'openingHours'
  | 'clockHours'
  | 'clockHoursMovedToOpening'
  | 'before'
  | 'atStart';

/** Why a stage is due when it is: "E1 Mo 10:00 = 2 h Öffnungszeit ab Mo 08:00", as data. */
export interface StepReason {
  readonly key: ReasonKey;
  readonly minutes: number;
  readonly unit: DurationUnit;
  readonly from: CountedFrom;
  readonly fromAt: Temporal.Instant;
  /** Where the counting began: the first open instant for opening hours, else `fromAt`. */
  readonly countedFromAt: Temporal.Instant;
  /** The closed time in between, ascending; empty for plain clock hours. */
  readonly closed: readonly ClosedSpell[];
}

/** A stretch without opening. A spell without `days` is a break within a day or a plain night. */
export interface ClosedSpell {
  readonly fromAt: Temporal.Instant;
  readonly toAt: Temporal.Instant;
  readonly days: readonly ClosedDay[];
}

/** A day that explains a spell: a special day with its name, or a weekday without opening hours. */
export interface ClosedDay {
  readonly on: Temporal.PlainDate;
  readonly name: string | undefined;
}

/** The reason of one step of `courseOf`, by the same calendar. */
export function reasonOf(step: CourseStep, calendar: Calendar): StepReason {
  const { minutes, unit, from, fromAt } = step;
  const key = keyOf(step, calendar);
  const countedFromAt = key === 'openingHours' ? nextOpening(calendar, fromAt) : fromAt;
  return { key, minutes, unit, from, fromAt, countedFromAt, closed: closedDuring(step, key, calendar) };
}

function keyOf({ stage, at, fromAt, minutes, unit, reached }: CourseStep, calendar: Calendar): ReasonKey {
  if (stage === 'followUp') return 'ownDate';
  if (reached) return 'recorded';
  if (stage === 'reminder') {
    const distanceMs =
      unit === 'openingHours'
        ? openingTimeBetween(calendar, at, fromAt)
        : fromAt.epochMilliseconds - at.epochMilliseconds;
    return distanceMs < minutes * 60_000 ? 'atStart' : 'before';
  }
  if (at.equals(fromAt)) return 'atOnce';
  if (unit === 'openingHours') return 'openingHours';
  return at.equals(fromAt.add({ minutes })) ? 'clockHours' : 'clockHoursMovedToOpening';
}

function closedDuring(
  { at, fromAt, minutes }: CourseStep,
  key: ReasonKey,
  calendar: Calendar,
): ClosedSpell[] {
  if (key === 'openingHours') return closedBetween(calendar, fromAt, at);
  if (key === 'clockHoursMovedToOpening') return closedBetween(calendar, fromAt.add({ minutes }), at);
  if (key === 'before') return closedBetween(calendar, at, fromAt);
  return [];
}

function closedBetween(calendar: Calendar, from: Temporal.Instant, to: Temporal.Instant): ClosedSpell[] {
  const spells: ClosedSpell[] = [];
  let closedFrom = from.epochMilliseconds;
  for (const slot of [...openSlotsBetween(calendar, from, to), { from: to.epochMilliseconds, to: 0 }]) {
    if (closedFrom < slot.from) spells.push(closedSpell(calendar, closedFrom, slot.from));
    closedFrom = slot.to;
  }
  return spells;
}

function closedSpell(calendar: Calendar, fromMs: number, toMs: number): ClosedSpell {
  const { spec, openOn } = calendar;
  const fromAt = Temporal.Instant.fromEpochMilliseconds(fromMs);
  const toAt = Temporal.Instant.fromEpochMilliseconds(toMs);
  const lastOn = toAt.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(spec.zone).toPlainDate();
  const days: ClosedDay[] = [];
  for (
    let on = fromAt.toZonedDateTimeISO(spec.zone).toPlainDate();
    Temporal.PlainDate.compare(on, lastOn) <= 0;
    on = on.add({ days: 1 })
  ) {
    const name = spec.days[on.toString()]?.name;
    if (name !== undefined || openOn(on).length === 0) days.push({ on, name });
  }
  return { fromAt, toAt, days };
}
