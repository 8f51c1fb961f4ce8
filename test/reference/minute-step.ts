/**
 * A whole chain of stages counted by stepping from minute to minute and asking of each whether it is open. Shares nothing
 * with src/domain: the shapes are its own, the rules are read from product.md 4 and 5, and it may be slow.
 */

/** Minutes of the day, [from, to), as on the wall clock. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

export interface Opening {
  readonly zone: string;
  /** Seven days, Monday first. */
  readonly week: readonly (readonly Hours[])[];
  /** Dates with hours of their own. */
  readonly days: Readonly<Record<string, readonly Hours[]>>;
}

export interface Setting {
  readonly on: boolean;
  readonly minutes: number;
  readonly unit: 'openingHours' | 'clockHours';
}

export const STEPPED_STAGES = ['reminder', 'E1', 'EM1', 'E2.1', 'EM2.1', 'E2.2', 'EM2.2'] as const;
export type Settings = Readonly<Record<(typeof STEPPED_STAGES)[number], Setting>>;

/** Epoch milliseconds by stage; a stage that is off, or counts from one that is off, is absent. */
export type Chain = Readonly<Record<string, number>>;

const MINUTE_MS = 60_000;

/** E1, reminder, EM1, E2.1 and EM2.1 of an enquiry that arrives at the instant. */
export function answerChain(opening: Opening, settings: Settings, arrivedAtMs: number): Chain {
  const isOpen = openMinutesOf(opening);
  const e1 = count(isOpen, settings.E1, arrivedAtMs);
  const em1 = count(isOpen, settings.EM1, e1);
  const e21 = count(isOpen, settings['E2.1'], e1);
  const em21 = count(isOpen, settings['EM2.1'], e21);
  const reminder = countBack(isOpen, settings.reminder, e1, arrivedAtMs);
  return present({ reminder, E1: e1, EM1: em1, 'E2.1': e21, 'EM2.1': em21 });
}

/** The follow-up date itself, E2.2 and EM2.2; clock hours of E2.2 wait for the next opening. */
export function followUpChain(opening: Opening, settings: Settings, followUpMs: number): Chain {
  const isOpen = openMinutesOf(opening);
  const counted = count(isOpen, settings['E2.2'], followUpMs);
  const waits = settings['E2.2'].unit === 'clockHours';
  const e22 = waits && counted !== undefined ? stepToOpening(isOpen, counted) : counted;
  return present({ followUp: followUpMs, 'E2.2': e22, 'EM2.2': count(isOpen, settings['EM2.2'], e22) });
}

type IsOpen = (minute: number) => boolean;

function count(
  isOpen: IsOpen,
  { on, minutes, unit }: Setting,
  fromMs: number | undefined,
): number | undefined {
  if (!on || fromMs === undefined) return undefined;
  if (unit === 'clockHours') return fromMs + minutes * MINUTE_MS;
  let [at, left] = [fromMs, minutes * MINUTE_MS];
  while (left > 0) {
    const minute = Math.floor(at / MINUTE_MS);
    const step = Math.min((minute + 1) * MINUTE_MS - at, isOpen(minute) ? left : Infinity);
    if (isOpen(minute)) left -= step;
    at += step;
  }
  return at;
}

/** From E1 backwards; where there is less time than that, at the start. */
function countBack(
  isOpen: IsOpen,
  { on, minutes, unit }: Setting,
  fromMs: number | undefined,
  startMs: number,
): number | undefined {
  if (!on || fromMs === undefined) return undefined;
  let [at, left] = [fromMs, minutes * MINUTE_MS];
  while (left > 0 && at > startMs) {
    const minute = Math.ceil(at / MINUTE_MS) - 1;
    const counts = unit === 'clockHours' || isOpen(minute);
    const step = Math.min(at - Math.max(minute * MINUTE_MS, startMs), counts ? left : Infinity);
    if (counts) left -= step;
    at -= step;
  }
  return at;
}

function stepToOpening(isOpen: IsOpen, fromMs: number): number {
  for (let at = fromMs; ; at = (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS) {
    if (isOpen(Math.floor(at / MINUTE_MS))) return at;
  }
}

/** Asks the wall clock once an hour which date it is; opening and closing of a date are instants by Temporal alone. */
function openMinutesOf({ zone, week, days }: Opening): IsOpen {
  const ofDate = new Map<string, ReadonlySet<number>>();
  const datesOfHour = new Map<number, readonly ReadonlySet<number>[]>();

  const minuteOf = (on: Temporal.PlainDate, minutes: number): number => {
    const wall = on.toPlainDateTime().add({ minutes });
    return wall.toZonedDateTime(zone).epochMilliseconds / MINUTE_MS;
  };
  const minutesOn = (on: Temporal.PlainDate): ReadonlySet<number> => {
    const known = ofDate.get(on.toString());
    if (known) return known;
    const open = new Set<number>();
    for (const { from, to } of days[on.toString()] ?? week[on.dayOfWeek - 1] ?? []) {
      const end = minuteOf(on, to);
      for (let minute = minuteOf(on, from); minute < end; minute += 1) open.add(minute);
    }
    ofDate.set(on.toString(), open);
    return open;
  };
  /** Where the clock skips the end of a day, hours of one date fall on the next. */
  const around = (hour: number) => {
    const on = Temporal.Instant.fromEpochMilliseconds(hour * 60 * MINUTE_MS)
      .toZonedDateTimeISO(zone)
      .toPlainDate();
    return [-1, 0, 1].map((day) => minutesOn(on.add({ days: day })));
  };
  return (minute) => {
    const hour = Math.floor(minute / 60);
    const dates = datesOfHour.get(hour) ?? around(hour);
    datesOfHour.set(hour, dates);
    return dates.some((open) => open.has(minute));
  };
}

const present = (stages: Readonly<Record<string, number | undefined>>): Chain =>
  Object.fromEntries(
    Object.entries(stages).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
