import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { customerName, vehicleTitle } from '../../domain/intake/enquiry.ts';
import { CONTEXT } from '../../domain/intake/mail.fixtures.ts';
import { readMail } from '../../domain/intake/read-mail.ts';
import { MIME_LIMITS } from './mime-parts.ts';
import { parseMime } from './mime.ts';

const parse = (mail: string | Uint8Array) => parseMime(typeof mail === 'string' ? Buffer.from(mail) : mail);
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const codesOf = ({ warnings }: Awaited<ReturnType<typeof parse>>) => warnings.map(({ code }) => code);
const multipart = (...parts: string[]) =>
  `From: a@example.org\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\npreamble\r\n${parts.map((part) => `--b\r\n${part}\r\n`).join('')}--b--\r\nepilogue`;

test('a complete mail', async () => {
  const mail = await parse(
    [
      'Received: from a',
      'Received: from b',
      'From: =?utf-8?Q?J=C3=BCrgen?= <j@example.org>',
      'Reply-To: "Doe, John" <d@example.org>',
      'To: Verkauf: a@x.example, b@x.example;',
      'Subject: =?utf-8?B?UHJvYmVmYWhydCDDvGJlcm1vcmdlbg==?=',
      'Date: Mon, 23 Nov 2026 09:00:00 +0100',
      'Message-ID: <m1@example.org>',
      'In-Reply-To: <r1@example.org>',
      'References: <r0@example.org>\r\n <r1@example.org>',
      'Content-Type: multipart/mixed; boundary=outer',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=outer-2',
      '',
      '--outer-2',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=C3=BC=C3=9Fe, weicher=',
      ' Umbruch',
      '--outer-2',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p>Grüße</p>',
      '--outer-2--',
      '--outer',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment; filename*0*=utf-8\'\'Pr%C3%BC; filename*1="fung.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'aGFsbG8=',
      '--outer--',
      '',
    ].join('\r\n'),
  );
  assert.deepEqual(mail.from, [{ name: 'Jürgen', address: 'j@example.org' }]);
  assert.deepEqual(mail.replyTo, [{ name: 'Doe, John', address: 'd@example.org' }]);
  assert.deepEqual(
    mail.to.map(({ address }) => address),
    ['a@x.example', 'b@x.example'],
  );
  assert.equal(mail.subject, 'Probefahrt übermorgen');
  assert.equal(mail.date?.toString(), '2026-11-23T08:00:00Z');
  assert.deepEqual(
    [mail.messageId, mail.inReplyTo, mail.references],
    ['m1@example.org', ['r1@example.org'], ['r0@example.org', 'r1@example.org']],
  );
  assert.equal(mail.text, 'Grüße, weicher Umbruch');
  assert.equal(mail.html, '<p>Grüße</p>');
  assert.deepEqual(mail.headers.slice(0, 2), [
    { name: 'received', value: 'from a' },
    { name: 'received', value: 'from b' },
  ]);
  const [file] = mail.attachments;
  assert.deepEqual(
    [file?.name, file?.type, file?.size, file?.disposition],
    ['Prüfung.pdf', 'application/pdf', 5, 'attachment'],
  );
  assert.equal(file?.sha256, createHash('sha256').update('hallo').digest('hex'));
  assert.deepEqual(mail.warnings, []);
});

const CHARSETS: [string, Uint8Array, string][] = [
  ['iso-8859-1', latin1('Gr\xfc\xdfe'), 'Grüße'],
  ['ISO-8859-15', latin1('10 \xa4'), '10 €'],
  ['windows-1252', latin1('\x84Gru\xdf\x93 \x80'), '„Gruß“ €'],
  ['windows-1250', latin1('P\xf8\xedli\x9a'), 'Příliš'],
  ['windows-1251', latin1('\xcf\xf0\xe8\xe2\xe5\xf2'), 'Привет'],
  ['koi8-r', latin1('\xf0\xd2\xc9\xd7\xc5\xd4'), 'Привет'],
  ['utf-8', Buffer.from('Grüße €'), 'Grüße €'],
  ['utf-16le', Buffer.from('Grüße', 'utf16le'), 'Grüße'],
  ['iso-2022-jp', latin1('\x1b$B$^$_\x1b(B'), 'まみ'],
  ['shift_jis', latin1('\x82\xdc\x82\xdd'), 'まみ'],
  ['euc-kr', latin1('\xc7\xd1\xb1\xb9'), '한국'],
  ['gb18030', latin1('\xc4\xe3\xba\xc3'), '你好'],
  ['big5', latin1('\xa7\x41\xa6\x6e'), '你好'],
  ['x-sjis', latin1('\x82\xdc'), 'ま'],
  ['unicode-1-1-utf-7', latin1('Gr+APwA3w-e 1 +- 1'), 'Grüße 1 + 1'],
];
for (const [charset, bytes, text] of CHARSETS) {
  test(`charset ${charset}`, async () => {
    const mail = await parse(
      Buffer.concat([Buffer.from(`Content-Type: text/plain; charset="${charset}"\r\n\r\n`), bytes]),
    );
    assert.equal(mail.text, text);
    assert.deepEqual(mail.warnings, []);
  });
}

test('a wrong, missing or unknown charset is put right, with a warning', async () => {
  const umlauts = 'Grüße aus Köln';
  const read = (type: string, bytes: Uint8Array) =>
    parse(Buffer.concat([Buffer.from(`Content-Type: ${type}\r\n\r\n`), bytes]));
  for (const [type, bytes, code] of [
    ['text/plain; charset=utf-8', latin1(umlauts), 'charsetRepaired'],
    ['text/plain; charset=iso-8859-1', Buffer.from(umlauts), 'charsetRepaired'],
    ['text/plain; charset=us-ascii', Buffer.from(umlauts), 'charsetRepaired'],
    ['text/plain', latin1(umlauts), 'charsetRepaired'],
    ['text/plain; charset=x-unknown', latin1(umlauts), 'charsetUnknown'],
    ['text/plain; charset=x-unknown', Buffer.from(umlauts), 'charsetUnknown'],
  ] as const) {
    const mail = await read(type, bytes);
    assert.equal(mail.text, umlauts, type);
    assert.deepEqual(codesOf(mail), [code], type);
  }
  const silent = await read('text/plain', Buffer.from(umlauts));
  assert.deepEqual([silent.text, silent.warnings], [umlauts, []]);
});

test('headers with bare eight-bit bytes are read', async () => {
  assert.equal(
    (await parse(latin1('Subject: Probefahrt f\xfcr K\xf6ln\r\n\r\nx'))).subject,
    'Probefahrt für Köln',
  );
  assert.equal(
    (await parse(Buffer.from('Subject: Probefahrt für Köln\r\n\r\nx'))).subject,
    'Probefahrt für Köln',
  );
});

test('flowing text is joined, quotes and signatures are not', async () => {
  const mail = await parse(
    'Content-Type: text/plain; format=flowed\r\n\r\nIch suche \r\neinen Golf.\r\n> a \r\n> b\r\n-- \r\nAnna',
  );
  assert.equal(mail.text, 'Ich suche einen Golf.\n> a \n> b\n-- \nAnna');
  const deleted = await parse('Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\nFahr \r\nzeug');
  assert.equal(deleted.text, 'Fahrzeug');
});

test('a mail forwarded as a part is read with its sender; one attached stays closed', async () => {
  const inner =
    'From: Anna <anna@example.org>\r\nSubject: Golf\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nNoch da?\r\n--i\r\nContent-Type: text/xml\r\n\r\n<adf/>\r\n--i--';
  const open = await parse(multipart('\r\nBitte übernehmen', `Content-Type: message/rfc822\r\n\r\n${inner}`));
  assert.match(
    open.text,
    /^Bitte übernehmen\n\n-+ From: Anna <anna@example\.org>\nSubject: Golf\n\nNoch da\?$/,
  );
  assert.equal(open.attachments[0]?.type, 'text/xml');
  assert.equal(open.subject, '');
  const encoded = `Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(inner).toString('base64')}`;
  assert.match((await parse(multipart(encoded))).text, /Noch da\?$/);
  const closed = await parse(
    multipart(
      `Content-Type: message/rfc822\r\nContent-Disposition: attachment; filename=m.eml\r\n\r\n${inner}`,
    ),
  );
  assert.deepEqual([closed.text, closed.attachments[0]?.name], ['', 'm.eml']);
});

test('the returned mail in a delivery report is evidence, not text', async () => {
  const mail = await parse(
    'Content-Type: multipart/report; boundary=r\r\n\r\n--r\r\n\r\nfailed\r\n--r\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--r\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\nsecret\r\n--r--',
  );
  assert.equal(mail.text, 'failed');
  assert.deepEqual(
    mail.attachments.map(({ type }) => type),
    ['message/delivery-status', 'message/rfc822'],
  );
});

test('damaged structure: what can be read is read', async () => {
  const text = async (mail: string) => (await parse(mail)).text.trim();
  assert.equal(await text('Subject: no empty line\nHallo Welt, wie geht es?'), 'Hallo Welt, wie geht es?');
  assert.equal(await text('only a body'), 'only a body');
  assert.equal(await text('Content-Type: multipart/mixed\r\n\r\nno boundary'), 'no boundary');
  assert.equal(
    await text('Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nnot closed'),
    'not closed',
  );
  assert.equal(
    await text('Content-Type: multipart/mixed; boundary=b\r\n\r\nno part at all'),
    'no part at all',
  );
  assert.equal(
    await text('Content-Type: multipart/mixed; boundary=b\r\n\r\n--bb\r\n\r\nx\r\n--b\r\n\r\nright'),
    'right',
  );
  assert.equal(await text('Content-Type: nonsense\r\n\r\nplain'), 'plain');
  assert.equal(
    await text('Content-Transfer-Encoding: quoted-printable\r\n\r\na=C3=BCb =ZZ 50%= \r\nc='),
    'aüb =ZZ 50%c=',
  );
  assert.equal(await text('From anna Mon Nov 23\r\nSubject: mbox\r\n\r\nbody'), 'body');
  const empty = await parse('');
  assert.deepEqual([empty.text, empty.from, empty.headers, empty.date], ['', [], [], null]);
});

test('NUL characters, which the database refuses, are left out', async () => {
  const mail = await parse('Subject: a\0b\r\nContent-Type: text/plain; name="x\0y"\r\n\r\nc\0d');
  assert.deepEqual([mail.subject, mail.text], ['ab', 'cd']);
});

test('limits: parts, depth, headers and text end with a warning instead of an error', async () => {
  const many = await parse(
    multipart(...Array.from({ length: 10_000 }, () => 'Content-Type: image/png\r\n\r\nx')),
  );
  assert.deepEqual([many.attachments.length, codesOf(many)], [MIME_LIMITS.parts, ['attachmentsDropped']]);
  const deep = Array.from(
    { length: 500 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
  ).join('');
  assert.deepEqual((await parse(`${deep}\r\nbottom`)).warnings, [{ code: 'mailTruncated', detail: 'depth' }]);
  const endless = await parse(`From: a@example.org\r\n${'X-Filler: y\r\n'.repeat(100_000)}\r\nbody`);
  assert.deepEqual([endless.from[0]?.address, endless.text], ['a@example.org', 'body']);
  assert.deepEqual(endless.warnings, [{ code: 'mailTruncated', detail: 'headers' }]);
  const long = await parse(`\r\n${'äöü '.repeat(400_000)}`);
  assert.deepEqual([long.text.length, codesOf(long)], [1_000_000, ['textTruncated']]);
  const nested = await parse(`${'Content-Type: message/rfc822\r\n\r\n'.repeat(5000)}x`);
  assert.equal(nested.attachments.length, 1);
});

test('a form is the same enquiry in windows-1252 as in UTF-8, bare, quoted-printable or base64', async () => {
  const form = 'Anrede: Frau\r\nName: Jördis Größer\r\nTelefon: 0171 1234567\r\nFahrzeug: Škoda Citigo';
  const windows = latin1(form.replace('Š', '\x8a'));
  const quoted = windows
    .toString('latin1')
    .replaceAll(/[=\x80-\xff]/g, (byte) => `=${byte.charCodeAt(0).toString(16).toUpperCase()}`);
  const bodies: [encoding: string, body: Buffer][] = [
    ['8bit', windows],
    ['quoted-printable', Buffer.from(quoted.replace('Telefon', 'Tele=\r\nfon'))],
    ['base64', Buffer.from(windows.toString('base64').replaceAll(/.{40}/g, '$&\r\n'))],
  ];
  for (const [encoding, body] of bodies) {
    const head = `From: www-data@web17.example\r\nContent-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    const [enquiry] = readMail(await parse(Buffer.concat([latin1(head), body])), CONTEXT);
    assert.ok(enquiry);
    assert.deepEqual(
      [customerName(enquiry), vehicleTitle(enquiry), enquiry.customer.phones[0]?.e164, enquiry.parse.status],
      ['Jördis Größer', 'Škoda Citigo', '+491711234567', 'ok'],
      encoding,
    );
  }
});
