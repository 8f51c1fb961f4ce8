/** Mutations of our own mails, by seed: whatever arrives, reading ends in time with at least one enquiry. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyMail } from '../src/domain/intake/classify.ts';
import { needsReview } from '../src/domain/intake/enquiry.ts';
import { readDocument } from '../src/domain/intake/read-document.ts';
import { readMail } from '../src/domain/intake/read-mail.ts';
import { parseMime } from '../src/server/intake/mime.ts';
import { safeHtml } from '../src/server/intake/safe-html.ts';
import { startCpuClock } from './harness/cpu-time.ts';
import { unsafeIn } from './harness/unsafe-html.ts';

const SEED = Number(process.env['FUZZ_SEED'] ?? 20261123);
const ROUNDS = Number(process.env['FUZZ_ROUNDS'] ?? 3000);
const LIMIT_MS = 1000;
const CONTEXT = { sourceKind: 'other', receivedAt: Temporal.Instant.from('2026-11-23T08:00:00Z') };

const HEAD =
  'From: "Müller, Anna" <anna@example.org>\r\nReply-To: anna@example.org\r\nSubject: =?utf-8?q?Anfrage_f=C3=BCr_Golf?=\r\nDate: Mon, 23 Nov 2026 09:00:00 +0100\r\nMessage-ID: <m@example.org>\r\n';
const ADF =
  '<?xml version="1.0"?><?adf version="1.0"?><adf><prospect><id sequence="1" source="P">7</id><requestdate>2026-11-20T09:15:00+01:00</requestdate><vehicle interest="buy" status="used"><year>2019</year><make>VW</make><model>Golf &amp; Co</model><odometer units="km">45.000</odometer><price currency="EUR">9.990,00</price></vehicle><customer><contact><name part="full">Müller, Anna</name><email>anna@example.org</email><phone type="cell">0171 1234567</phone></contact><comments><![CDATA[Noch da?]]></comments></customer></prospect></adf>';
const FORM =
  'Anrede: Frau\r\nVorname: Anna\r\nNachname: Müller\r\nStraße, Hausnummer: Weg 5\r\nPLZ, Ort: 80331 München\r\nE-Mail: anna@example.org\r\nTelefon: 0171 1234567\r\nPreis: 12.500,00 €\r\nNachricht:\r\nHallo,\r\nnoch da?\r\n\r\nDatenschutz: Ja\r\n';
const HTML =
  '<html><body><table><tr><td bgcolor="#f0f0f0"><b>Name:</b></td><td>Anna Müller</td></tr><tr><td>E-Mail</td><td><a href="https://x.example" onclick=x>anna@example.org</a></td></tr></table><img src="https://t.example/p.gif"><script>alert(1)</script></body></html>';
const BUYER =
  '<potentialBuyer><anrede>Frau</anrede><vorname>Anna</vorname><nachname>Müller</nachname><firstname>Anna</firstname><lastname>Müller</lastname><email>anna@example.org</email><phone>0171 1234567</phone><message>Fahrzeug: Golf\r\nProbefahrt: Ja</message><add_fields><field><key>Preis</key><value>9.990</value></field></add_fields></potentialBuyer>';
const DOCUMENTS = [
  `<?xml version="1.0" encoding="ISO-8859-1"?><lead>${BUYER}<erstkontakt>E-Mail</erstkontakt><leadid>7</leadid></lead>`,
  `<?xml version="1.0"?><lead><vehicle><make>VW</make><price>9990</price></vehicle>${BUYER}<crm_dealercode>5</crm_dealercode></lead>`,
  '<dealerdeskLead><generalInformation><preferredContactMethod>PHONE</preferredContactMethod><earliestContactTime>9</earliestContactTime></generalInformation><contact><type>PRIVATE</type><name>Anna</name><phone><prefix>0171</prefix><number>1234567</number></phone></contact><requestedVehicle><make>VW</make><power>110</power></requestedVehicle><acquisition><testdriveRequested>1</testdriveRequested><monthlyInstallment>99</monthlyInstallment></acquisition></dealerdeskLead>',
  '<ProcessSalesLead xmlns="http://www.starstandard.org/STAR/5"><SalesLeadHeader><DocumentDateTime>2026-11-20T09:15:00Z</DocumentDateTime><LeadInterestCode>T</LeadInterestCode><CustomerProspect><GivenName>Anna</GivenName><TelephoneCommunication><CompleteNumber>0171 1234567</CompleteNumber></TelephoneCommunication></CustomerProspect></SalesLeadHeader><SalesLeadVehicle><ModelYear>2021</ModelYear></SalesLeadVehicle></ProcessSalesLead>\r\nPhone: 030',
];
const WIDE =
  '<table><tr><th>Name</th><th>E-Mail</th><th>Fahrzeug</th></tr><tr><td>Anna</td><td>anna@example.org</td><td><a href="https://x.example/1">Golf</a></td></tr></table><dl><dt>Prénom</dt><dd>Anna</dd></dl><p>[x] Probefahrt<br>Finanzierung: ☐ Ja ☒ Nein</p>';
const typed = (type: string, body: string) =>
  `${HEAD}MIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`;

const MAILS = [
  typed('text/plain; charset=utf-8', FORM),
  typed('text/plain; charset=utf-8', ADF),
  typed('text/html; charset=utf-8', HTML),
  typed('text/html; charset=utf-8', WIDE),
  ...DOCUMENTS.map((document) => typed('text/plain; charset=utf-8', document)),
  ...[
    [
      '"Anna" <buyer-1@kontakt.mobile.de>',
      'Anfrage',
      'X-ADID: COMA123456\r\nX-Cust-Price_In_Main_Unit: 9990\r\n',
    ],
    ['"Anna über Kleinanzeigen" <0f-ek-ek@mail.kleinanzeigen.de>', 'Re: Golf', 'X-Conversation-Id: c-1\r\n'],
    ['no-reply@rtm.autoscout24.com', 'Knd.-Nr: 4711. Verpasster Anruf um 10:42, VW Golf (MIA)', ''],
  ].map(
    ([from, subject, headers]) =>
      `From: ${from}\r\nSubject: ${subject}\r\n${headers}Content-Type: text/html; charset=utf-8\r\n\r\n<p>Nachricht: Noch da?</p>${HTML}<!-- <call><caller_phone>0171 1234567</caller_phone></call> -->`,
  ),
  typed(
    'text/plain; charset=utf-8',
    `Von: Anna <anna@example.org>\r\nNachricht:\r\nHallo\r\n--\r\nDiese E-Mail wurde von einem Kontaktformular von X (https://x.example) gesendet`,
  ),
  typed(
    'text/plain; charset=utf-8; format=flowed',
    'Hallo, \r\nnoch da?\r\n\r\nAm 7. Juni 2026 um 09:39 schrieb A <a@b.example>:\r\n> ja',
  ),
  typed(
    'multipart/mixed; boundary="b"',
    `--b\r\nContent-Type: multipart/alternative; boundary="b2"\r\n\r\n--b2\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BC=C3=9Fe\r\n--b2\r\nContent-Type: text/html\r\n\r\n${HTML}\r\n--b2--\r\n--b\r\nContent-Type: application/xml; name="lead.adf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(ADF).toString('base64')}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n${HEAD}\r\nHallo\r\n--b--\r\n`,
  ),
].map((mail) => Buffer.from(mail));

/** Numbers from a seed (mulberry32): the same seed breaks the same mail in the same way. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Mutation = (mail: Buffer, pick: (below: number) => number) => Buffer;
const CHARSETS = ['utf-16le', 'utf-7', 'iso-2022-jp', 'gb18030', 'x-none', 'us-ascii', '', 'utf-8"; x="'];
const TOKENS = [
  '\0',
  '<',
  '>',
  '&',
  '"',
  '\r\n\r\n',
  '--b\r\n',
  '--b--',
  '=',
  '<!--',
  '<![CDATA[',
  '&#0;',
  '&#xD800;',
  '\u2028',
  ':',
  '\t',
  '<adf>',
  '</adf>',
  '(',
  '=?utf-8?b?',
];

const MUTATIONS: Mutation[] = [
  (mail, pick) => {
    const copy = Buffer.from(mail);
    for (let flips = pick(20) + 1; flips > 0; flips--) copy[pick(copy.length)] = pick(256);
    return copy;
  },
  (mail, pick) => mail.subarray(0, pick(mail.length)),
  (mail, pick) => mail.subarray(pick(mail.length)),
  (mail, pick) => {
    const [start, length] = [pick(mail.length), pick(400)];
    const piece = mail.subarray(start, start + length);
    return Buffer.concat([
      mail.subarray(0, start),
      ...Array<Buffer>(pick(60) + 1).fill(piece),
      mail.subarray(start),
    ]);
  },
  (mail, pick) => {
    const at = pick(mail.length);
    return Buffer.concat([
      mail.subarray(0, at),
      Buffer.from(TOKENS[pick(TOKENS.length)] ?? ''),
      mail.subarray(at),
    ]);
  },
  (mail, pick) => {
    const charset = CHARSETS[pick(CHARSETS.length)] ?? '';
    return Buffer.from(mail.toString('latin1').replaceAll('charset=utf-8', `charset=${charset}`), 'latin1');
  },
  (mail) => Buffer.from(mail.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
  (mail) => Buffer.from(mail.toString('utf8'), 'latin1'),
];

test('mutated mails are always read, in time, and safe to show and store', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const pick = numbersFrom(SEED + round);
    let mail: Buffer = MAILS[pick(MAILS.length)] ?? Buffer.alloc(0);
    for (let times = pick(4) + 1; times > 0 && mail.length > 0; times--) {
      mail = MUTATIONS[pick(MUTATIONS.length)]?.(mail, pick) ?? mail;
    }
    const where = `FUZZ_SEED=${SEED + round} FUZZ_ROUNDS=1`;
    const elapsedMs = startCpuClock();
    const content = await parseMime(mail);
    classifyMail(content);
    const enquiries = readMail(content, CONTEXT);
    const html = safeHtml(content.html);
    assert.ok(elapsedMs() < LIMIT_MS, `slow: ${where}`);
    assert.ok(enquiries.length > 0, where);
    for (const enquiry of enquiries) {
      const isTold = enquiry.customer.emails.length + enquiry.customer.phones.length > 0;
      assert.ok(isTold || needsReview(enquiry), where);
      assert.doesNotMatch(JSON.stringify(enquiry), /\\u(?:0000|d[89a-f])/i, where);
      assert.ok(
        !enquiry.parse.warnings.some(({ code }) => code === 'readerFailed'),
        `a reader threw: ${where}`,
      );
    }
    assert.equal(unsafeIn(html), null, where);
  }
});

const POSTED: [mediaType: string, document: string][] = [
  [
    'application/json',
    '{"name":"Anna","email":"anna@example.org","vehicle":{"make":"VW"},"testDrive":true,"n":[1,{}]}',
  ],
  [
    'application/json',
    '{"lead_id":"7","user_column_data":[{"column_id":"EMAIL","string_value":"anna@example.org"}]}',
  ],
  ['application/x-adf+xml', ADF],
  ...DOCUMENTS.map((document): [string, string] => ['application/xml', document]),
  ['text/csv; charset=utf-8', `Name;E-Mail;Fahrzeug\r\nAnna;anna@example.org;"Golf; 8"`],
  ['text/plain; charset=utf-8', FORM],
];

test('mutated documents are always read, in time, as enquiries somebody can answer or looks at', () => {
  for (let round = 0; round < ROUNDS / 2; round++) {
    const pick = numbersFrom(SEED + round);
    const [mediaType, document] = POSTED[pick(POSTED.length)] ?? ['', ''];
    let bytes: Buffer = Buffer.from(document);
    for (let times = pick(4) + 1; times > 0 && bytes.length > 0; times--)
      bytes = MUTATIONS[pick(MUTATIONS.length)]?.(bytes, pick) ?? bytes;
    const elapsedMs = startCpuClock();
    const enquiries = readDocument(bytes, mediaType, CONTEXT);
    assert.ok(elapsedMs() < LIMIT_MS, `slow: FUZZ_SEED=${SEED + round}`);
    assert.ok(enquiries.length > 0, `FUZZ_SEED=${SEED + round}`);
    for (const { customer, ...enquiry } of enquiries) {
      const isTold = customer.emails.length + customer.phones.length > 0;
      assert.ok(isTold || needsReview({ customer, ...enquiry }), `FUZZ_SEED=${SEED + round}`);
    }
  }
});
