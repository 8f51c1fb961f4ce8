import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSender, readAuthenticationResults, type SenderResults } from './sender.ts';

const NOTHING: SenderResults = { fromDomain: 'boerse.example', dkim: [], spf: null, dmarc: 'none' };
const judged = (results: Partial<SenderResults>) => {
  const { state, proof } = judgeSender({ ...NOTHING, ...results });
  return proof === null ? state : `${state} by ${proof}`;
};
const signed = (domain: string, result = 'pass') => [{ domain, result }];

test('a signature of the domain in "From", or of one above or below it, confirms the sender', () => {
  assert.equal(judged({ dkim: signed('boerse.example') }), 'confirmed by dkim');
  assert.equal(judged({ dkim: signed('Mail.Boerse.example') }), 'confirmed by dkim');
  assert.equal(
    judged({ fromDomain: 'leads.boerse.example', dkim: signed('boerse.example') }),
    'confirmed by dkim',
  );
});

test('a valid signature of somebody else confirms nothing, however alike the name', () => {
  assert.equal(judged({ dkim: signed('versand.example') }), 'unconfirmed');
  assert.equal(judged({ dkim: signed('falsche-boerse.example') }), 'unconfirmed');
  assert.equal(judged({ dkim: signed('boerse.example', 'fail') }), 'unconfirmed');
});

test('the sending server confirms it where no signature does', () => {
  const spf = { domain: 'boerse.example', result: 'pass' };
  assert.equal(judged({ spf }), 'confirmed by spf');
  assert.equal(judged({ spf, dkim: signed('boerse.example') }), 'confirmed by dkim');
  assert.equal(judged({ spf: { ...spf, domain: 'versand.example' } }), 'unconfirmed');
});

test('what the domain itself distrusts is refuted; what could not be found out is unknown', () => {
  assert.equal(judged({ dkim: signed('boerse.example', 'fail'), dmarc: 'fail' }), 'refuted');
  assert.equal(judged({ dkim: signed('boerse.example', 'temperror') }), 'unknown');
  assert.equal(judged({ fromDomain: null, dkim: signed('boerse.example') }), 'unconfirmed');
});

const HEADER = {
  name: 'Authentication-Results',
  value: `mx.autohaus.example 1;
    dkim=pass (2048-bit key; d=liar.example) header.d=boerse.example header.s=a1;
    spf=softfail smtp.mailfrom=bounce@versand.example;
    dmarc=pass (p=REJECT) header.from=boerse.example`,
};

test('the mail server in front is believed, and only it, and only at the top', () => {
  assert.deepEqual(readAuthenticationResults([HEADER], 'MX.autohaus.example'), {
    fromDomain: 'boerse.example',
    dkim: [{ domain: 'boerse.example', result: 'pass' }],
    spf: { domain: 'versand.example', result: 'softfail' },
    dmarc: 'pass',
  });
  assert.equal(readAuthenticationResults([HEADER], 'mx.other.example'), null);
  assert.equal(
    readAuthenticationResults(
      [{ ...HEADER, value: 'mx.forged.example; dkim=pass' }, HEADER],
      'mx.autohaus.example',
    ),
    null,
  );
});

test('where the server did not name the sender it is read from "From"; two of them are none', () => {
  const short = { ...HEADER, value: 'mx; dkim=pass header.i=@boerse.example' };
  const from = { name: 'From', value: 'Börse <post@boerse.example>' };
  assert.equal(readAuthenticationResults([short, from], 'mx')?.fromDomain, 'boerse.example');
  const twice = { name: 'From', value: 'a@boerse.example, b@other.example' };
  assert.equal(readAuthenticationResults([short, twice], 'mx')?.fromDomain, null);
});
