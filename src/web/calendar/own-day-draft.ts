import type { CalendarSpec, SpecialDay, SpecialDayKind } from '../../domain/time/opening-hours.ts';
import {
  datesBetween,
  type Days,
  type DaySpan,
  holidayOn,
  kindOf,
  withOwnDay,
  withoutOwnDays,
} from '../../domain/time/special-days.ts';
import { type DayDraft, draftOf, intervalDraftOf, problemOf, weekOf } from './week-draft.ts';
import { weekdayOf } from './year.ts';

export type OwnKind = Exclude<SpecialDayKind, 'holiday'>;
export const OWN_KINDS = ['closure', 'halfDay', 'opening'] as const satisfies readonly OwnKind[];

/** A special day of the dealership's own while somebody fills it in. */
export interface OwnDayDraft {
  readonly kind: OwnKind;
  readonly name: string;
  readonly fromOn: string;
  /** Only closures last longer than a day. */
  readonly toOn: string;
  readonly hours: DayDraft;
  /** The same day in the following years too, as far as holidays are stored; half days only. */
  readonly yearly: boolean;
}

export type OwnDayProblem = 'date' | 'backwards' | 'tooLong' | 'name' | 'times';

/** The dates on which many dealerships close at noon (product.md 5). */
export const HALF_DAY_OFFERS = ['12-24', '12-31'] as const;
/** A calendar must open within 400 days anyway. */
const LONGEST_DAYS = 366;
const MORNING: DayDraft = [{ from: '09:00', to: '12:00' }];
const USUAL: DayDraft = [{ from: '10:00', to: '16:00' }];

/** What a date starts as: an opening where it is closed, else a closure. */
export const ownDayDraftOn = (on: string, spec: CalendarSpec): OwnDayDraft => {
  const open = spec.days[on]?.open ?? spec.week[weekdayOf(on)] ?? [];
  return {
    kind: open.length === 0 ? 'opening' : 'closure',
    name: '',
    fromOn: on,
    toOn: on,
    hours: usualHours(on, spec),
    yearly: false,
  };
};

export const halfDayDraftOn = (on: string, name: string): OwnDayDraft => ({
  kind: 'halfDay',
  name,
  fromOn: on,
  toOn: on,
  hours: MORNING,
  yearly: true,
});

export const ownDayDraftOf = ({ fromOn, toOn, day }: DaySpan, spec: CalendarSpec): OwnDayDraft => {
  const kind = kindOf(day);
  return {
    kind: kind === 'holiday' ? 'opening' : kind,
    name: kind === 'holiday' ? '' : day.name,
    fromOn,
    toOn,
    hours: day.open.length > 0 ? day.open.map(intervalDraftOf) : usualHours(fromOn, spec),
    yearly: false,
  };
};

/** Another kind of day, with times that go with it. */
export const withKind = (draft: OwnDayDraft, kind: OwnKind, spec: CalendarSpec): OwnDayDraft => ({
  ...draft,
  kind,
  toOn: draft.fromOn,
  yearly: false,
  hours: kind === 'halfDay' ? MORNING : usualHours(draft.fromOn, spec),
});

export const ownDayProblems = ({ kind, name, fromOn, toOn, hours }: OwnDayDraft): OwnDayProblem[] => {
  const problems: OwnDayProblem[] = [];
  const lastOn = kind === 'closure' ? toOn : fromOn;
  if (!isDate(fromOn) || !isDate(lastOn)) problems.push('date');
  else if (lastOn < fromOn) problems.push('backwards');
  else if (datesBetween(fromOn, lastOn).length > LONGEST_DAYS) problems.push('tooLong');
  if (name.trim() === '') problems.push('name');
  if (kind !== 'closure' && (hours.length === 0 || hours.some((interval) => problemOf(interval)))) {
    problems.push('times');
  }
  return problems;
};

/** The days with the draft laid over them, in the place of `replaced` where it changes what was there. */
export const withDraft = (spec: CalendarSpec, draft: OwnDayDraft, replaced: readonly string[] = []): Days => {
  const days = withoutOwnDays(spec.days, replaced);
  return withOwnDay(days, datesOf(draft, { ...spec, days }), ownDayOf(draft));
};

/** Days of the dealership's own that the draft would take the place of. */
export const overlaid = (
  spec: CalendarSpec,
  draft: OwnDayDraft,
  replaced: readonly string[],
): { on: string; day: SpecialDay }[] =>
  datesOf(draft, spec).flatMap((on) => {
    const day = spec.days[on];
    return day && kindOf(day) !== 'holiday' && !replaced.includes(on) ? [{ on, day }] : [];
  });

const ownDayOf = ({ kind, name, hours }: OwnDayDraft): SpecialDay => ({
  name: name.trim(),
  kind,
  open: kind === 'closure' ? [] : (weekOf([hours])[0] ?? []),
});

const datesOf = ({ kind, fromOn, toOn, yearly }: OwnDayDraft, { week, days }: CalendarSpec): string[] => {
  if (kind === 'closure') return datesBetween(fromOn, toOn);
  if (kind !== 'halfDay' || !yearly) return [fromOn];
  const lastYear = lastYearOf(days);
  const later = Array.from(
    { length: Math.max(lastYear - Number(fromOn.slice(0, 4)), 0) },
    (_, step) => `${Number(fromOn.slice(0, 4)) + step + 1}${fromOn.slice(4)}`,
  );
  // A half day shortens a day: it opens none that is closed.
  const isOpen = (on: string) => (week[weekdayOf(on)] ?? []).length > 0 && holidayOn(days, on) === undefined;
  return [fromOn, ...later.filter((on) => isDate(on) && isOpen(on))];
};

/** The last year that holidays are stored for. */
export const lastYearOf = (days: Days): number =>
  Math.max(0, ...Object.keys(days).map((on) => Number(on.slice(0, 4))));

const usualHours = (on: string, { week }: Pick<CalendarSpec, 'week'>): DayDraft => {
  const [usual = []] = draftOf([(isDate(on) ? week[weekdayOf(on)] : undefined) ?? []]);
  return usual.length > 0 ? usual : USUAL;
};

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
