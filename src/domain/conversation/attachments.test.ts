import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ATTACHMENT_LIMITS, attachmentProblem, fileNameFor, isRiskyFile } from './attachments.ts';
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

test('a name that hides its ending hides nothing, and where bytes say nothing the name decides', () => {
  // A script in UTF-16 is no text to us, but one to Windows.
  const unknown = new Uint8Array([0xff, 0xfe, 0x61, 0x00]);
  for (const name of ['Angebot.js\u200b', 'Angebot.pdf      .vbs', 'Angebot.hta.', 'ordner/Angebot.chm'])
    assert.deepEqual(attachmentProblem([file(name, unknown)]), { problem: 'risky', name });
  assert.equal(attachmentProblem([file('Angebot.xyz', unknown)]), null);
  assert.equal(isRiskyFile('Rechnung.js', fileTypeOf(unknown)), true);
  assert.equal(isRiskyFile('Rechnung.xyz', fileTypeOf(unknown)), false);
});

test('a file is handed out under a name that says what it is', () => {
  const pdf = fileTypeOf(PDF);
  assert.equal(fileNameFor('Angebot Golf.pdf', pdf, 0), 'Angebot Golf.pdf');
  assert.equal(fileNameFor('../../etc/Angebot', pdf, 0), 'Angebot.pdf');
  assert.equal(fileNameFor('', pdf, 1), 'Anhang 2.pdf');
  assert.equal(fileNameFor('Rechnung\u202Efdp.exe', fileTypeOf(PROGRAM), 0), 'Rechnungfdp.exe');
  assert.equal(fileNameFor('Foto.jpg', fileTypeOf(PROGRAM), 0), 'Foto.jpg.exe');
  assert.equal(fileNameFor('Foto.JPEG', fileTypeOf(new Uint8Array([0xff, 0xd8, 0xff])), 0), 'Foto.JPEG');
  const plain = (name: string) => fileNameFor(name, fileTypeOf(new Uint8Array()), 0);
  assert.equal(plain('C:\\Eigene Dateien\\Fahrzeugschein'), 'Fahrzeugschein');
  assert.equal(plain('oben\u2028/../../unten'), 'unten');
  assert.equal(plain('Re: Ihr \t Golf\u2029\n'), 'Re_ Ihr Golf');
  assert.equal(plain('.. .htaccess. .'), 'htaccess');
  assert.equal(plain('/'), 'Anhang 1');
});

test('a long name keeps its ending, and no letter is cut in two', () => {
  const name = fileNameFor(`${'🚗'.repeat(200)}.jpeg`, fileTypeOf(new Uint8Array([0xff, 0xd8, 0xff])), 0);
  assert.match(name, /^(?:🚗){75}\.jpeg$/u);
  assert.equal(fileNameFor('halb\ud83d.pdf', fileTypeOf(PDF), 0), 'halb.pdf');
});
