import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Origin, placeOf, placeOfExtra, type ShownText } from './place.ts';

const shown = (origin: Partial<Origin>, ...texts: ShownText[]): string | null => {
  const place = placeOf({ method: 'label', path: '', raw: null, value: '', ...origin }, texts);
  return place && (texts[place.index]?.text.slice(place.start, place.end) ?? '');
};
const text = (said: string): ShownText => ({ kind: 'text', text: said });

test('a label and its value are found behind and below each other, in cells, with signs between and stars around', () => {
  const name = { path: 'Name', raw: 'Anna  Muster', value: 'Anna Muster' };
  for (const [said, place] of [
    ['Hallo\nName: Anna Muster\nOrt: Ulm', 'Name: Anna Muster'],
    ['Name ........ Anna Muster', 'Name ........ Anna Muster'],
    ['Name\nAnna Muster', 'Name\nAnna Muster'],
    ['*Name:* Anna Muster', 'Name:* Anna Muster'],
    ['Ort\tUlm\tName\tAnna\tMuster', 'Name\tAnna\tMuster'],
  ] as const)
    assert.equal(shown(name, text(said)), place, said);
});

test('nothing is marked that is not exactly the place: a longer label, another value, a value that stands there twice', () => {
  const name = { path: 'Name', raw: 'Anna', value: 'Anna' };
  assert.equal(shown(name, text('Vorname: Anna')), null);
  assert.equal(shown(name, text('Der Name ist Bert')), null);
  assert.equal(shown(name, text('Name: Anna\n\nName: Anna')), null);
});

test('where the value is written otherwise than it is kept, the line of its label is the place', () => {
  const price = { path: 'Preis (€)', value: '15000 EUR' };
  assert.equal(shown(price, text('Preis (€): 15.000,-\nOrt: Ulm')), 'Preis (€): 15.000,-');
});

test('a header is found by its name, among headers only', () => {
  const headers: ShownText = { kind: 'headers', text: 'From: a@b.example\nReply-To: c@d.example' };
  const origin = { method: 'header', path: 'reply-to', value: 'c@d.example' };
  assert.equal(shown(origin, headers, text('reply-to: x')), 'Reply-To: c@d.example');
  assert.equal(shown({ ...origin, path: 'subject' }, headers), null);
});

test('an element is found by its path and text, whatever its case, prefix and entities', () => {
  const document: ShownText = {
    kind: 'document',
    text: '<l:Lead><Customer><Name part="first">A &amp; B</Name><name part="last">C</name></Customer><Vendor><Name>C</Name></Vendor></l:Lead>',
  };
  const xml = { method: 'xml', path: 'customer/name[first]', raw: 'A & B' };
  assert.equal(shown(xml, document), '<Name part="first">A &amp; B</Name>');
  assert.equal(
    shown({ ...xml, path: 'customer/name[last]', raw: 'C' }, document),
    '<name part="last">C</name>',
  );
  assert.equal(shown({ ...xml, path: 'name', raw: 'C' }, document), null);
  assert.equal(shown({ ...xml, path: 'customer/name@part', raw: 'first' }, document), null);
  assert.equal(shown({ ...xml, path: 'vendor', raw: null }, document), '<Vendor><Name>C</Name></Vendor>');
});

test('words recognised in a text are found when they stand there once', () => {
  const said = { method: 'regex', path: 'body', value: 'Ist er  noch da?' };
  assert.equal(shown(said, text('Hallo,\nist er\nnoch da? Gruß')), 'ist er\nnoch da?');
  assert.equal(shown({ ...said, value: 'da' }, text('da')), null);
});

test('what no field was found for is found by its element or its label', () => {
  assert.deepEqual(placeOfExtra('Farbe', 'Rot', [text('Farbe: Rot')]), { index: 0, start: 0, end: 10 });
  assert.deepEqual(placeOfExtra('a/b', '1', [text('x'), { kind: 'document', text: '<a><b>1</b></a>' }]), {
    index: 1,
    start: 3,
    end: 11,
  });
});

test('a text made to be slow to search costs no more than any other', () => {
  const hostile = `${'Name *'.repeat(20_000)}${'<a '.repeat(20_000)}`;
  assert.equal(shown({ path: 'Name', raw: 'Anna', value: 'Anna' }, text(hostile)), null);
  assert.equal(shown({ method: 'xml', path: 'a', raw: 'x' }, { kind: 'document', text: hostile }), null);
});
