import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { de } from '../../i18n/de/de.ts';
import { exactTime, instantOf, localeOf } from '../time.ts';

/** Who reads, and in which zone times are told. */
interface Reader {
  readonly t: TFunction;
  readonly language: string;
  readonly zone: string;
}

/** A value of an enquiry as a person reads it, by its path ("vehicles.0.price"); what has no word of its own stands as written. */
export const valueText = (path: string, value: unknown, reader: Reader): string => {
  const leaf = leafOf(path);
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return reader.t(value ? 'reading.yes' : 'reading.no');
  if (typeof value === 'number') return leaf === 'modelYear' ? String(value) : numberText(value, reader);
  if (typeof value === 'string') return wordText(leaf, value, reader);
  if (Array.isArray(value)) return value.map((one) => valueText(path, one, reader)).join(', ');
  return groupText(path, value as Group, reader);
};

export const useValueText = (zone: string) => {
  const { t, i18n } = useTranslation();
  return (path: string, value: unknown) => valueText(path, value, { t, language: i18n.language, zone });
};

type Group = Readonly<Record<string, unknown>>;

const leafOf = (path: string): string => path.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';

const numberText = (value: number, { language }: Reader, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(localeOf(language), options).format(value);

const wordText = (leaf: string, value: string, reader: Reader): string => {
  const { t } = reader;
  if (leaf === 'wish') return termName(value, reader);
  const word = wordOf(leaf, value) ?? wordOf(leaf, value.toLowerCase().replace('-', '_'));
  if (word) return t(word);
  if (DATES.has(leaf)) return dateText(value, reader);
  if (AMOUNTS.has(leaf) && /^\d+(?:\.\d+)?$/.test(value)) return amountText(value, reader);
  if (leaf === 'locale') return nameOf('language', value, reader);
  return leaf === 'country' && /^[A-Z]{2}$/.test(value) ? nameOf('region', value, reader) : value;
};

/** The key of our word for a value that is kept as one. */
const wordOf = (leaf: string, value: string) => {
  const words = (de.reading.word as Readonly<Record<string, object>>)[leaf];
  return words && Object.hasOwn(words, value)
    ? (`reading.word.${leaf}.${value}` as 'reading.word.unit.km')
    : null;
};

const nameOf = (type: 'language' | 'region', code: string, { language }: Reader): string =>
  new Intl.DisplayNames(localeOf(language), { type }).of(code) ?? code;

const DATES = new Set(['submittedAt', 'firstRegistration', 'at', 'from', 'to', 'earliest', 'latest']);
const AMOUNTS = new Set(['downPayment', 'monthly', 'final', 'counterOffer']);

/** A day, a month or an instant that was kept in ISO 8601; without an offset it is meant where the branch is. */
const dateText = (value: string, { language, zone }: Reader): string => {
  const [, year, month, day, time, offset] =
    /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:?\d\d)?)?)?$/.exec(value) ?? [];
  if (time === undefined)
    return year === undefined
      ? value
      : [day, month, year].filter((part) => part !== undefined).join(language === 'de' && day ? '.' : '/');
  const ms = offset ? Date.parse(value) : instantOf(value.slice(0, 16), zone);
  return Number.isNaN(ms) ? value : exactTime(ms, zone, language);
};

/** What belongs together, said in one: a number with its kind, an amount with its currency, a span of time. */
const groupText = (path: string, group: Group, reader: Reader): string => {
  const member = (name: string): string => valueText(`${path}.${name}`, group[name], reader);
  switch (leafOf(path)) {
    case 'phones':
      return phoneText(group, member, reader);
    case 'emails':
      return member('address');
    case 'price':
      return priceText(group, reader);
    case 'mileage':
      return `${member('value')} ${member('unit')}`;
    case 'testDrive':
      return member('at') || reader.t('reading.yes');
    case 'callback':
      return span(member('from'), member('to')) || reader.t('reading.yes');
    case 'timeframe':
      return joined([member('text'), span(member('earliest'), member('latest'))]);
    case 'finance':
      return joined(Object.keys(group).map((name) => `${termName(name, reader)}: ${member(name)}`));
    default:
      return joined(Object.keys(group).map(member));
  }
};

const joined = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

const span = (from: string, to: string): string => [from, to].filter((part) => part !== '').join(' – ');

const phoneText = (phone: Group, member: (name: string) => string, { t }: Reader): string => {
  const kind = phone['type'] === 'unknown' ? '' : member('type');
  const about = joined([kind, member('time'), phone['masked'] === true ? t('reading.masked') : '']);
  const number = member('e164') || member('raw');
  return about === '' ? number : `${number} (${about})`;
};

/** With its cents where they were given. */
const amountText = (amount: string, reader: Reader, options?: Intl.NumberFormatOptions): string => {
  const digits = amount.includes('.') ? 2 : 0;
  return numberText(Number(amount), reader, { minimumFractionDigits: digits, ...options });
};

const priceText = ({ amount, currency }: Group, reader: Reader): string => {
  const style =
    typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
      ? ({ style: 'currency', currency } as const)
      : {};
  return amountText(String(amount), reader, style);
};

const termName = (name: string, { t }: Reader): string =>
  Object.hasOwn(de.reading.field.wish, name) ? t(`reading.field.wish.${name as 'months'}`) : name;
