import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOf, rowDocument, separatorOf } from './csv-row.ts';

test('what parts the cells is told by the head, whatever stands within quotation marks', () => {
  assert.equal(separatorOf('Eingang;Name;E-Mail'), ';');
  assert.equal(separatorOf('Name,E-Mail,Fahrzeug'), ',');
  assert.equal(separatorOf('Name\tE-Mail\tFahrzeug'), '\t');
  assert.equal(separatorOf('"Name, Vorname, Titel";"E-Mail";Preis in EUR, brutto'), ';');
  assert.equal(separatorOf('E-Mail'), ';');
});

test('of a dealer’s columns those are known that have a field; the others are kept as they are', () => {
  const columns = columnsOf([' Eingang ', 'Nachname', 'E-Mail', 'Mobil', 'Fahrzeug', 'Lieblingsfarbe', '']);
  assert.deepEqual(
    columns.map(({ label }) => label),
    ['Eingang', 'Nachname', 'E-Mail', 'Mobil', 'Fahrzeug', 'Lieblingsfarbe', ''],
  );
  assert.deepEqual(
    columns.map(({ isKnown }) => isKnown),
    [true, true, true, true, true, false, false],
  );
});

test('a row keeps each cell under its column, trimmed, without the empty ones', () => {
  const columns = columnsOf(['Name', 'Preis', 'Nachricht']);
  const document = rowDocument(columns, [' Ilse Böhm ', '12.990,50 €', '']);
  assert.deepEqual(JSON.parse(document ?? ''), {
    importedRow: { Name: 'Ilse Böhm', Preis: '12.990,50 €' },
  });
  assert.equal(rowDocument(columns, ['', '  ', '']), null);
});

test('columns of one name keep all they hold, cells beyond the head and without a name stand under their number', () => {
  const columns = columnsOf(['Telefon', 'Telefon', '']);
  const document = rowDocument(columns, ['0170 1112223', '089 445566', 'blau', 'zu viel']);
  assert.deepEqual(JSON.parse(document ?? ''), {
    importedRow: { Telefon: ['0170 1112223', '089 445566'], 'Spalte 3': 'blau', 'Spalte 4': 'zu viel' },
  });
});

test('a row shorter than the head is a row', () => {
  const document = rowDocument(columnsOf(['Name', 'E-Mail', 'Fahrzeug']), ['Ilse Böhm']);
  assert.deepEqual(JSON.parse(document ?? ''), { importedRow: { Name: 'Ilse Böhm' } });
});
