import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSecretBox } from './secrets.ts';

const box = openSecretBox('a secret of this installation');

test('what is sealed opens again, never looks the same twice, and does not show', () => {
  const sealed = box.seal('Geheimwört', 'mailbox 1');
  assert.equal(box.open(sealed, 'mailbox 1'), 'Geheimwört');
  assert.notEqual(sealed, box.seal('Geheimwört', 'mailbox 1'));
  assert.ok(!Buffer.from(sealed, 'base64').includes('Geheim'));
});

test('it opens neither in another place, nor with another secret, nor when it was changed', () => {
  const sealed = box.seal('Geheimwort', 'mailbox 1');
  assert.throws(() => box.open(sealed, 'mailbox 2'));
  assert.throws(() => openSecretBox('another').open(sealed, 'mailbox 1'));
  const changed = Buffer.from(sealed, 'base64');
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
  assert.throws(() => box.open(changed.toString('base64'), 'mailbox 1'));
});
