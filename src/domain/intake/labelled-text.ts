import { tidyLines } from './html-text.ts';
import {
  isDivider,
  isFooter,
  isUnknownPair,
  type LabelLine,
  readLabelLine,
  splitPairs,
  turnTables,
} from './label-line.ts';
import type { LabelField } from './labels.ts';

/** One "label: value" of a form. */
export type LabelledValue = Omit<LabelLine, 'text'>;

export interface LabelledText {
  values: LabelledValue[];
  /** Lines that belong to no label, e.g. a greeting above the form. */
  prose: string;
}

/** A form has a few dozen lines; of anything longer only the beginning is read. */
const MAX_LINES = 2000;

/**
 * Reads the "label: value" lines of a form mail. A value stands behind its label or in the next line. The text of
 * a message goes on until the form does: what the customer writes may look like labels too. Unknown labels count
 * only beside others, so that prose with a colon stays prose. Quoted lines are not read.
 */
export function readLabelledText(text: string): LabelledText {
  const all = tidyLines(text).split('\n').slice(0, MAX_LINES);
  const lines = turnTables(all).flatMap(splitPairs).map(readLabelLine);
  const isStacked = isValueBelow(lines);
  const values: LabelledValue[] = [];
  const seen = new Set<LabelField>();
  const prose: string[] = [];
  let message: LabelledValue | null = null;

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.text.startsWith('>')) continue;
    if (isDivider(line.text)) {
      // A line drawn under "Nachricht:" underlines it.
      if (message?.value.trim()) message = null;
    } else if (isFooter(line.text)) {
      message = null;
      prose.push(line.text);
    } else if (isLabel(line, isStacked) && !(message && !endsMessage(lines, i, isStacked, seen))) {
      const below = line.value === '' && line.field !== 'message' ? valueBelow(lines, i, isStacked) : null;
      const entry = { ...line, value: below?.value ?? line.value };
      values.push(entry);
      if (line.field) seen.add(line.field);
      message = line.field === 'message' ? entry : null;
      i = below?.index ?? i;
    } else if (message) {
      message.value += `\n${line.text}`;
    } else if (isUnknownPair(line) && isBesideLabel(lines, i)) {
      values.push(line);
    } else {
      prose.push(line.text);
    }
  }
  return {
    values: values.map(({ label, value, field, method }) => ({ label, value: value.trim(), field, method })),
    prose: tidyLines(prose.join('\n')),
  };
}

/** Whether the form writes the value below its label: then most of its labels stand alone in their line. */
function isValueBelow(lines: LabelLine[]): boolean {
  const known = lines.filter(({ field }) => field !== undefined && field !== 'message');
  const alone = known.filter(({ value }) => value === '');
  return alone.length >= 2 && alone.length > known.length / 2;
}

/** A known label; one without a value must end in a colon, unless the form writes values below. */
function isLabel({ field, value, text }: LabelLine, isStacked: boolean): boolean {
  return field !== undefined && (value !== '' || isStacked || /[:\t]\s*\**$/.test(text));
}

/** The value in the next line (in stacked forms also after an empty one), if that is no label itself. */
function valueBelow(
  lines: LabelLine[],
  index: number,
  isStacked: boolean,
): { value: string; index: number } | null {
  const isGap = lines[index + 1]?.text === '';
  if (isGap && !isStacked) return null;
  const at = isGap ? index + 2 : index + 1;
  const next = lines[at];
  if (!next || next.text === '' || next.text.endsWith(':') || isDivider(next.text)) return null;
  if (next.field !== undefined && (isStacked || next.value !== '')) return null;
  return { value: next.text.replace(/^\*([^*]+)\*$/, '$1'), index: at };
}

/** Fields no form does without: where they were not there before, the form is not over. */
const CONTACT_FIELDS: (LabelField | undefined)[] = [
  'first',
  'last',
  'full',
  'email',
  'phone',
  'mobile',
  'postalCodeCity',
  'postalCode',
];

/**
 * Whether the form goes on with this label after a message, rather than the customer writing it: it was not there
 * before, begins or ends a paragraph, and is a contact field or consent, or has only more of the form below it.
 */
function endsMessage(lines: LabelLine[], index: number, isStacked: boolean, seen: Set<LabelField>): boolean {
  const line = lines[index];
  if (!line?.field || seen.has(line.field)) return false;
  if (isStacked && line.value === '') return true;
  if (!isParagraphEdge(lines, index)) return false;
  if (line.field === 'consent' || CONTACT_FIELDS.includes(line.field)) return true;
  for (let i = index; i < lines.length; i++) {
    const below = lines[i];
    if (!below || isDivider(below.text)) return true;
    if (below.field && !seen.has(below.field) && CONTACT_FIELDS.includes(below.field)) return true;
    if (below.text !== '' && !below.field && !isUnknownPair(below)) return false;
  }
  return true;
}

function isParagraphEdge(lines: LabelLine[], index: number): boolean {
  const [before, after] = [lines[index - 1], lines[index + 1]];
  if (!before || before.text === '' || !after || after.text === '' || isDivider(after.text)) return true;
  return before.field === 'message' || after.field !== undefined;
}

function isBesideLabel(lines: LabelLine[], index: number): boolean {
  return [lines[index - 1], lines[index + 1]].some(
    (line) => line && (line.field !== undefined || isUnknownPair(line)),
  );
}
