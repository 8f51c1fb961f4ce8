/** Reads every mail below `CORPUS_DIR` (any corpus will do) and holds the result to what product.md 7 promises. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, relative } from 'node:path';
import { after, describe, test } from 'node:test';
import { classifyMail } from '../src/domain/intake/classify.ts';
import { type Enquiry, needsReview } from '../src/domain/intake/enquiry.ts';
import { readMail } from '../src/domain/intake/read-mail.ts';
import { parseMime } from '../src/server/intake/mime.ts';
import { safeHtml } from '../src/server/intake/safe-html.ts';
import { startCpuClock } from './harness/cpu-time.ts';
import { unsafeIn } from './harness/unsafe-html.ts';

const LIMIT_MS = 1000;
const FOLDER = process.env['CORPUS_DIR'];
const CONTEXT = {
  sourceKind: 'other',
  receivedAt: Temporal.Instant.from('2026-11-23T08:00:00Z'),
  ownAddress: 'corpus@leads.example',
};
const BODY_TYPES: Record<string, string> = {
  '.xml': 'application/xml',
  '.adf': 'application/xml',
  '.html': 'text/html',
  '.txt': 'text/plain',
};

/** What is known of single files by reading them; applied where a corpus has one of that name. */
const EXPECTED: Record<string, Partial<Enquiry>> = {
  // A request date that is not ISO 8601, a telephone type "cell", no vendor.
  'readme-extract-01.xml': {
    submittedAt: '2026-01-19T22:40:00Z',
    customer: {
      type: 'unknown',
      full: 'John Doe',
      emails: [{ address: 'john@example.com', relay: false, preferred: false }],
      phones: [{ raw: '555-1234', type: 'mobile', preferred: false, masked: false }],
    },
    vehicles: [
      { role: 'wanted', condition: 'new', modelYear: 2021, make: 'Ford', model: 'F-150' },
      { role: 'wanted', condition: 'used', modelYear: 2023, make: 'Tesla', model: 'Cybertruck' },
    ],
    extra: [],
  },
  // The specification's own date with a broken offset, and an address that is none.
  'adf-article-example.xml': {
    submittedAt: '2026-11-20T09:00:00Z',
    customer: {
      type: 'unknown',
      first: 'First',
      last: 'Last',
      emails: [],
      phones: [{ raw: '323-223-3322', type: 'unknown', preferred: false, masked: false }],
    },
    vehicles: [{ role: 'wanted', modelYear: 2008, make: 'Make', model: 'Model' }],
    extra: [
      { key: 'requestdate', value: '2000-03-30T15:30:20-08:0' },
      { key: 'customer/contact/email', value: 'emailaddress' },
      { key: 'vendor/contact/name', value: 'Dealer Name' },
    ],
  },
};

interface Row {
  file: string;
  class: string;
  reader: string;
  status: string;
  tookMs: number;
}

describe('corpus', { skip: FOLDER ? false : 'CORPUS_DIR is not set' }, () => {
  const rows: Row[] = [];
  for (const path of FOLDER ? mailsBelow(FOLDER) : []) {
    const file = relative(FOLDER ?? '', path);
    test(`${file} becomes a lead or another class, in time and fit to show`, async () => {
      const bytes = mailBytes(path);
      const elapsedMs = startCpuClock();
      const mail = await parseMime(bytes);
      const classification = classifyMail(mail);
      const enquiries = readMail(mail, CONTEXT);
      const html = safeHtml(mail.html);
      const tookMs = elapsedMs();

      const [enquiry] = enquiries;
      assert.ok(enquiry);
      for (const one of enquiries) {
        assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
        const isTold =
          one.customer.emails.length + one.customer.phones.length > 0 || one.message !== undefined;
        assert.ok(isTold || needsReview(one), 'neither a sender nor a text, and nobody is told to look');
      }
      assert.equal(unsafeIn(html), null);
      assert.doesNotMatch(JSON.stringify(enquiries), /\\u(?:0000|d[89a-f])/i);
      for (const [field, value] of Object.entries(EXPECTED[basename(path)] ?? {})) {
        assert.deepEqual(enquiry[field as keyof Enquiry], value, field);
      }
      assert.ok(tookMs < LIMIT_MS, `${Math.round(tookMs)} ms`);
      rows.push({
        file,
        class: classification.class,
        reader: enquiry.parse.reader,
        status: enquiry.parse.status,
        tookMs,
      });
    });
  }
  after(() => console.log(summary(rows)));
});

/** Mails, and what can be the body of one; of files without an extension only those with a mail's head. */
function mailsBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        /\.(?:eml|msg|mbox)$/i.test(path) || bodyType(path) || (!extname(path) && looksLikeMail(path)),
    )
    .toSorted();
}

function bodyType(path: string): string | undefined {
  return BODY_TYPES[extname(path).toLowerCase()];
}

function looksLikeMail(path: string): boolean {
  return /^(?:From |(?:From|Received|Return-Path|Date|Subject|Delivered-To|Message-ID):)/im.test(
    readFileSync(path).toString('latin1', 0, 2000),
  );
}

/** A document or a bare text travels as the body of a mail of its provider. */
function mailBytes(path: string): Buffer {
  const bytes = readFileSync(path);
  const type = bodyType(path);
  if (!type) return bytes;
  const head = `From: Portal <noreply@portal.example>\r\nDate: Fri, 20 Nov 2026 10:00:00 +0100\r\nContent-Type: ${type}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

function summary(rows: Row[]): string {
  const counted = (of: keyof Row) =>
    Object.entries(Object.groupBy(rows, (row) => String(row[of])))
      .map(([name, group]) => `${name} ${group?.length ?? 0}`)
      .toSorted()
      .join(', ');
  const slowest = rows.toSorted((a, b) => b.tookMs - a.tookMs).slice(0, 3);
  return [
    `mails    ${rows.length}`,
    `class    ${counted('class')}`,
    `reader   ${counted('reader')}`,
    `status   ${counted('status')}`,
    `slowest  ${slowest.map(({ file, tookMs }) => `${file} ${Math.round(tookMs)} ms`).join(', ')}`,
  ].join('\n');
}
