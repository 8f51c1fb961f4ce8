import type { ClosedDay, StepReason } from '../domain/escalation/reason.ts';

/** A line stays readable. */
const NAMED_DAYS = 8;

/** `Mon 2026-03-02 18:00`, in the zone; seconds and fractions only where there are any. */
export function formatAt(at: Temporal.Instant, zone: string): string {
  const local = at.toZonedDateTimeISO(zone);
  const time = local.toPlainTime().toString().replace(/:00$/, '');
  return `${formatDay(local.toPlainDate())} ${time}`;
}

/** Why a stage is due, in one line. */
export function describeReason(reason: StepReason, zone: string): string {
  const { key, from, fromAt, countedFromAt } = reason;
  const base = `${from} ${formatAt(fromAt, zone)}`;
  const amount = formatAmount(reason);
  switch (key) {
    case 'ownDate':
      return 'its own date';
    case 'recorded':
      return 'as recorded';
    case 'atOnce':
      return `at once with ${from}`;
    case 'clockHours':
      return `= ${amount} after ${base}`;
    case 'clockHoursMovedToOpening':
      return `= ${amount} after ${base}, moved to the next opening${closedDays(reason)}`;
    case 'before':
      return `= ${amount} before ${base}${closedDays(reason)}`;
    case 'atStart':
      return `at the start: there are less than ${amount} before ${base}`;
    case 'openingHours': {
      const waited = countedFromAt.equals(fromAt)
        ? ''
        : `, counted from the opening ${formatAt(countedFromAt, zone)}`;
      return `= ${amount} after ${base}${waited}${closedDays(reason)}`;
    }
  }
}

function formatAmount({ minutes, unit }: StepReason): string {
  const hours = Math.floor(minutes / 60);
  const parts = [hours > 0 ? `${hours} h` : '', minutes % 60 > 0 || hours === 0 ? `${minutes % 60} min` : ''];
  return `${parts.filter(Boolean).join(' ')}${unit === 'openingHours' ? ' of opening time' : ''}`;
}

/** The days that explain the closed time; nights and breaks go without saying. */
function closedDays({ closed }: StepReason): string {
  const days = closed.flatMap((spell) => spell.days).map(formatClosedDay);
  if (days.length === 0) return '';
  const more = days.length > NAMED_DAYS ? ` and ${days.length - NAMED_DAYS} more days` : '';
  return `; closed: ${days.slice(0, NAMED_DAYS).join(', ')}${more}`;
}

function formatClosedDay({ on, name }: ClosedDay): string {
  return name === undefined ? formatDay(on) : `${formatDay(on)} ${name}`;
}

function formatDay(on: Temporal.PlainDate): string {
  return `${on.toLocaleString('en', { weekday: 'short' })} ${on.toString()}`;
}
