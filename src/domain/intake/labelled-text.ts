import { tidyLines } from './html-text.ts';
import { type LabelField, labelField } from './labels.ts';

/** One "label: value" of a form. */
export interface LabelledValue {
  label: string;
  value: string;
  /** Undefined for labels we do not know. */
  field: LabelField | undefined;
  method: 'label' | 'table';
}

export interface LabelledText {
  values: LabelledValue[];
  /** Lines that belong to no label, e.g. a greeting above the form. */
  prose: string;
}

/** A form has a few dozen lines; of anything longer only the beginning is searched. */
const MAX_LINES = 2000;
const MAX_LINE_CHARS = 5000;

interface Line {
  text: string;
  label: string;
  value: string;
  field: LabelField | undefined;
  method: 'label' | 'table';
}

/**
 * Reads the label:value lines of a form mail. A value stands behind the label (colon, tab, equals sign, dots)
 * or in the next line; the text of a message goes on until the next known label that was not there before, or
 * a dividing line. Unknown labels count only beside known ones, so that prose with a colon stays prose.
 */
export function readLabelledText(text: string): LabelledText {
  const lines = tidyLines(text).split('\n').slice(0, MAX_LINES).flatMap(splitCells).map(toLine);
  const isStacked = isValueBelow(lines);
  const values: LabelledValue[] = [];
  const seen = new Set<LabelField>();
  const prose: string[] = [];
  let message: LabelledValue | null = null;

  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.text.startsWith('>')) continue;
    if (message && isDivider(line.text)) {
      message = null;
      continue;
    }
    const isLabel = line.field !== undefined && (line.value !== '' || isLabelAlone(line, isStacked));
    if (isLabel && !(message && line.field && (seen.has(line.field) || !isNewBlock(lines, i)))) {
      const next = line.value === '' && line.field !== 'message' ? valueBelow(lines, i, isStacked) : null;
      const entry = {
        label: line.label,
        value: next?.value ?? line.value,
        field: line.field,
        method: line.method,
      };
      if (next) i = next.index;
      values.push(entry);
      if (line.field) seen.add(line.field);
      message = line.field === 'message' ? entry : null;
    } else if (message) {
      message.value += `\n${line.text}`;
    } else if (isUnknownLabel(lines, i)) {
      values.push({ label: line.label, value: line.value, field: undefined, method: line.method });
    } else if (!isDivider(line.text)) {
      prose.push(line.text);
    }
  }
  return {
    values: values.map((one) => ({ ...one, value: one.value.trim() })),
    prose: tidyLines(prose.join('\n')),
  };
}

const SEPARATED = /^([^:\t=|]{1,60}?)\s*(?:\.{3,}\s*:?|:(?!\/\/)|\t|=|\|)\s*(.*)$/;
const PADDED = /^(\S(?:[^:\t=|]{0,40}\S)?) {3,}(\S.*)$/;
const BULLET = /^(?:[•·▪◦–—*-]\s+|\*{1,2}(?=\S)|_{1,2}(?=\S))/;

function toLine(text: string): Line {
  const bare = text.slice(0, MAX_LINE_CHARS).replace(BULLET, '');
  const separated = SEPARATED.exec(bare);
  const padded = separated ? null : PADDED.exec(bare);
  const [, label = '', value = ''] = separated ?? padded ?? [null, bare.length <= 60 ? bare : '', ''];
  const field = /^\p{L}/u.test(label) ? labelField(label) : undefined;
  return {
    text,
    label: label.replaceAll(/[*_]+/g, ' ').trim(),
    value: undecorated(value),
    field: padded && !field ? undefined : field,
    method: bare.includes('\t') && separated ? 'table' : 'label',
  };
}

/** "** Max" and "*Max*" -> "Max"; a blanked number "***56" stays. */
function undecorated(value: string): string {
  const trimmed = value.replace(/^[*_]{1,2}\s+/, '').trim();
  return /^\*[^*]+\*$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}

/** A table row with several pairs: "Vorname⇥Max⇥Nachname⇥Muster" becomes two lines. */
function splitCells(line: string): string[] {
  const cells = line
    .split('\t')
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '');
  const isPairs = cells.length >= 4 && cells.length % 2 === 0;
  if (!isPairs || cells.some((cell, index) => index % 2 === 0 && !labelField(cell)))
    return [cells.join('\t')];
  return cells.flatMap((cell, index) => (index % 2 === 0 ? [`${cell}\t${cells[index + 1] ?? ''}`] : []));
}

/** Whether the form writes the value below its label: then most of its labels stand alone in their line. */
function isValueBelow(lines: Line[]): boolean {
  const known = lines.filter((line) => line.field !== undefined && line.field !== 'message');
  const alone = known.filter((line) => line.value === '');
  return alone.length >= 2 && alone.length > known.length / 2;
}

function isLabelAlone(line: Line, isStacked: boolean): boolean {
  return isStacked || /[:\t]\s*\**$/.test(line.text);
}

/** The value in the next line (in stacked forms also after an empty one), if that is no label itself. */
function valueBelow(
  lines: Line[],
  index: number,
  isStacked: boolean,
): { value: string; index: number } | null {
  const isGap = lines[index + 1]?.text === '';
  if (isGap && !isStacked) return null;
  const at = isGap ? index + 2 : index + 1;
  const next = lines[at];
  if (!next || next.text === '' || next.text.endsWith(':') || isDivider(next.text)) return null;
  if (next.field !== undefined && (isStacked || next.value !== '')) return null;
  return { value: undecorated(next.text), index: at };
}

/** Inside a message a label counts at a paragraph's beginning or end, or with another one below it. */
function isNewBlock(lines: Line[], index: number): boolean {
  const [before, after] = [lines[index - 1], lines[index + 1]];
  if (!before || before.text === '' || !after || after.text === '' || isDivider(after.text)) return true;
  return before.field === 'message' || after.field !== undefined;
}

/** An unknown "label: value" counts as one directly beside a known one. */
function isUnknownLabel(lines: Line[], index: number): boolean {
  const line = lines[index];
  if (!line || line.value === '' || !/^\p{L}/u.test(line.label)) return false;
  if (line.label.split(' ').length > 5 || !/[:\t=|]/.test(line.text)) return false;
  return [index - 1, index + 1].some((at) => lines[at]?.field !== undefined || isPair(lines[at]));
}

function isPair(line: Line | undefined): boolean {
  return (
    line !== undefined &&
    line.value !== '' &&
    line.label.split(' ').length <= 3 &&
    /^\p{L}[^.!?]*[:\t]/u.test(line.text)
  );
}

function isDivider(text: string): boolean {
  return /^(?:--|[-_=*~#]{3,}|[-–—_]{2,})$/.test(text);
}
