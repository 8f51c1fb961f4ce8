import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './csv.ts';

test('cells with separators are quoted, and none is taken for a formula', () => {
  assert.equal(
    csvOf([
      ['Name', 'Bemerkung'],
      ['Müller; Söhne', 'sagte "ja"'],
      ['=1+1', '-'],
    ]),
    'Name;Bemerkung\r\n"Müller; Söhne";"sagte ""ja"""\r\n\'=1+1;\'-',
  );
});
