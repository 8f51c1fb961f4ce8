import type { Price } from './enquiry.ts';

/*
 * How values are written in mails, above all in German ones. Every function takes the text as written and
 * answers undefined where it does not say what is asked: a wrong number is worse than none.
 */

const FILLER =
  /^(?:n\/?a|n\.a\.|none|null|undefined|unknown|unbekannt|k\.? ?a\.?|keine angaben?|nicht angegeben|entfällt|-+|\/|\.+|--?\s*bitte .*)$/i;

/** Marks without width that are copied along with a number or a name from telephones and office programs. */
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** The text without surrounding white space; undefined where it is empty or only fills the field ("NA", "-"). */
export function stated(text: string | undefined): string | undefined {
  const trimmed = text?.replaceAll(UNSEEN, '').replaceAll('\u00a0', ' ').trim();
  return trimmed === undefined || trimmed === '' || FILLER.test(trimmed) ? undefined : trimmed;
}

const NUMBER = /\d[\d.,'’\u00a0 ]*/;

/**
 * A decimal as plain text with a point: "12.500,00", "12,500.00", "12 500", "12.500,-" -> "12500.00" or
 * "12500". A single point or comma followed by exactly three digits groups thousands, as prices do.
 */
export function parseDecimal(text: string): string | undefined {
  const digits = NUMBER.exec(text.slice(0, 200))?.[0]
    .replaceAll(/['’\u00a0 ]/g, '')
    .replace(/[.,]+$/, '');
  if (!digits) return undefined;
  const separators = digits.replaceAll(/\d/g, '');
  const last = separators.at(-1);
  if (!last) return trimZeros(digits);
  const fraction = digits.slice(digits.lastIndexOf(last) + 1);
  const isMixed = new Set(separators).size > 1;
  const isDecimal = isMixed || (separators.length === 1 && fraction.length !== 3);
  const whole = (isDecimal ? digits.slice(0, digits.lastIndexOf(last)) : digits).replaceAll(/[.,]/g, '');
  return isDecimal ? `${trimZeros(whole)}.${fraction}` : trimZeros(whole);
}

function trimZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

/** A whole number: "45.000 km" -> 45000. */
export function parseWhole(text: string): number | undefined {
  const decimal = parseDecimal(text);
  const value = decimal === undefined ? Number.NaN : Math.round(Number(decimal));
  return Number.isSafeInteger(value) ? value : undefined;
}

/** The one number of a text: "5.000 €" -> 5000; undefined where it says a range ("200-250") or a share ("20 %"). */
export function parseOnlyNumber(text: string): string | undefined {
  const numbers = text.slice(0, 200).match(/\d[\d.,'’\u00a0 ]*/g) ?? [];
  return numbers.length === 1 && !text.includes('%') ? parseDecimal(text) : undefined;
}

/** "48 Monate", "48", "4 Jahre" -> 48. */
export function parseMonths(text: string): number | undefined {
  const [, digits, unit = ''] = /^\D{0,10}(\d{1,3})\s*(\p{L}*)\.?$/u.exec(text) ?? [];
  if (!digits || !/^(?:mon.*|mth?s?|maanden|mois|mesi|jahre?|years?|)$/i.test(unit)) return undefined;
  return Number(digits) * (/^(?:jahr|year)/i.test(unit) ? 12 : 1);
}

/** "15.000 km", "15 tkm" -> 15000. */
export function parseOnlyKilometres(text: string): number | undefined {
  const mileage = parseOnlyNumber(text) === undefined ? undefined : parseMileage(text);
  return mileage?.unit === 'km' ? mileage.value : undefined;
}

/** Cents are kept as two digits where given: "12.500,- €" -> 12500 EUR. */
export function parsePrice(text: string): Price | undefined {
  const amount = parseDecimal(text);
  if (amount === undefined) return undefined;
  const currency = CURRENCIES.find(([sign]) => sign.test(text))?.[1];
  return currency ? { amount, currency } : { amount };
}

const CURRENCIES: [RegExp, string][] = [
  [/€|\beur(?:o)?\b/i, 'EUR'],
  [/\bchf\b|\bsfr\b|\bfr\./i, 'CHF'],
  [/\$|\busd\b/i, 'USD'],
  [/£|\bgbp\b/i, 'GBP'],
];

/** "45.000 km", "28 tkm", "12,000 miles". A bare number is kilometres. */
export function parseMileage(text: string): { value: number; unit: 'km' | 'mi' } | undefined {
  const value = parseWhole(text);
  if (value === undefined) return undefined;
  if (/\btkm\b|\btsd\.?/i.test(text)) return { value: value * 1000, unit: 'km' };
  return { value, unit: /\bmi(?:les?)?\b/i.test(text) ? 'mi' : 'km' };
}

/** Power in kW: "110 kW (150 PS)" -> 110; PS alone are converted. */
export function parsePowerKw(text: string): number | undefined {
  const kilowatts = /(\d{1,4})\s*kw\b/i.exec(text)?.[1];
  if (kilowatts) return Number(kilowatts);
  const horsepower = /(\d{1,4})\s*(?:ps|hp)\b/i.exec(text)?.[1];
  return horsepower ? Math.round(Number(horsepower) * 0.735499) : undefined;
}

/** A model year between 1900 and 2100. */
export function parseYear(text: string): number | undefined {
  const year = /(?<!\d)(?:19|20)\d{2}(?!\d)/.exec(text)?.[0];
  return year ? Number(year) : undefined;
}

/** A registration date as exactly as given: "03/2019" -> "2019-03", "12.03.2019" -> "2019-03-12", "2019". */
export function parseRegistration(text: string): string | undefined {
  const date = parseDate(text);
  if (date) return date;
  const month = /(?<!\d)(\d{1,2})\s*[./-]\s*((?:19|20)\d{2})(?!\d)/.exec(text);
  if (month && Number(month[1]) >= 1 && Number(month[1]) <= 12)
    return `${month[2]}-${month[1]?.padStart(2, '0')}`;
  const iso = /(?<!\d)((?:19|20)\d{2})-(\d{2})(?!\d)/.exec(text);
  if (iso) return `${iso[1]}-${iso[2]}`;
  return parseYear(text)?.toString();
}

/** A calendar date in German ("12.03.2026", "12.3.26") or ISO writing -> "2026-03-12". */
export function parseDate(text: string): string | undefined {
  const german = /(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)/.exec(text);
  const iso = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/.exec(text);
  const [year, month, day] = german ? [german[3], german[2], german[1]] : iso ? [iso[1], iso[2], iso[3]] : [];
  if (!year || !month || !day) return undefined;
  return plainDate(year.length === 2 ? `20${year}` : year, month, day);
}

function plainDate(year: string, month: string, day: string): string | undefined {
  try {
    return Temporal.PlainDate.from(
      { year: Number(year), month: Number(month), day: Number(day) },
      { overflow: 'reject' },
    ).toString();
  } catch {
    return undefined;
  }
}

/** A time of day behind a date: "02.03.2026 9:05", "…, 14:30 Uhr" -> "09:05", "14:30". */
export function parseTimeOfDay(text: string): string | undefined {
  const [, hour = '', minute = ''] = /(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/.exec(text) ?? [];
  return hour === '' ? undefined : `${hour.padStart(2, '0')}:${minute}`;
}

const INSTANT =
  /(\d{4})-?(\d{2})-?(\d{2})[T ]+(\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d{1,9})?\s*(Z|[+-]\d{1,2}:?\d{0,2})?/i;

/**
 * An instant in the writings ADF senders use: `2026-01-19 16:40:00 -0600`, `20000330T153020-0800`, with
 * fractions, `Z`, a broken offset (`-08:0`), or none, which then is the time of `zone`.
 */
export function parseInstant(text: string, zone: string): string | undefined {
  const match = INSTANT.exec(text.slice(0, 100));
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', offset] = match;
  try {
    const local = Temporal.PlainDateTime.from(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
    if (!offset) return local.toZonedDateTime(zone).toInstant().toString();
    return Temporal.Instant.from(`${local.toString()}${isoOffset(offset)}`).toString();
  } catch {
    return undefined;
  }
}

/** `-08:0`, `-8`, `+0100` -> `-08:00`, `-08:00`, `+01:00`. */
function isoOffset(offset: string): string {
  if (/^z$/i.test(offset)) return 'Z';
  const [, sign, hours = '', minutes = ''] = /^([+-])(\d{1,2}):?(\d{0,2})$/.exec(offset) ?? [];
  return `${sign}${hours.padStart(2, '0')}:${minutes.padEnd(2, '0')}`;
}

/** "Ja", "yes", "gewünscht", "x" -> true; "Nein", "no", "nicht gewünscht" -> false; also French, Italian and Dutch. */
export function parseYesNo(text: string): boolean | undefined {
  if (/^(?:nein|no|non|nee|n|false|0|(?:nein|non|nee)[,\s].*|nicht\b.*|keine?\b.*|ohne)$/i.test(text))
    return false;
  if (
    /^(?:ja|yes|oui|s[iì]|y|j|true|1|x|☒|☑|✓|✔|on|gewünscht|erwünscht|gewuenscht|erwuenscht|(?:ja|yes|oui)[,\s].*)$/i.test(
      text,
    )
  )
    return true;
  return undefined;
}
