import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTACHMENT_LIMITS, attachmentProblem, fileNameFor } from './attachments.ts';
import { fileTypeOf } from './file-type.ts';

const PDF = new TextEncoder().encode('%PDF-1.7\n');
const PROGRAM = new TextEncoder().encode('MZ program');
const file = (name: string, content: Uint8Array = PDF) => ({ name, content });

test('harmless files may be sent, up to ten and ten megabytes', () => {
  assert.equal(
    attachmentProblem([file('Angebot.pdf'), file('Notiz.txt', new TextEncoder().encode('Hallo'))]),
    null,
  );
  const many = Array.from({ length: ATTACHMENT_LIMITS.files + 1 }, () => file('a.pdf'));
  assert.deepEqual(attachmentProblem(many), { problem: 'tooMany', name: null });
  const large = file('a.bin', new Uint8Array(ATTACHMENT_LIMITS.bytes + 1));
  assert.deepEqual(attachmentProblem([large]), { problem: 'tooLarge', name: null });
});

test('programs are refused by what they are and by what they are called', () => {
  assert.deepEqual(attachmentProblem([file('a.pdf'), file('Foto.jpg', PROGRAM)]), {
    problem: 'risky',
    name: 'Foto.jpg',
  });
  assert.deepEqual(attachmentProblem([file('Angebot.pdf.js')]), { problem: 'risky', name: 'Angebot.pdf.js' });
  assert.deepEqual(attachmentProblem([file('leer.pdf', new Uint8Array())]), {
    problem: 'empty',
    name: 'leer.pdf',
  });
});

test('a file is handed out under a name that says what it is', () => {
  const pdf = fileTypeOf(PDF);
  assert.equal(fileNameFor('Angebot Golf.pdf', pdf, 0), 'Angebot Golf.pdf');
  assert.equal(fileNameFor('../../etc/Angebot', pdf, 0), 'Angebot.pdf');
  assert.equal(fileNameFor('', pdf, 1), 'Anhang 2.pdf');
  assert.equal(fileNameFor('Rechnung\u202Efdp.exe', fileTypeOf(PROGRAM), 0), 'Rechnungfdp.exe');
  assert.equal(fileNameFor('Foto.jpg', fileTypeOf(PROGRAM), 0), 'Foto.jpg.exe');
  assert.equal(fileNameFor('Foto.JPEG', fileTypeOf(new Uint8Array([0xff, 0xd8, 0xff])), 0), 'Foto.JPEG');
});
