import { type Interval, unionOf } from './intervals.ts';
import { type CalendarSpec, DAY_MINUTES, type OpenInterval } from './opening-hours.ts';

/** The open slots of a span of days on the real time axis; all numbers are epoch milliseconds or milliseconds. */
export interface Slots {
  readonly firstOn: Temporal.PlainDate;
  /** The day after the last one. */
  readonly endOn: Temporal.PlainDate;
  /** Nothing can open or close any more from here … */
  readonly knownFrom: number;
  /** … up to here, however the table grows. */
  readonly knownTo: number;
  /** Disjoint, ascending. */
  readonly open: readonly Interval[];
  /** `from` of each slot once more, as plain numbers to search in. */
  readonly starts: Float64Array;
  /** Open time before each slot; one entry more than there are slots, the last being the total. */
  readonly openBefore: Float64Array;
}

/** What is open on a date, by a calendar: the special day, else the day of the week (T21). */
export type OpenOn = (on: Temporal.PlainDate) => readonly OpenInterval[];

export type Direction = 'future' | 'past';

/** The first table covers two months: most durations end within days. */
const FIRST_DAYS = { past: 14, future: 50 };
/** Where the clock skips the hour before midnight (Nuuk), or a whole day (Samoa 2011), a day's slot falls on the next. */
const SPILL_DAYS = 1;

/** Looks days up in the calendar; overlapping and touching intervals are one (T20). */
export function openDaysOf(spec: CalendarSpec): OpenOn {
  const week = spec.week.map(unionOf);
  const days = new Map(Object.entries(spec.days).map(([on, day]) => [on, unionOf(day.open)]));
  return (on) => days.get(on.toString()) ?? week[on.dayOfWeek - 1] ?? [];
}

export function slotsAround(openOn: OpenOn, zone: string, atMs: number): Slots {
  const on = dateAt(atMs, zone);
  const firstOn = on.subtract({ days: FIRST_DAYS.past });
  const endOn = on.add({ days: FIRST_DAYS.future });
  return tabulate(convert(openOn, zone, firstOn, endOn), zone, firstOn, endOn);
}

/** Twice the span of days, grown in one direction. */
export function extendSlots(slots: Slots, openOn: OpenOn, zone: string, direction: Direction): Slots {
  const days = slots.firstOn.until(slots.endOn).days;
  const firstOn = direction === 'past' ? slots.firstOn.subtract({ days }) : slots.firstOn;
  const endOn = direction === 'future' ? slots.endOn.add({ days }) : slots.endOn;
  const added =
    direction === 'past'
      ? convert(openOn, zone, firstOn, slots.firstOn)
      : convert(openOn, zone, slots.endOn, endOn);
  return tabulate([...slots.open, ...added], zone, firstOn, endOn);
}

/** The instant of a wall-clock time: in a DST gap the later one, in an overlap the first ("compatible"; T11-T13). */
export function epochMsOf(on: Temporal.PlainDate, minutes: number, zone: string): number {
  const date = minutes === DAY_MINUTES ? on.add({ days: 1 }) : on;
  const time = { hour: Math.floor((minutes % DAY_MINUTES) / 60), minute: minutes % 60 };
  return date.toPlainDateTime(time).toZonedDateTime(zone).epochMilliseconds;
}

function dateAt(atMs: number, zone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone).toPlainDate();
}

/** Whether this program's time zone data has the zone; a bare offset like `+01:00` is none, as it knows no summer time. */
export function isKnownZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

function convert(
  openOn: OpenOn,
  zone: string,
  firstOn: Temporal.PlainDate,
  endOn: Temporal.PlainDate,
): Interval[] {
  const slots: Interval[] = [];
  for (let on = firstOn; !on.equals(endOn); on = on.add({ days: 1 })) {
    for (const { from, to } of openOn(on)) {
      slots.push({ from: epochMsOf(on, from, zone), to: epochMsOf(on, to, zone) });
    }
  }
  return slots;
}

/** The union also settles what a DST gap does to slots: overlaps, wrong order, nothing left. */
function tabulate(
  converted: readonly Interval[],
  zone: string,
  firstOn: Temporal.PlainDate,
  endOn: Temporal.PlainDate,
): Slots {
  const open = unionOf(converted);
  const openBefore = new Float64Array(open.length + 1);
  open.forEach(({ from, to }, index) => {
    openBefore[index + 1] = (openBefore[index] ?? 0) + to - from;
  });
  return {
    firstOn,
    endOn,
    knownFrom: epochMsOf(firstOn.add({ days: SPILL_DAYS }), 0, zone),
    knownTo: epochMsOf(endOn, 0, zone),
    open,
    starts: Float64Array.from(open, ({ from }) => from),
    openBefore,
  };
}
