import { OpeningHoursError } from './error.ts';
import type { Interval } from './intervals.ts';
import type { CalendarSpec } from './opening-hours.ts';
import {
  type Direction,
  extendSlots,
  isKnownZone,
  type OpenOn,
  openDaysOf,
  type Slots,
  slotsAround,
} from './slots.ts';

/**
 * A calendar ready for counting: the open slots as a table that grows on demand, so that adding opening time is one
 * binary search. Growing is only caching: equal calls give equal answers.
 */
export interface Calendar {
  readonly spec: CalendarSpec;
  readonly openOn: OpenOn;
  /** Private to this file. */
  slots: Slots | undefined;
}

/** An instant seen as opening time: whole milliseconds since the table's beginning, and what is below a millisecond. */
interface Position {
  readonly openMs: number;
  readonly restNs: number;
}

/** No duration may reach further than this: what does not fit is refused instead of searched for ever (T19). */
const HORIZON_YEARS = 30;
const HORIZON_MS = HORIZON_YEARS * 366 * 86_400_000;

/** @throws {OpeningHoursError} `unknownZone` */
export function compileCalendar(spec: CalendarSpec): Calendar {
  if (!isKnownZone(spec.zone)) {
    throw new OpeningHoursError('unknownZone', spec.zone, `the time zone "${spec.zone}" is not known here`);
  }
  return { spec, openOn: openDaysOf(spec), slots: undefined };
}

/**
 * The first instant at which `durationMs` of opening time has passed since `from`.
 *
 * - A duration used up exactly at closing ends at the closing instant (T01); a start at the closing instant counts as
 *   closed and waits for the next opening (T02).
 * - A zero duration ends where it starts, even while closed. Nothing else obeys add(a, x + y) = add(add(a, x), y): from
 *   Mon 18:00, reached by T01, "0 more" must stay at 18:00, and so "EM2.1 at once" is the same instant as E2.1.
 *
 * @param durationMs whole milliseconds, not negative
 * @throws {OpeningHoursError} `neverOpen` when 30 years do not hold so much opening time
 */
export function addOpeningTime(
  calendar: Calendar,
  from: Temporal.Instant,
  durationMs: number,
): Temporal.Instant {
  return durationMs === 0 ? from : seek(calendar, from, 'future', durationMs);
}

/**
 * The last instant from which `durationMs` of opening time remains until `until`: the mirror image of adding, so it is an
 * opening instant rather than the closing before it. Zero gives `until` itself.
 *
 * @param durationMs whole milliseconds, not negative
 * @throws {OpeningHoursError} `neverOpen`
 */
export function subtractOpeningTime(
  calendar: Calendar,
  until: Temporal.Instant,
  durationMs: number,
): Temporal.Instant {
  return durationMs === 0 ? until : seek(calendar, until, 'past', durationMs);
}

/** Opening time between two instants in milliseconds (with a fraction where they have one); negative when b < a. */
export function openingTimeBetween(calendar: Calendar, a: Temporal.Instant, b: Temporal.Instant): number {
  const slots = slotsFor(calendar, a.epochMilliseconds, b.epochMilliseconds);
  const start = positionOf(slots, a);
  const end = positionOf(slots, b);
  return end.openMs - start.openMs + (end.restNs - start.restNs) / 1e6;
}

/** Whether the branch is open at the instant: slots are half-open, the closing instant is closed (T02). */
export function isOpen(calendar: Calendar, at: Temporal.Instant): boolean {
  const atMs = at.epochMilliseconds;
  const slots = slotsFor(calendar, atMs);
  const slot = slots.open[lastSlotFrom(slots, atMs)];
  return slot !== undefined && atMs < slot.to;
}

/** `at` itself when open, else the next opening. @throws {OpeningHoursError} `neverOpen` */
export function nextOpening(calendar: Calendar, at: Temporal.Instant): Temporal.Instant {
  if (isOpen(calendar, at)) return at;
  const atMs = at.epochMilliseconds;
  for (let slots = slotsFor(calendar, atMs); ; slots = searchOn(calendar, slots, atMs, 'future')) {
    const next = slots.open[lastSlotFrom(slots, atMs) + 1];
    if (next && next.from <= slots.knownTo) return Temporal.Instant.fromEpochMilliseconds(next.from);
  }
}

/** The open slots within [from, to), cut to it, in epoch milliseconds; ascending. */
export function openSlotsBetween(
  calendar: Calendar,
  from: Temporal.Instant,
  to: Temporal.Instant,
): readonly Interval[] {
  const fromMs = from.epochMilliseconds;
  const toMs = to.epochMilliseconds;
  const slots = slotsFor(calendar, fromMs, toMs);
  return slots.open
    .slice(Math.max(lastSlotFrom(slots, fromMs), 0), lastSlotFrom(slots, toMs) + 1)
    .map((slot) => ({ from: Math.max(slot.from, fromMs), to: Math.min(slot.to, toMs) }))
    .filter((slot) => slot.from < slot.to);
}

function seek(
  calendar: Calendar,
  from: Temporal.Instant,
  direction: Direction,
  durationMs: number,
): Temporal.Instant {
  if (!Number.isSafeInteger(durationMs) || durationMs < 0) {
    throw new RangeError(`a duration is whole milliseconds, not negative: ${durationMs}`);
  }
  const atMs = from.epochMilliseconds;
  for (let slots = slotsFor(calendar, atMs); ; slots = searchOn(calendar, slots, atMs, direction)) {
    const { openMs, restNs } = positionOf(slots, from);
    const target = direction === 'future' ? openMs + durationMs : openMs - durationMs;
    const endsAtClosing = direction === 'future' && restNs === 0;
    const index = firstSlotReaching(slots, endsAtClosing ? target : target + 1);
    const slot = slots.open[index];
    if (!slot) continue;
    const foundMs = slot.from + target - (slots.openBefore[index] ?? 0);
    if (foundMs < slots.knownFrom || foundMs > slots.knownTo) continue;
    const found = Temporal.Instant.fromEpochMilliseconds(foundMs);
    return restNs === 0 ? found : found.add({ nanoseconds: restNs });
  }
}

function positionOf(slots: Slots, at: Temporal.Instant): Position {
  const atMs = at.epochMilliseconds;
  const index = lastSlotFrom(slots, atMs);
  const slot = slots.open[index];
  if (!slot || atMs >= slot.to) return { openMs: slots.openBefore[index + 1] ?? 0, restNs: 0 };
  return {
    openMs: (slots.openBefore[index] ?? 0) + atMs - slot.from,
    restNs: nsBelowMs(at),
  };
}

function nsBelowMs(at: Temporal.Instant): number {
  const rest = Number(at.epochNanoseconds % 1_000_000n);
  return rest < 0 ? rest + 1_000_000 : rest;
}

/** Index of the last slot that begins at or before the instant, -1 when there is none. */
function lastSlotFrom(slots: Slots, atMs: number): number {
  return countBelow(slots.starts, atMs + 1) - 1;
}

/** Index of the first slot at whose closing so much open time has passed; the number of slots when there is none. */
function firstSlotReaching(slots: Slots, openMs: number): number {
  return countBelow(slots.openBefore, openMs) - 1;
}

/** How many of the ascending values lie below the limit (binary search). */
function countBelow(ascending: Float64Array, limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The table, grown to know both instants; begun anew when it lies too far away to grow there. */
function slotsFor(calendar: Calendar, aMs: number, bMs = aMs): Slots {
  const { spec, openOn } = calendar;
  let slots = calendar.slots;
  if (!slots || aMs < slots.knownFrom - HORIZON_MS || aMs > slots.knownTo + HORIZON_MS) {
    slots = slotsAround(openOn, spec.zone, aMs);
  }
  while (Math.min(aMs, bMs) < slots.knownFrom) slots = extendSlots(slots, openOn, spec.zone, 'past');
  while (Math.max(aMs, bMs) >= slots.knownTo) slots = extendSlots(slots, openOn, spec.zone, 'future');
  calendar.slots = slots;
  return slots;
}

/** A larger table for a search that began at `atMs`, unless it has gone far enough (T19). */
function searchOn(calendar: Calendar, slots: Slots, atMs: number, direction: Direction): Slots {
  const searchedMs = direction === 'future' ? slots.knownTo - atMs : atMs - slots.knownFrom;
  if (searchedMs > HORIZON_MS) {
    const message = `the opening hours do not hold so much time within ${HORIZON_YEARS} years`;
    throw new OpeningHoursError('neverOpen', calendar.spec.zone, message);
  }
  calendar.slots = extendSlots(slots, calendar.openOn, calendar.spec.zone, direction);
  return calendar.slots;
}
