import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerMail, customerName } from './enquiry.ts';
import { CONTEXT, warningsOf } from './mail.fixtures.ts';
import { readDocument } from './read-document.ts';

const prospect = (name: string) =>
  `<prospect><customer><contact><name part="full">${name}</name><email>anna@example.org</email></contact></customer></prospect>`;
const adfOf = (...names: string[]) => `<?xml version="1.0"?><adf>${names.map(prospect).join('')}</adf>`;

test('a posted ADF document is read by the same reader as in a mail, and says how it came', () => {
  const [enquiry, ...more] = readDocument(adfOf('Anna Müller'), 'application/xml', CONTEXT);
  assert.equal(more.length, 0);
  assert.ok(enquiry);
  assert.deepEqual([customerName(enquiry), customerMail(enquiry)], ['Anna Müller', 'anna@example.org']);
  assert.equal(enquiry.source.channel, 'api');
  assert.equal(enquiry.parse.reader, 'adf');
  assert.equal(enquiry.parse.status, 'ok');
});

test('each prospect of a posted document is an enquiry', () => {
  const names = readDocument(adfOf('Anna Müller', 'Bernd Beispiel'), 'application/x-adf+xml', CONTEXT);
  assert.deepEqual(names.map(customerName), ['Anna Müller', 'Bernd Beispiel']);
});

test('bytes are read in the charset they declare', () => {
  const latin = Buffer.from(adfOf('Jürgen Größ').replace('"1.0"?', '"1.0" encoding="ISO-8859-1"?'), 'latin1');
  const marked = Buffer.from(`\ufeff${adfOf('Jürgen Größ')}`);
  for (const bytes of [latin, marked, Buffer.from(`\ufeff${adfOf('Jürgen Größ')}`, 'utf16le')]) {
    assert.deepEqual(readDocument(bytes, 'text/xml', CONTEXT).map(customerName), ['Jürgen Größ']);
  }
});

test('labelled text and HTML are forms like those in mails', () => {
  const form = readDocument('Name: Anna Müller\nE-Mail: anna@example.org\n', 'text/plain', CONTEXT);
  const html =
    '<table><tr><td>Name</td><td>Anna Müller</td></tr><tr><td>E-Mail</td><td>anna@example.org</td></tr></table>';
  const table = readDocument(html, 'text/html; charset=utf-8', CONTEXT);
  for (const [enquiry] of [form, table]) {
    assert.ok(enquiry);
    assert.deepEqual([customerName(enquiry), customerMail(enquiry)], ['Anna Müller', 'anna@example.org']);
  }
});

test('what no reader knows stays whole, to be looked at', () => {
  const [unknown] = readDocument('<order><id>7</id></order>', 'application/xml', CONTEXT);
  assert.equal(unknown?.message?.text, '<order><id>7</id></order>');
  assert.equal(unknown?.parse.status, 'unparsed');
  const hostile = '<!DOCTYPE a [<!ENTITY b "c">]><adf><prospect/></adf>';
  const [refused] = readDocument(hostile, 'application/xml', CONTEXT);
  assert.ok(refused);
  assert.deepEqual(warningsOf(refused), ['xmlEntities', 'senderUnknown', 'nothingStructured']);
  assert.equal(refused.message?.text, hostile);
});
