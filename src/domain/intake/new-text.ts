import { tidyLines } from './html-text.ts';

/** More lines than anyone writes; the rest is kept in the full text, not searched for quotes. */
const MAX_LINES = 3000;
const MAX_LINE_CHARS = 400;

/** "Am 7. Juni 2017 um 09:39 schrieb …:" and its sisters; may be broken over up to three lines. */
const WROTE = /\s(?:schrieb|wrote|a écrit|ha scritto|schreef|escribió|escreveu)(?=[\s:]|$)/i;
const OPENING = /^(?:am|on|le|il|op|el|em)\s/i;
const NAMED = /<[^<>\s]+@[^<>\s]+>|\s(?:schrieb am|wrote on)\s/i;
/** The customer tells of an own letter: "Am 3.5. schrieb ich Ihnen:". */
const OWN_WORDS = /\s(?:schrieb|wrote)\s+(?:ich|wir|i|we)\b|\b(?:ich|wir|i|we)\s+(?:schrieb|wrote)\b/i;
const SEPARATOR =
  /^[-_\s]{2,}\s*(?:ursprüngliche nachricht|original message|originalnachricht|original-nachricht|message d'origine)\s*[-_\s]*$/i;
const HEADER_FIRST = /^\*{0,2}(?:von|from|de|van|da|gesendet|sent)\s?:\*{0,2}\s?\S/i;
const HEADER_NEXT =
  /^\*{0,2}(?:von|from|de|van|gesendet|sent|datum|date|an|to|cc|kopie|betreff|subject|antwort an|reply-to|envoyé|à|objet|verzonden|aan|onderwerp)\s?:/i;
const SIGNATURE =
  /^(?:--|(?:gesendet|sent|verzonden|envoyé) (?:von|from|mit|with|vanaf|depuis|de) (?:mein|my|outlook|mail|mon|mijn|der|yahoo|gmx|web\.de|samsung|iphone|android).*|von meinem .{2,60} gesendet|diese nachricht wurde von meinem .{2,60} gesendet.*|get outlook for .*|outlook für .{2,40} herunterladen.*)$/i;

/**
 * What the writer newly wrote: without the quoted mail below or between, without the client's signature line.
 * Text that would be nothing but quotes comes back whole. Linear in the text's length.
 */
export function newText(text: string): string {
  const all = tidyLines(text).split('\n');
  const lines = all.slice(0, MAX_LINES).map((line) => line.slice(0, MAX_LINE_CHARS));
  const end = lines.findIndex((_, index) => isQuoteStart(lines, index) || SIGNATURE.test(lines[index] ?? ''));
  const own = (end === -1 ? all : all.slice(0, end)).filter((line) => !line.startsWith('>'));
  return tidyLines(own.join('\n')) || tidyLines(text);
}

/** Whether the head of a forwarded or quoted mail begins in this line: "Von:", and "Gesendet:", "An:" or "Betreff:" below. */
export function isMailHead(lines: readonly string[], index: number): boolean {
  if (!HEADER_FIRST.test(lines[index] ?? '')) return false;
  return lines.slice(index + 1, index + 5).filter((next) => HEADER_NEXT.test(next)).length >= 2;
}

/** Whether a line is one of a mail's head, in whatever order a mail program writes it. */
export function isHeadLine(line: string): boolean {
  return HEADER_NEXT.test(line);
}

function isQuoteStart(lines: string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (SEPARATOR.test(line)) return true;
  if (isMailHead(lines, index)) return true;
  const following = lines.slice(index + 1, index + 3);
  if (!OPENING.test(line) && !WROTE.test(line)) return false;
  const [second = '', third = ''] = following;
  return [line, `${line} ${second}`, `${line} ${second} ${third}`].some(isAttribution);
}

function isAttribution(text: string): boolean {
  const line = text.trim();
  if (line.length > 350 || !line.endsWith(':') || !/\d/.test(line) || !WROTE.test(line)) return false;
  return (OPENING.test(line) || NAMED.test(line)) && !OWN_WORDS.test(line);
}
