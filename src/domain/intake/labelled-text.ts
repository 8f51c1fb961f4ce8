import { type FormSection, sectionOf } from './form-section.ts';
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
import type { LabelField } from './label-words.ts';
import { isOfSignature } from './labels.ts';
import { readSpacedLines } from './spaced-lines.ts';
import { joinWrapped } from './wrapped-lines.ts';

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
 * Reads the "label: value" lines of a form mail. A value stands behind its label or in the next line, and may go on below. The
 * text of a message goes on until the form does: what the customer writes may look like labels too. Unknown labels count
 * only beside others, so that prose with a colon stays prose. Quoted lines are not read, nor is a signature below the form.
 */
export function readLabelledText(text: string): LabelledText {
  const all = tidyLines(joinWrapped(text)).split('\n').slice(0, MAX_LINES);
  const lines = readSpacedLines(turnTables(all).flatMap(splitPairs).map(readLabelLine));
  const end = signatureStart(lines);
  const { values, prose, message } = readLines(lines.slice(0, end));
  const below = lines.slice(end);
  // Whoever signs a message belongs to it.
  if (message && below[0] && !isDivider(below[0].text) && !isFooter(below[0].text))
    message.value += `\n${textsOf(below.splice(0)).join('\n')}`;
  return {
    values: values.map(({ label, value, field, method, section }) => ({
      label,
      value: value.trim(),
      field,
      method,
      ...(section && { section }),
    })),
    prose: tidyLines([...prose, ...textsOf(below)].join('\n')),
  };
}

function textsOf(lines: LabelLine[]): string[] {
  return lines.map(({ text }) => text).filter((text) => !isDivider(text));
}

/** The values, what belongs to no label, and the message if nothing has ended it. */
function readLines(lines: LabelLine[]): { values: LabelLine[]; prose: string[]; message: LabelLine | null } {
  const isStacked = isValueBelow(lines);
  const isGrouped = isStacked && lines.every((line, at) => !isBareLabel(line) || !lines[at - 1]?.text);
  const values: LabelLine[] = [];
  const seen = new Set<LabelField>();
  const prose: string[] = [];
  let message: LabelLine | null = null;
  /** The value that the next line may go on with. */
  let open: LabelLine | null = null;

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.text.startsWith('>')) continue;
    const section = headedBy(lines, i, isStacked);
    const answer = isStacked && !message ? answerBelow(lines, i) : null;
    if (isDivider(line.text)) {
      // A line drawn under "Nachricht:" underlines it.
      if (message?.value.trim()) message = null;
      open = null;
    } else if (isFooter(line.text)) {
      message = null;
      open = null;
      prose.push(line.text);
    } else if (section) {
      message = null;
      open = null;
      values.push({ ...line, value: '', section });
    } else if (
      (isLabel(line, isStacked) || (!message && values.length > 0 && isMessageHeading(lines, i))) &&
      !(message && !endsMessage(lines, i, isStacked, seen))
    ) {
      const below = line.value === '' && line.field !== 'message' ? valueBelow(lines, i, isStacked) : null;
      const entry = { ...line, value: below?.value ?? line.value };
      values.push(entry);
      if (line.field) seen.add(line.field);
      message = line.field === 'message' ? entry : null;
      open = isTableRow(line) || (below && isGrouped) ? entry : null;
      i = below?.index ?? i;
    } else if (message && !(isUnknownPair(line) && isTableRow(line) && message.method === 'table')) {
      message.value += `\n${line.text}`;
    } else if (answer) {
      values.push({ ...line, value: answer.value });
      open = null;
      i = answer.index;
    } else if (open && isBareLabel(line) && line.field === 'message') {
      // Left empty; of other labels one may be a line of the value above ("Probefahrt", "Leasing").
      open = null;
    } else if (open && line.text !== '' && !isUnknownPair(line)) {
      open.value += `\n${line.text}`;
    } else if (isUnknownPair(line) && (isBesideLabel(lines, i) || (open && isTableRow(line)))) {
      const entry = { ...line };
      values.push(entry);
      // Nobody writes a row of a table into a message.
      message = null;
      open = isTableRow(line) ? entry : null;
    } else {
      prose.push(line.text);
      open = null;
    }
  }
  return { values, prose, message };
}

/** The section that a line heads: it stands alone, and a label we know is near below. */
function headedBy(lines: LabelLine[], index: number, isStacked: boolean): FormSection | undefined {
  const line = lines[index];
  const section = line && line.value === '' && line.text !== '' ? sectionOf(line.label) : undefined;
  if (!section || (line?.field !== undefined && valueBelow(lines, index, isStacked))) return undefined;
  const below = lines.slice(index + 1, index + 1 + LINES_BELOW_HEADING);
  return below.some((next) => next.field !== undefined && isLabel(next, isStacked)) ? section : undefined;
}

/** A heading may be underlined, and a person named below it. */
const LINES_BELOW_HEADING = 4;

/** A question of the form in words of its own, with the answer below it. */
function answerBelow(lines: LabelLine[], index: number): { value: string; index: number } | null {
  const line = lines[index];
  const isQuestion = line && line.field === undefined && /^\p{L}.{1,100}[?:]\s?\**$/u.test(line.text);
  return isQuestion ? valueBelow(lines, index, true) : null;
}

function isTableRow({ text, value }: LabelLine): boolean {
  return value !== '' && text.includes('\t');
}

/**
 * Where a signature below the form begins: behind a line drawn across, the platform's own words, or with a greeting or a
 * company's name alone in its line. There is nothing but what a signature has, and the form above has said how to reach whom.
 */
function signatureStart(lines: LabelLine[]): number {
  const reach = lines.findIndex(({ field, value }) => value !== '' && isReach(field));
  const name = lines.findIndex(({ field }) => field && NAME_FIELDS.includes(field));
  if (reach === -1 || name === -1) return lines.length;
  let start = lines.length;
  for (let i = lines.length - 1; i > Math.max(reach, name); i--) {
    const line = lines[i];
    if (!line || !isOfSignature(line.field)) break;
    const isParted =
      lines[i - 1]?.text === '' && (isDivider(line.text) || isCompany(line.text) || GREETING.test(line.text));
    if (isParted || isFooter(line.text)) start = i;
  }
  return lines.slice(start).some(({ field }) => isReach(field)) ? start : lines.length;
}

const REACH_FIELDS: readonly LabelField[] = ['email', 'phone', 'mobile', 'fax'];
const NAME_FIELDS: readonly LabelField[] = ['full', 'last', 'first', 'company'];
const GREETING = /^(?:mit )?(?:freundliche[nrm]?|viele|beste|liebe|herzliche) gr(?:ü|ue)(?:ß|ss)/i;
/** Whether a line names a firm. */
export function isCompany(line: string): boolean {
  return COMPANY.test(line);
}

const COMPANY =
  /^[^:\t]{0,80}(?:\b(?:gmbh|mbh|ag|kg|ohg|gbr|e\.\s?k\.)(?!\p{L})|autohaus|automobile|autozentrum|autocenter)/iu;

/** "Telefon: bitte nicht anrufen" is the customer's sentence: a number or an address of a form has digits or an "@". */
function isReachable({ field, value }: LabelLine): boolean {
  if (!isReach(field) || value === '') return true;
  return field === 'email' ? value.includes('@') : /\d{3}/.test(value.replaceAll(/[\s/()-]/g, ''));
}

function isReach(field: LabelField | undefined): boolean {
  return field !== undefined && REACH_FIELDS.includes(field);
}

/** Whether the form writes the value below its label: then most of its labels stand alone in their line. */
function isValueBelow(lines: LabelLine[]): boolean {
  const known = lines.filter(({ field }) => field !== undefined && field !== 'message');
  const alone = known.filter(({ value }) => value === '');
  return alone.length >= 2 && alone.length > known.length / 2;
}

/** "Nachricht" as a title above the text, below other parts of the form. */
function isMessageHeading(lines: LabelLine[], index: number): boolean {
  const [before, line, next] = [
    lines[index - 1],
    lines[index],
    lines[index + 1]?.text ? lines[index + 1] : lines[index + 2],
  ];
  if (line?.field !== 'message' || !isBareLabel(line) || before?.text !== '') return false;
  return next !== undefined && next.field === undefined && !isUnknownPair(next);
}

function isBareLabel({ field, value }: LabelLine): boolean {
  return field !== undefined && value === '';
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
  if (!isParagraphEdge(lines, index) || !isReachable(line)) return false;
  if (line.field === 'consent' || line.field === 'optIn' || CONTACT_FIELDS.includes(line.field)) return true;
  for (let i = index; i < lines.length; i++) {
    const below = lines[i];
    if (!below || isDivider(below.text)) return true;
    if (below.field && !seen.has(below.field) && CONTACT_FIELDS.includes(below.field))
      return isReachable(below);
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
