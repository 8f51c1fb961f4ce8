import { unionOf } from '../../domain/time/intervals.ts';
import { DAY_MINUTES, formatMinutes, type OpenInterval, type Week } from '../../domain/time/opening-hours.ts';

/** Opening hours while somebody types them: texts that may not be times yet. */
export interface IntervalDraft {
  readonly from: string;
  readonly to: string;
}
export type DayDraft = readonly IntervalDraft[];
/** Seven days, Monday first. */
export type WeekDraft = readonly DayDraft[];

export type IntervalProblem = 'malformed' | 'backwards';

export const draftOf = (week: Week): WeekDraft => week.map((day) => day.map(intervalDraftOf));

export const intervalDraftOf = ({ from, to }: OpenInterval): IntervalDraft => ({
  from: formatMinutes(from),
  to: formatMinutes(to),
});

/** Minutes of the day as people type them: `8`, `8:30`, `8.30`, `0830`, `24:00`; undefined when it is no time. */
export const readTime = (text: string): number | undefined => {
  const [, hours, minutes = '0'] = /^\s*(\d{1,2})(?:[:.,h]?([0-5]\d))?\s*(?:uhr)?\s*$/i.exec(text) ?? [];
  if (hours === undefined) return undefined;
  const total = Number(hours) * 60 + Number(minutes);
  return total <= DAY_MINUTES ? total : undefined;
};

/** The interval, or undefined while it is none; an end at midnight is the end of this day. */
export const readInterval = (draft: IntervalDraft): OpenInterval | undefined => {
  const from = readTime(draft.from);
  const to = readTime(draft.to) || DAY_MINUTES;
  return from === undefined || readTime(draft.to) === undefined || from >= to ? undefined : { from, to };
};

export const problemOf = (draft: IntervalDraft): IntervalProblem | undefined => {
  if (readTime(draft.from) === undefined || readTime(draft.to) === undefined) return 'malformed';
  return readInterval(draft) ? undefined : 'backwards';
};

/** What can be read of the draft. */
export const weekOf = (draft: WeekDraft): Week =>
  draft.map((day) => unionOf(day.flatMap((interval) => readInterval(interval) ?? [])));

/** The drafts of one day with one of them changed, or taken out when `interval` is absent. */
export const withInterval = (day: DayDraft, index: number, interval?: IntervalDraft): DayDraft =>
  day.toSpliced(index, 1, ...(interval ? [interval] : []));

/** The stretches of a day as they count, when some of those typed overlap or touch (T20); else none. */
export const mergedTimesOf = (day: DayDraft): string[] => {
  const read = day.flatMap((interval) => readInterval(interval) ?? []);
  const union = unionOf(read);
  return union.length < read.length ? union.map(timesText) : [];
};

/** "08:00–12:00" */
export const timesText = ({ from, to }: OpenInterval): string =>
  `${formatMinutes(from)}–${formatMinutes(to)}`;

export const openMinutesOf = (week: Week): number =>
  week.flat().reduce((sum, { from, to }) => sum + to - from, 0);

/** Why the draft cannot be used as it is; `neverOpen` when no day is open. */
export const weekProblemOf = (draft: WeekDraft): IntervalProblem | 'neverOpen' | undefined => {
  const intervals = draft.flat();
  if (intervals.length === 0) return 'neverOpen';
  return intervals.map(problemOf).find((problem) => problem !== undefined);
};

const AFTERNOON: IntervalDraft = { from: '13:00', to: '18:00' };

/** What a further interval of a day starts as: after the last one where there is room for it. */
export const nextIntervalOf = (day: DayDraft): IntervalDraft => {
  const last = day.at(-1);
  const endsAt = last ? readInterval(last)?.to : undefined;
  if (endsAt === undefined || endsAt < 13 * 60) return last ? AFTERNOON : { from: '08:00', to: '18:00' };
  return intervalDraftOf({
    from: Math.min(endsAt + 60, DAY_MINUTES - 60),
    to: Math.min(endsAt + 180, DAY_MINUTES),
  });
};

export const isAroundTheClock = (week: Week): boolean => openMinutesOf(week) === 7 * DAY_MINUTES;
