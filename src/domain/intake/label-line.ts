import type { FormSection } from './form-section.ts';
import { parseConsent } from './form-words.ts';
import type { LabelField } from './label-words.ts';
import { labelField } from './labels.ts';

/** One line of a mail, as a "label: value" if it can be one. */
export interface LabelLine {
  text: string;
  /** Empty where the line cannot be a label. */
  label: string;
  value: string;
  /** What the label stands for, where we know it. */
  field: LabelField | undefined;
  method: 'label' | 'table';
  /** What the line heads, where it is a heading. */
  section?: FormSection;
}

/** A line break within a value, as word processors write it. */
export const SOFT_BREAK = '\v';

const MAX_LINE_CHARS = 5000;
/** "--- Name ---", as forms without HTML head a value. */
const HEADING = /^[-=#*]{2,10}\s(\S[^:\t]{0,60}?)\s[-=#*]{2,10}$/;
/** A row between bars, as plain text draws tables: "| Name | Anna |". */
const BARS = /^\|\s*(\S.*?)\s*\|$/;
const BULLET =
  /^(?:[•·▪◦–—*-]\s+|\p{Extended_Pictographic}\uFE0F?\s*|\d{1,2}[.)]\s+|\*{1,2}(?=\S)|_{1,2}(?=\S))/u;

/** How forms part label and value. */
const SHAPES = [
  /^"([^"]{1,60})"\s*[:=]\s*"?(.*?)"?,?$/,
  /^\[([^\]]{1,60})\]\s?(?:=>|[:=])\s?(.*)$/,
  /^([^:：\t=|]{1,60}?)\s*(?:\.{3,}\s*:?|[:：](?!\/\/)|\t|[=-]>|=|\|)\s*(.*)$/,
];
/** Shapes that prose has too: they count for labels we know. */
const LOOSE_SHAPES = [
  /^\[([^\]]{1,60})\]\s*(.*)$/,
  /^(\S(?:[^:\t=|]{0,40}\S)?) {3,}(\S.*)$/,
  /^(\S(?:[^:\t=|]{0,40}?\S)?) [-–—] (\S.*)$/,
];

const BOX_FIRST = /^(\[[ xX]?\]|[☐☒☑✓✔])\s*([^:\t=|[\]☐☒☑]{2,60})$/;
const TICKED = /[xX☒☑✓✔]/;
/** A box with the answer it stands before: "[x] Ja". */
const BOX = /(\[[ xX]?\]|[☐☒☑])\s*([^[\]☐☒☑]*)/g;

/** Of several answers with boxes before them the ticked ones: "[x] Ja [ ] Nein" -> "Ja". */
function tickedAnswers(value: string): string {
  const boxes = [...value.matchAll(BOX)];
  if (boxes.length === 0 || boxes[0]?.index !== 0 || boxes.every(([, , answer]) => !answer?.trim()))
    return value;
  return boxes
    .filter(([, box]) => TICKED.test(box ?? ''))
    .map(([, , answer]) => answer?.replace(/[\s/,;|]+$/, '').trim())
    .join(', ');
}

/** Reads one line; a line that is nothing but a short text is a label without a value. */
export function readLabelLine(text: string): LabelLine {
  const bare = text.slice(0, MAX_LINE_CHARS).replace(BARS, '$1').replace(HEADING, '$1').replace(BULLET, '');
  const box = BOX_FIRST.exec(bare);
  // "☒ Probefahrt": the box is the answer to its label.
  if (box?.[2] && labelField(box[2])) return lineOf(text, box[2], TICKED.test(box[1] ?? '') ? 'Ja' : 'Nein');
  return (
    boxSentence(text, bare) ??
    match(text, bare, SHAPES) ??
    looseMatch(text, bare) ??
    lineOf(text, bare.length <= 60 ? bare : '', '')
  );
}

/** "Ich habe die Datenschutzerklärung gelesen und stimme zu: Ja", which is longer than any other label. */
function boxSentence(text: string, bare: string): LabelLine | null {
  const box = /^(\[[ xX]?\]|[☐☒☑✓✔])\s/.exec(bare)?.[1];
  const at = box ? bare.length : Math.max(bare.lastIndexOf(':'), bare.lastIndexOf('\t'));
  const label = bare.slice(box?.length ?? 0, Math.max(at, 0)).trim();
  const value = box ? (TICKED.test(box) ? 'Ja' : 'Nein') : bare.slice(at + 1).trim();
  if (label.length > 500 || !BOX_SENTENCE.test(label) || parseConsent(value) === undefined) return null;
  if (OPT_IN_SENTENCE.test(label)) return { ...lineOf(text, label, value), field: 'optIn' };
  return CONSENT_SENTENCE.test(label) ? { ...lineOf(text, label, value), field: 'consent' } : null;
}

const BOX_SENTENCE = /^(?:(?:ja, )?(?:hiermit )?ich |mit (?:der|dem) |(?:yes, )?i )/i;
const OPT_IN_SENTENCE = /newsletter|werbung|werblich|neuigkeiten|marketing/i;
const CONSENT_SENTENCE = /datenschutz|einwillig|einverstanden|verarbeitung|daten|agree|consent|privacy/i;

function match(text: string, bare: string, shapes: RegExp[]): LabelLine | null {
  for (const shape of shapes) {
    const found = shape.exec(bare);
    if (found) return lineOf(text, found[1] ?? '', found[2] ?? '');
  }
  return null;
}

function looseMatch(text: string, bare: string): LabelLine | null {
  const line = match(text, bare, LOOSE_SHAPES);
  return line?.field ? line : null;
}

function lineOf(text: string, label: string, value: string): LabelLine {
  const field = /^\p{L}/u.test(label) ? labelField(label) : undefined;
  const whole = tickedAnswers(undecorated(value));
  return {
    text: text.replaceAll(SOFT_BREAK, '\n'),
    label: label.replaceAll(/[*_]+/g, ' ').trim(),
    value: whole.replaceAll(SOFT_BREAK, field === 'message' ? '\n' : ' '),
    field,
    method: text.includes('\t') ? 'table' : 'label',
  };
}

/** "** Max" and "*Max*" -> "Max"; a blanked number "***56" stays. */
function undecorated(value: string): string {
  const trimmed = value.replace(/^[*_]{1,2}\s+/, '').trim();
  return /^\*[^*]+\*$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}

/** Several pairs in one line, from table cells ("Vorname⇥Max⇥Nachname⇥Muster") or bars, as lines of their own. */
export function splitPairs(text: string): string[] {
  const pieces = text.split(' | ');
  if (pieces.length > 1 && pieces.every((piece) => readLabelLine(piece).field)) return pieces;
  const cells = text
    .split('\t')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const isPairs = cells.length >= 4 && cells.length % 2 === 0;
  if (!isPairs || cells.some((cell, at) => at % 2 === 0 && !labelField(cell))) return [cells.join('\t')];
  return cells.flatMap((cell, at) => (at % 2 === 0 ? [`${cell}\t${cells[at + 1] ?? ''}`] : []));
}

/**
 * A table with a row of labels above a row of values, as a line for each column. Two columns may as well be label and
 * value side by side, so it takes three, all of them labels we know.
 */
export function turnTables(lines: string[]): string[] {
  const turned: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [head, row] = [cellsOf(lines[i]), cellsOf(lines[i + 1])];
    const isTable = head.length >= 3 && head.every((cell) => labelField(cell)) && row.length <= head.length;
    if (isTable && row.length >= 2 && !row.some((cell) => labelField(cell))) {
      turned.push(...head.map((cell, at) => `${cell}\t${row[at] ?? ''}`));
      i += 1;
    } else turned.push(lines[i] ?? '');
  }
  return turned;
}

function cellsOf(line = ''): string[] {
  return line.includes('\t') ? line.split('\t').map((cell) => cell.trim()) : [];
}

/** The platform's own words below a form; the customer's end above them. */
export function isFooter(text: string): boolean {
  return FOOTER.test(text);
}

const FOOTER =
  /^(?:diese (?:e-?mail|mail|nachricht|anfrage) wurde (?:automatisch|über|ueber|von|auf|durch|gesendet)|this (?:e-?mail|message) was sent|cet e-?mail a été envoyé|questa e-?mail è stata|deze e-?mail is|gesendet (?:über|ueber) (?:das|dem|https?:|www\.)|gesendet von .{1,80}$|(?:die ergebnisse dies|the results of th)\S{1,4} (?:übermittlung|einsendung|submission)\b|manage submissions$|(?:hinweis: )?sie können (?:ihre|diese) einwilligung|diese (?:e-?mail|nachricht) (?:ist|enthält) (?:möglicherweise )?vertraulich)/i;

/** A line that only parts what is above from what is below, or what a program prints around its list. */
export function isDivider(text: string): boolean {
  return /^(?:[-_=*~#–—+|]{2,}|[()])$/.test(text);
}

/** An unknown label looks like one when it is a few words with a value behind a colon or in a cell. */
export function isUnknownPair({ text, label, value, field }: LabelLine): boolean {
  if (field !== undefined || value === '' || !/^\p{L}/u.test(label)) return false;
  return label.split(' ').length <= (label.endsWith('?') ? 12 : 5) && /[:\t=|]/.test(text);
}
