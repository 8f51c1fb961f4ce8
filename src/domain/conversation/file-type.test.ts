import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileTypeOf, isPreviewable } from './file-type.ts';

const bytes = (latin1: string) => Uint8Array.from(latin1, (char) => char.charCodeAt(0));
const typeOf = (latin1: string) => fileTypeOf(bytes(latin1)).mediaType;
const local = (name: string) => `PK\x03\x04${'\0'.repeat(26)}${name}`;

test('files are what their bytes say', () => {
  const types = [
    '%PDF-1.7',
    '\xff\xd8\xff\xe0',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    'RIFF1234WEBPVP8 ',
    '\0\0\0\x18ftypheic',
  ];
  assert.deepEqual(types.map(typeOf), [
    'application/pdf',
    'image/jpeg',
    'image/png',
    'image/gif',
    'image/webp',
    'image/heic',
  ]);
});

test('office documents are told from other archives, and those with macros are risky', () => {
  assert.match(typeOf(`${local('[Content_Types].xml')}${local('word/document.xml')}`), /wordprocessingml/);
  assert.match(typeOf(`${local('[Content_Types].xml')}${local('xl/workbook.xml')}`), /spreadsheetml/);
  const macros = `${local('word/document.xml')}${local('word/vbaProject.bin')}`;
  assert.deepEqual([typeOf(macros), fileTypeOf(bytes(macros)).isRisky], ['application/zip', true]);
  assert.equal(fileTypeOf(bytes(local('setup.js'))).isRisky, true);
});

test('programs, scripts and web pages are risky whatever they are called', () => {
  for (const risky of [
    'MZ\x90\0',
    '\x7fELF\x02',
    '#!/bin/sh\n',
    '<!DOCTYPE html>',
    '<svg xmlns="x">',
    'Rar!\x1a',
  ])
    assert.equal(fileTypeOf(bytes(risky)).isRisky, true, risky);
});

test('leads in XML are data; XML that a browser would run is a page, also where it hides that', () => {
  const lead = fileTypeOf(
    new TextEncoder().encode('<?xml version="1.0"?><?adf version="1.0"?><adf>Gr&#252;&#xDF;e</adf>'),
  );
  assert.deepEqual([lead.mediaType, lead.extension, lead.isRisky], ['application/xml', 'xml', undefined]);
  const root = (attributes: string, before = '') => `<?xml version="1.0"?>${before}<a ${attributes}/>`;
  for (const page of [
    root('xmlns="http://www.w3.org/1999/xhtml"'),
    root('xmlns="http://www.w3.org/2000/s&#118;g"'),
    root('xmlns="http://www.w3.org/2000/s&#x00076;g"'),
    root('xmlns="http://www.w3.org/2000/s\x1b(Bvg"'),
    root('', '<?xml-stylesheet href="a.xsl"?>'),
    root('', '<!DOCTYPE a [<!ENTITY b "c">]>'),
    root(`b="${'x'.repeat(200_000)}"`),
  ])
    assert.equal(fileTypeOf(bytes(page)).isRisky, true, page.slice(0, 80));
});

test('text is text, and what is neither is unknown', () => {
  assert.equal(fileTypeOf(new TextEncoder().encode('Grüße\n')).mediaType, 'text/plain');
  assert.equal(typeOf('BEGIN:VCARD\r\nVERSION:3.0'), 'text/vcard');
  assert.equal(typeOf('\x01\x02\x03'), 'application/octet-stream');
  assert.equal(typeOf(''), 'application/octet-stream');
});

test('only pictures a browser shows safely are shown', () => {
  assert.equal(isPreviewable(fileTypeOf(bytes('GIF89a'))), true);
  assert.equal(isPreviewable(fileTypeOf(bytes('<svg onload="x">'))), false);
  assert.equal(isPreviewable(fileTypeOf(bytes('%PDF-1.7'))), false);
});
