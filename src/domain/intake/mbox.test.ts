import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginsWithPostmark, mboxSplitter } from './mbox.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (mail: Uint8Array) => new TextDecoder().decode(mail);

/** In pieces of every size, as a file may be cut anywhere. */
const split = (file: string): string[] => {
  const whole = bytes(file);
  const results = [1, 7, whole.length || 1].map((size) => {
    const splitter = mboxSplitter();
    const mails: Uint8Array[] = [];
    for (let at = 0; at < whole.length; at += size) mails.push(...splitter.push(whole.slice(at, at + size)));
    return [...mails, ...splitter.end()].map(text);
  });
  for (const result of results) assert.deepEqual(result, results[0]);
  return results[0] ?? [];
};

const MARK = 'From karla@kunde.example Mon Mar  2 09:00:00 2026';
const mail = (subject: string, body = 'Hallo') => `Subject: ${subject}\n\n${body}\n`;

test('mails are what stands between the postmarks, whatever ends the lines and the file', () => {
  const file = `${MARK}\n${mail('eins')}\n${MARK}\n${mail('zwei')}`;
  assert.deepEqual(split(file), [mail('eins'), mail('zwei')]);
  assert.deepEqual(split(file.trimEnd()), [mail('eins'), mail('zwei').trimEnd()]);
  const crlf = file.replaceAll('\n', '\r\n');
  assert.deepEqual(
    split(crlf),
    [mail('eins'), mail('zwei')].map((one) => one.replaceAll('\n', '\r\n')),
  );
  assert.deepEqual(split(`${MARK}\n${mail('eins')}${MARK}\n${mail('zwei')}`), [mail('eins'), mail('zwei')]);
});

test('"From " in a mail is text of its writer', () => {
  const said = 'From Monday on we are away.\n\nFrom 2026-03-02 10:00 on, again\nnot yet';
  assert.deepEqual(split(`${MARK}\n${mail('eins', said)}\n${MARK}\n${mail('zwei')}`), [
    mail('eins', said),
    mail('zwei'),
  ]);
  const quoted = mail('eins', '>From the start\n>>From a quotation\n> From here');
  assert.deepEqual(split(`${MARK}\n${quoted}`), [
    mail('eins', 'From the start\n>From a quotation\n> From here'),
  ]);
});

test('the postmarks of the usual programs are known', () => {
  for (const mark of [
    'From - Mon Mar 02 09:00:00 2026',
    'From 1801234567890123456@xxx Mon Mar 02 09:00:00 +0000 2026',
    'From MAILER-DAEMON Mon Mar  2 09:00 2026 +0100',
  ]) {
    assert.deepEqual(split(`${mark}\n${mail('eins')}\n${mark}\n${mail('zwei')}`), [
      mail('eins'),
      mail('zwei'),
    ]);
    assert.ok(beginsWithPostmark(bytes(`${mark}\nSubject: x`)));
  }
  assert.ok(!beginsWithPostmark(bytes('From: a@b.example')));
});

test('of nothing there are no mails, and what stands before the first postmark is not lost', () => {
  assert.deepEqual(split(''), []);
  assert.deepEqual(split('\n\n'), []);
  assert.deepEqual(split(`${mail('eins')}\n${MARK}\n${mail('zwei')}`), [mail('eins'), mail('zwei')]);
  assert.deepEqual(split(`${MARK}\n${mail('eins')}\n${MARK}\n`), [`${mail('eins')}\n${MARK}\n`]);
});
