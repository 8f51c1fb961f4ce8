import type { Enquiry } from './enquiry.ts';
import { textFromHtml } from './html-text.ts';
import type { MailContent } from './mail.ts';
import type { Evidence, ReadContext, Reader, ReaderInput } from './reader.ts';
import { READERS } from './readers.ts';
import { readAsPersonalMail } from './readers/personal.ts';
import type { ReadingWarning } from './warning.ts';
import { XmlRefused } from './xml.ts';

/**
 * Reads a mail into at least one enquiry, several where it holds several prospects; never throws and never
 * answers "nothing" (product.md 7.2). The reader with the best evidence reads; one that fails leaves a warning
 * and hands over to the next; at last the mail is taken as a personal letter. A letter with a clear sender and
 * text becomes `partial`: all of it is there, but nothing was structured, so somebody looks at it. It becomes
 * `unparsed` without a clear sender or text, and when a structure was recognised that no reader could open.
 */
export function readMail(mail: MailContent, context: ReadContext, readers = READERS): Enquiry[] {
  const failures: ReadingWarning[] = [];
  const inputs = bodies(mail).map((body) => ({ mail, body, context }));
  for (const candidate of candidates(inputs, readers)) {
    try {
      const enquiries = candidate.reader.read(candidate.input);
      for (const { parse } of enquiries) {
        parse.reason = candidate.evidence.reason;
        parse.confidence = candidate.evidence.score;
        if (failures.length > 0 && parse.status === 'ok') parse.status = 'partial';
      }
      if (enquiries.length > 0) return enquiries.map((one) => finished(one, [...mail.warnings, ...failures]));
    } catch (error) {
      const failure = warningOf(error, candidate.reader);
      // Text and HTML of one mail fail alike.
      if (!failures.some(({ code, detail }) => code === failure.code && detail === failure.detail))
        failures.push(failure);
    }
  }
  const letter = readAsPersonalMail(inputs[0] ?? { mail, body: '', context });
  if (failures.length > 0) letter.parse.status = 'unparsed';
  return [finished(letter, [...mail.warnings, ...failures])];
}

/** From here on a reader knows its mail (`Evidence.score`); below, it sees a likeness. */
const RECOGNISED = 0.5;

/** Whether some reader knows the structure of this mail, so that it is an enquiry whatever else may speak against it. */
export function isRecognised(mail: MailContent): boolean {
  return bodies(mail).some((body) =>
    READERS.some((reader) => weigh(reader, { mail, body }).score > RECOGNISED),
  );
}

interface Candidate {
  reader: Reader;
  input: ReaderInput;
  evidence: Evidence;
}

/** Text and HTML of a mail may differ: a form may stand in only one of them. */
function bodies(mail: MailContent): string[] {
  const html = mail.html === '' ? '' : textFromHtml(mail.html);
  const found = [mail.text, html].filter((body) => body.trim() !== '');
  return found.length > 0 ? found : [''];
}

/** Readers that recognise something, best first; the text part before the HTML part. */
function candidates(inputs: ReaderInput[], readers: readonly Reader[]): Candidate[] {
  return inputs
    .flatMap((input) => readers.map((reader) => ({ reader, input, evidence: weigh(reader, input) })))
    .filter(({ evidence }) => evidence.score > 0)
    .sort((a, b) => b.evidence.score - a.evidence.score);
}

function weigh(reader: Reader, input: Parameters<Reader['evidence']>[0]): Evidence {
  try {
    return reader.evidence(input);
  } catch {
    return { score: 0, reason: 'failed' };
  }
}

function warningOf(error: unknown, reader: Reader): ReadingWarning {
  if (error instanceof XmlRefused) return { code: error.code };
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'readerFailed', detail: `${reader.name}: ${message}`.slice(0, 200) };
}

function finished(enquiry: Enquiry, warnings: ReadingWarning[]): Enquiry {
  enquiry.parse.warnings.unshift(...warnings);
  return storable(enquiry);
}

/** Without what jsonb refuses to store: NUL characters and halves of surrogate pairs, which hardly any mail has. */
function storable<T>(value: T): T {
  const text = JSON.stringify(value);
  return JSON.parse(
    UNSTORABLE.test(text)
      ? JSON.stringify(value, (_, one: unknown) =>
          typeof one === 'string' ? one.replaceAll('\0', '').toWellFormed() : one,
        )
      : text,
  );
}

/** How JSON writes them. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/;
