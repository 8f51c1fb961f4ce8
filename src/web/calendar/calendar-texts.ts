import { useTranslation } from 'react-i18next';
import type { SpecialDay } from '../../domain/time/opening-hours.ts';
import { datesBetween, kindOf } from '../../domain/time/special-days.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import { timesText } from './week-draft.ts';

// A year on the screen names 365 dates; making a formatter takes longer than formatting with it.
const formats = new Map<string, Intl.DateTimeFormat>();
const dateFormat = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const locale = language === 'en' ? 'en-GB' : 'de-DE';
  const key = JSON.stringify([locale, options]);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  formats.set(key, format);
  return format;
};

/** "Do., 24.12.2026" */
export const dateText = (on: string, language: string): string =>
  dateFormat(language, { weekday: 'short', day: '2-digit', month: '2-digit', year: 'numeric' }).format(
    Date.parse(on),
  );

/** "Do., 24.12." */
export const shortDateText = (on: string, language: string): string =>
  dateFormat(language, { weekday: 'short', day: '2-digit', month: '2-digit' }).format(Date.parse(on));

/** "Donnerstag, 24. Dezember 2026" */
export const longDateText = (on: string, language: string): string =>
  dateFormat(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(on),
  );

/** "Dezember" */
export const monthName = (month: number, language: string): string =>
  dateFormat(language, { month: 'long' }).format(Date.UTC(2024, month - 1, 1));

/** Monday first; 1 January 2024 was one. */
export const weekdayNames = (language: string, weekday: 'long' | 'short' = 'long'): string[] =>
  Array.from({ length: 7 }, (_, day) => dateFormat(language, { weekday }).format(Date.UTC(2024, 0, 1 + day)));

/** "Bayern", "Bayern, Stadt Augsburg (…)"; undefined for a branch without holidays. */
export const placeText = (state: string, region: string | null): string | undefined => {
  const found = GERMAN_STATES.find(({ code }) => code === state);
  const part = found?.regions.find(({ code }) => code === region);
  return found && (part ? `${found.name}, ${part.name}` : found.name);
};

export const useDayTexts = () => {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const hoursText = ({ open }: Pick<SpecialDay, 'open'>) => open.map(timesText).join(', ');
  /** "Heiligabend (verkürzt geöffnet, 09:00–12:00)" */
  const dayText = (day: SpecialDay) => {
    const despite = day.onHoliday === undefined ? '' : t('calendar.day.despite', { holiday: day.onHoliday });
    const parts = [
      t(`calendar.kind.${kindOf(day)}`),
      kindOf(day) === 'opening' ? despite : '',
      hoursText(day),
    ];
    return `${day.name} (${parts.filter(Boolean).join(', ')})`;
  };
  /** "Do., 24.12.2026", or both ends of a span. */
  const spanText = (fromOn: string, toOn: string) =>
    fromOn === toOn
      ? dateText(fromOn, language)
      : `${dateText(fromOn, language)} – ${dateText(toOn, language)}`;
  /** Dates in a row as a span, a few by name, many by their number. */
  const datesText = (dates: readonly string[]) => {
    const [first = '', last = first] = [dates[0], dates.at(-1)];
    if (datesBetween(first, last).length === dates.length) return spanText(first, last);
    if (dates.length <= 3) return dates.map((on) => dateText(on, language)).join('; ');
    return t('calendar.save.manyDates', {
      count: dates.length,
      from: dateText(first, language),
      to: dateText(last, language),
    });
  };
  return { hoursText, dayText, spanText, datesText };
};
