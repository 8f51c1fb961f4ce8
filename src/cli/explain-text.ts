import type { CourseStep } from '../domain/escalation/course.ts';
import type { ClosedDay, ClosedSpell, StepReason } from '../domain/escalation/reason.ts';

/** A step of a course with the reason for its instant. */
export type ReasonedStep = CourseStep & { readonly reason: StepReason };

/** A line stays readable. */
const NAMED_RUNS = 8;

const WORDS: Partial<Record<StepReason['from'], string>> = {
  arrival: 'Eingang',
  followUp: 'Wiedervorlage',
  reminder: 'Erinnerung',
};
/** What a stage is called: the trade's names stay as they are. */
export const nameOf = (stage: StepReason['from']): string => WORDS[stage] ?? stage;

/** `Mo 02.03.2026 18:00`, in the zone; seconds only where there are any, the offset where the clock shows a time twice. */
export function formatAt(at: Temporal.Instant, zone: string): string {
  const zoned = at.toZonedDateTimeISO(zone);
  const local = zoned.toPlainDateTime();
  const isShownTwice = (['earlier', 'later'] as const).some(
    (disambiguation) => !local.toZonedDateTime(zone, { disambiguation }).equals(zoned),
  );
  const time = zoned.toPlainTime().toString().replace(/:00$/, '');
  return `${formatDay(zoned.toPlainDate())}${zoned.year} ${time}${isShownTwice ? ` (${zoned.offset})` : ''}`;
}

/** Why a stage is due, in one German sentence: "2 Std. Öffnungszeit ab Eingang; dazwischen: Nacht, Wochenende …". */
export function describeReason({ at, reason }: ReasonedStep, zone: string): string {
  const passed = passedBetween(at, reason, zone);
  return `${basisOf(reason, zone)}${passed.length > 0 ? `; dazwischen: ${passed.join(', ')}` : ''}`;
}

function basisOf(reason: StepReason, zone: string): string {
  const { key, fromAt, countedFromAt } = reason;
  const from = nameOf(reason.from);
  const amount = formatAmount(reason);
  switch (key) {
    case 'ownDate':
      return 'gewählter Termin';
    case 'recorded':
      return 'so festgehalten';
    case 'atOnce':
      return `sofort mit ${from}`;
    case 'clockHours':
      return `${amount} ab ${from}`;
    case 'clockHoursMovedToOpening':
      return `${amount} ab ${from}, dann bis zur nächsten Öffnung`;
    case 'before':
      return `${amount} vor ${from}`;
    case 'atStart':
      return `sofort: Bis ${from} bleiben weniger als ${amount}`;
    case 'openingHours': {
      const waited = countedFromAt.equals(fromAt)
        ? ''
        : `, gezählt ab der Öffnung ${formatAt(countedFromAt, zone)}`;
      return `${amount} ab ${from}${waited}`;
    }
  }
}

function formatAmount({ minutes, unit }: StepReason): string {
  const hours = Math.floor(minutes / 60);
  const parts = [
    hours > 0 ? `${hours} Std.` : '',
    minutes % 60 > 0 || hours === 0 ? `${minutes % 60} Min.` : '',
  ];
  return `${parts.filter(Boolean).join(' ')} ${unit === 'openingHours' ? 'Öffnungszeit' : 'nach der Uhr'}`;
}

/** What lies between the instants a step counts from and ends at. */
function passedBetween(at: Temporal.Instant, { key, closed, fromAt }: StepReason, zone: string): string[] {
  if (key === 'atStart') return [];
  // A stretch that touches an end is a wait that the sentence itself tells of.
  const undated = closed.filter(
    (spell) => spell.days.length === 0 && !spell.fromAt.equals(fromAt) && !spell.toAt.equals(at),
  );
  const breaks = undated.filter((spell) => isWithinADay(spell, zone)).length;
  const runs = runsOf(closed.flatMap(({ days }) => days));
  const more = runs.slice(NAMED_RUNS).reduce((sum, { fromOn, toOn }) => sum + fromOn.until(toOn).days + 1, 0);
  const offsetOf = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(zone).offset;
  return [
    counted(undated.length - breaks, 'Nacht', 'Nächte'),
    counted(breaks, 'Pause', 'Pausen'),
    ...runs.slice(0, NAMED_RUNS).map(formatRun),
    counted(more, 'ein weiterer Tag', 'weitere Tage'),
    offsetOf(fromAt) === offsetOf(at) ? '' : 'Zeitumstellung',
  ].filter(Boolean);
}

const counted = (count: number, one: string, many: string): string =>
  count === 0 ? '' : count === 1 ? one : `${count} ${many}`;

function isWithinADay({ fromAt, toAt }: ClosedSpell, zone: string): boolean {
  const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).toPlainDate();
  return dayOf(fromAt).equals(dayOf(toAt));
}

/** Days in a row that are closed for the same reason. */
interface Run {
  readonly fromOn: Temporal.PlainDate;
  readonly toOn: Temporal.PlainDate;
  readonly name: string | undefined;
}

/** A day of two closed spells, like a half day with a break, is told once. */
function runsOf(days: readonly ClosedDay[]): Run[] {
  const runs: Run[] = [];
  for (const { on, name } of days) {
    const last = runs.at(-1);
    if (last?.toOn.equals(on)) continue;
    if (last && last.name === name && last.toOn.add({ days: 1 }).equals(on))
      runs[runs.length - 1] = { ...last, toOn: on };
    else runs.push({ fromOn: on, toOn: on, name });
  }
  return runs;
}

function formatRun({ fromOn, toOn, name }: Run): string {
  const days = fromOn.equals(toOn) ? formatDay(fromOn) : `${formatDay(fromOn)} bis ${formatDay(toOn)}`;
  if (name !== undefined) return `${name} ${days}`;
  return fromOn.dayOfWeek === 6 && toOn.dayOfWeek === 7 ? `Wochenende ${days}` : days;
}

/** `Mo 02.03.` */
function formatDay(on: Temporal.PlainDate): string {
  const date = on.toLocaleString('de', { day: '2-digit', month: '2-digit' });
  return `${on.toLocaleString('de', { weekday: 'short' })} ${date}`;
}
