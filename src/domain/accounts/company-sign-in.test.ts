import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressFault, confirmedMail, mayUseWay } from './company-sign-in.ts';

test('a provider is asked over an encrypted connection, or on this machine', () => {
  for (const good of [
    'https://login.gruppe.example',
    'https://login.gruppe.example/realms/auto',
    'http://127.0.0.1:9/x',
  ])
    assert.equal(addressFault(good), null, good);
  assert.equal(addressFault('http://login.gruppe.example'), 'notEncrypted');
  for (const bad of [
    '',
    'login.gruppe.example',
    'ftp://login',
    'https://u:p@login.example',
    'https://login.example/?a=1',
  ])
    assert.equal(addressFault(bad), 'noAddress', bad);
});

test('an address counts when the provider vouches for it; where it says nothing, when it is trusted', () => {
  const email = 'Vera.Vogt@Haus.example';
  assert.equal(confirmedMail({ email, email_verified: true }, false), 'vera.vogt@haus.example');
  assert.equal(confirmedMail({ email }, false), null);
  assert.equal(confirmedMail({ email }, true), 'vera.vogt@haus.example');
  for (const no of [false, 'false', 'true', null])
    assert.equal(confirmedMail({ email, email_verified: no }, true), null);
  for (const none of [undefined, 7, '', 'vera'])
    assert.equal(confirmedMail({ email: none, email_verified: true }, true), null);
});

test('where company accounts are the only way, admins keep their password, and company sessions end with the provider', () => {
  const [open, only] = [{ onlyWay: false }, { onlyWay: true }];
  assert.deepEqual(
    [null, open, only].map((set) => mayUseWay('password', set, ['seller'])),
    [true, true, false],
  );
  assert.equal(mayUseWay('password', only, ['seller', 'admin']), true);
  assert.deepEqual(
    [null, open, only].map((set) => mayUseWay('company', set, ['seller'])),
    [false, true, true],
  );
});
