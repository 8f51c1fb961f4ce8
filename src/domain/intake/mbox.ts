/** Splits an mbox into its mails while it comes in, piece by piece. */
export interface MboxSplitter {
  /** The mails that are complete with this piece. */
  push(piece: Uint8Array): Uint8Array[];
  /** What is left when the file ends. */
  end(): Uint8Array[];
}

const NEWLINE = 10;
const FROM = new TextEncoder().encode('From ');

/**
 * A mail begins at a postmark line that a header line follows: `From ` with a time and a year. Whether an empty line
 * stands before it, programs do not agree on; nor are lengths trusted that a header claims. Of `>From ` in a mail the
 * mark is taken away again (mboxo and mboxrd). What stands before the first postmark is a mail of its own.
 */
export const mboxSplitter = (): MboxSplitter => {
  let rest = new Uint8Array();
  let postmark: Uint8Array | null = null;
  let lines: Uint8Array[] = [];

  const finish = (): Uint8Array[] => {
    const mail = withoutLastBlank(lines);
    lines = [];
    return mail.some((line) => !isBlank(line)) ? [joined(mail)] : [];
  };
  const take = (line: Uint8Array): Uint8Array[] => {
    const mark = postmark;
    postmark = null;
    if (mark && isHeader(line)) {
      const done = finish();
      lines.push(line);
      return done;
    }
    if (mark) lines.push(mark);
    if (isPostmark(line)) postmark = line;
    else lines.push(unquoted(line));
    return [];
  };

  return {
    push: (piece) => {
      const all = joined([rest, piece]);
      const done: Uint8Array[] = [];
      let from = 0;
      for (let at = all.indexOf(NEWLINE); at !== -1; at = all.indexOf(NEWLINE, from)) {
        done.push(...take(all.slice(from, at + 1)));
        from = at + 1;
      }
      rest = all.slice(from);
      return done;
    },
    end: () => {
      const done = rest.length > 0 ? take(rest) : [];
      if (postmark) lines.push(postmark);
      return [...done, ...finish()];
    },
  };
};

/** Whether a file begins as an mbox does. */
export const beginsWithPostmark = (head: Uint8Array): boolean => {
  const end = head.indexOf(NEWLINE);
  return isPostmark(end === -1 ? head : head.subarray(0, end));
};

const startsWith = (line: Uint8Array, start: Uint8Array): boolean =>
  start.every((byte, place) => line[place] === byte);

const asText = (line: Uint8Array): string => String.fromCharCode(...line.subarray(0, 200));

const isPostmark = (line: Uint8Array): boolean =>
  startsWith(line, FROM) && /\d:\d{2}(?!\d)/.test(asText(line)) && /\b\d{4}\b/.test(asText(line));

const isHeader = (line: Uint8Array): boolean => /^(?:[!-9;-~]+[ \t]*:|>From )/.test(asText(line));

/** ">From " and ">>From " with one mark less. */
const unquoted = (line: Uint8Array): Uint8Array =>
  line[0] === MARK && /^>+From /.test(asText(line)) ? line.subarray(1) : line;
const MARK = '>'.charCodeAt(0);

const isBlank = (line: Uint8Array): boolean => line.every((byte) => byte === NEWLINE || byte === 13);

/** The empty line before the next postmark belongs to the file. */
const withoutLastBlank = (lines: Uint8Array[]): Uint8Array[] => {
  const last = lines.at(-1);
  return lines.length > 1 && last && isBlank(last) ? lines.slice(0, -1) : lines;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
