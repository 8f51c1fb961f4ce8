import { sectionOf } from './form-section.ts';
import { isDivider, isUnknownPair, readLabelLine, SOFT_BREAK } from './label-line.ts';

/**
 * Plain text breaks a long value over further lines and indents them below it: they become one line again, parted by soft
 * breaks. What stands exactly below the value belongs to it, else what is indented and neither a label nor a heading.
 */
export function joinWrapped(text: string): string {
  const joined: string[] = [];
  let open: Opening | null = null;
  for (const line of text.split('\n')) {
    const last = joined.at(-1);
    const indent = line.search(/[^ ]/);
    if (indent > 0 && last && last.length + line.length < MOST_CHARS && /\S/.test(line)) {
      open ??= openingOf(last);
      if (open && goesOn(line, indent, open)) {
        joined[joined.length - 1] = `${last}${SOFT_BREAK}${line.trim()}`;
        continue;
      }
    }
    joined.push(line);
    open = null;
  }
  return joined.join('\n');
}

/** Less than what is read of a line as label and value. */
const MOST_CHARS = 4000;

/** A line with a label we know: where it and its value begin. */
interface Opening {
  indent: number;
  column: number;
}

function openingOf(line: string): Opening | null {
  const { field, value } = readLabelLine(line.trim());
  if (field === undefined || value === '') return null;
  return { indent: line.search(/\S/), column: line.indexOf(value) };
}

function goesOn(line: string, indent: number, open: Opening): boolean {
  if (indent === open.column) return true;
  const found = readLabelLine(line.trim());
  const isOther = found.field !== undefined || isUnknownPair(found) || isDivider(found.text);
  return indent >= open.indent + 2 && !isOther && sectionOf(found.label) === undefined;
}
