import type { LabelField } from './label-words.ts';
import type { LabelLine } from './label-line.ts';
import { labelField } from './labels.ts';

/**
 * Reads forms that part label and value by nothing but a space ("Telefon 0171 1234567"). Prose begins with such words too, so it
 * takes three fields above the message, on most of its lines, one with a name and one with nothing but a number or an address.
 */
export function readSpacedLines(lines: LabelLine[]): LabelLine[] {
  if (!lines.some(({ text }) => text.length <= MOST_CHARS && ENDS_IN_REACH.test(text))) return lines;
  const read = lines.map(readSpaced);
  // "Anfrage über die Homepage" above the form is its title.
  const start = read.findIndex((line) => line !== null && line.field !== 'message');
  const message = lines.findIndex(({ field }, at) => at > start && (read[at]?.field ?? field) === 'message');
  const end = message === -1 ? lines.length : message + 1;
  const last = read.slice(0, end).findLastIndex((line) => line !== null);
  const found = read.slice(Math.max(start, 0), end).filter((line) => line !== null);
  const fields = new Set(found.map(({ field }) => field));
  const written = lines.slice(start, last + 1).filter(({ text }) => text !== '');
  const isForm = fields.size >= 3 && found.length > written.length / 2;
  if (!isForm || !PERSON_FIELDS.some((field) => fields.has(field)) || !found.some(isReached)) return lines;
  return lines.map((line, at) => (at >= start && at < end ? read[at] : null) ?? line);
}

/** Longer than any label with a number or an address. */
const MOST_CHARS = 300;
const ENDS_IN_REACH = /\s(?:[^\s@]{1,64}@[^\s@]{1,190}|[+(]?\d[\d\s()/.-]{4,30})$/;
const PERSON_FIELDS: readonly LabelField[] = ['salutation', 'first', 'last', 'full'];
const MOST_WORDS = 5;

/** The longest label we know at the beginning of a line that has none by any other sign. */
function readSpaced(line: LabelLine): LabelLine | null {
  if (line.value !== '' || line.field !== undefined) return null;
  const words = line.text.split(' ', MOST_WORDS + 1);
  for (let count = Math.min(MOST_WORDS, words.length - 1); count > 0; count--) {
    const label = words.slice(0, count).join(' ');
    const field = /^\p{L}/u.test(label) ? labelField(label) : undefined;
    if (field && field !== 'mailHeader')
      return { ...line, label, value: line.text.slice(label.length).trim(), field };
  }
  return null;
}

function isReached({ field, value }: LabelLine): boolean {
  if (field === 'email') return /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(value);
  return (field === 'phone' || field === 'mobile') && /^[+(]?\d[\d\s()/.-]{4,30}$/.test(value);
}
