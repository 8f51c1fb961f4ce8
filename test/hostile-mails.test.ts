/** Mails made to be slow: none may take the time of a thread for more than a second (quality.md, "Bad input"). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAll } from '../src/domain/intake/mail.fixtures.ts';
import { parseMime } from '../src/server/intake/mime.ts';
import { safeHtml } from '../src/server/intake/safe-html.ts';
import { startCpuClock } from './harness/cpu-time.ts';

const LIMIT_MS = 1000;
const CHARS = 500_000;

const repeated = (shape: string, head = ''): string => head + shape.repeat(Math.max(1, CHARS / shape.length));

/** Which of the inputs took too long, with their times. */
const slowOf = async (inputs: Iterable<[string, () => unknown]>): Promise<string[]> => {
  const slow: string[] = [];
  for (const [name, work] of inputs) {
    const elapsedMs = startCpuClock();
    await work();
    const tookMs = elapsedMs();
    if (tookMs >= LIMIT_MS) slow.push(`${name}: ${Math.round(tookMs)} ms`);
  }
  return slow;
};

test('mails of megabytes are taken apart within a second', async () => {
  const multipart = (body: string) => `Content-Type: multipart/mixed; boundary="b"\r\n\r\n${body}`;
  const hostile: Record<string, string> = {
    'nested messages': `${'Content-Type: message/rfc822\r\n\r\n'.repeat(5000)}${'x\r\n'.repeat(1_000_000)}`,
    'a hundred thousand parts': multipart('') + '--b\r\n\r\nx\r\n'.repeat(100_000),
    'lines that nearly are boundaries': multipart('') + '--bx\r\n'.repeat(300_000),
    'quoted-printable breaks': `Content-Transfer-Encoding: quoted-printable\r\n\r\n${'= '.repeat(2_000_000)}`,
    'flowing text': `Content-Type: text/plain; format=flowed\r\n\r\n${'a \r\n'.repeat(500_000)}`,
    'encoded words': `Subject: ${'=?utf-8?q?a?= '.repeat(9000)}\r\n\r\nx`,
    addresses: `From: ${'a <a@b.example>, '.repeat(7000)}\r\n\r\nx`,
    'open quotes in addresses': `From: ${'"a" <'.repeat(20_000)}\r\n\r\nx`,
    parameters: `Content-Type: text/plain; ${'a="'.repeat(40_000)}\r\n\r\nx`,
    'spaces in a header': `Subject: a${' '.repeat(120_000)}b\r\n\r\nx`,
    'one header of ten megabytes': `X: ${'a'.repeat(10_000_000)}\r\n\r\nx`,
    'a parameter in pieces': `Content-Type: text/plain; ${'name*1*=a; name*7="b"; '.repeat(8000)}\r\n\r\nx`,
    'one type said again and again': `${'Content-Type: multipart/mixed; boundary=b\r\n'.repeat(50_000)}\r\n--b\r\n\r\nx`,
    'a type for every boundary': multipart(
      '--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n'.repeat(20_000),
    ),
    'base64 that is none': `Content-Transfer-Encoding: base64\r\n\r\n${'=-_~'.repeat(2_000_000)}`,
    'folded lines': `X: y\r\n${' a\r\n'.repeat(30_000)}\r\nx`,
  };
  assert.deepEqual(
    await slowOf(Object.entries(hostile).map(([name, mail]) => [name, () => parseMime(Buffer.from(mail))])),
    [],
  );
});

const CALL = {
  from: 'no-reply@rtm.autoscout24.com',
  subject: 'Knd.-Nr: 1. Verpasster Anruf um 9:00, Golf (MIA)',
};

test('texts of half a megabyte are read within a second', async () => {
  const shapes = [
    "a: b\n¦Name: x\n¦Nachricht: x\n¦Name\tx\t¦:¦\t¦ ¦\n¦>¦. . ¦=¦|¦....¦* ¦**¦_¦-¦0¦1.¦1,¦1'¦<",
    '&lt;adf¦<adf ¦<adf>¦</adf>¦<a>¦<a b="¦<?¦<![CDATA[¦<!--¦&¦&lt;¦“¦x@¦@¦<x@y>¦http://',
    'Am 1 schrieb ¦On 1 wrote 1 ¦Von: x\nAn: y\n¦wrote: ¦Nachricht von ¦Straße, Hausnummer: ',
    '80331 ¦+49 ¦Telefon: 0171/¦Von: <¦Name: Frau ¦Adresse: a ',
    'Name: x\n  y\n¦Name x\nTelefon 0171 123456\n¦| Name | x |\n¦1 1 1 ¦x@x@¦🚗 ¦Telefon <tel:¦<p><td>x',
    'Diese E-Mail wurde von einem Kontaktformular von ¦ä¦\u00a0¦Preis: 1.¦Fahrzeug: http://',
    'E-Mail: a@¦Nachricht:\nName:\n¦[x] ¦Name: [ ] ¦☐¦Name\tE-Mail\tTelefon\n¦diese mail wurde ',
    '<lead><potentialBuyer><message>¦<lead ¦<lead>¦<dealerdeskLead ¦<ProcessSalesLead>¦</lead>¦<lead><erstkontakt>¦<a href=http:¦<a  href =',
  ].flatMap((line) => line.split('¦'));
  const heads = ['', 'Name: Anna\nE-Mail: a@example.org\nTelefon: ', '<adf><prospect><customer>', '<adf><a '];
  const inputs = shapes.flatMap((shape) => [
    ...heads.map((head): [string, () => unknown] => [
      head + shape,
      () => readAll({ text: repeated(shape, head) }),
    ]),
    [`HTML ${shape}`, () => readAll({ html: repeated(shape) })] satisfies [string, () => unknown],
    [`call ${shape}`, () => readAll({ ...CALL, html: repeated(`<!--${shape}-->`) })] satisfies [
      string,
      () => unknown,
    ],
    ...['buyer-1@kontakt.mobile.de', 'x-ek-ek@mail.kleinanzeigen.de'].map((from): [string, () => unknown] => [
      `${from} ${shape}`,
      () => readAll({ from, text: repeated(shape), html: repeated(shape, '<td bgcolor="#f0f0f0">') }),
    ]),
  ]);
  assert.deepEqual(await slowOf(inputs), []);
});

test('HTML of half a megabyte is cleaned within a second', async () => {
  const shapes = ['<div>', '<p>a</p>', '<', '&', '<a ', '<!--', '<table><tr><td>', '<p style="color:red">'];
  const long = [`<p style="${'a'.repeat(400_000)}">`, `<p ${'a=b '.repeat(100_000)}>`];
  assert.deepEqual(
    await slowOf([...shapes, ...long].map((shape) => [shape.slice(0, 20), () => safeHtml(repeated(shape))])),
    [],
  );
});
