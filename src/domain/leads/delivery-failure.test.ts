import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failureReasonOf, isAnswerDueAgain } from './delivery-failure.ts';

test('the status code says why, whatever the words', () => {
  const reasons = ['5.1.1', '5.1.2', '5.2.2', '5.3.4', '5.7.1', '4.4.7'].map((code) =>
    failureReasonOf(code, ''),
  );
  assert.deepEqual(reasons, ['noSuchAddress', 'noSuchHost', 'full', 'tooLarge', 'refused', 'unknown']);
});

test('a relay’s answer says it in its code, or in its words', () => {
  const said = [
    '550 5.1.1 <karla@kunde.example>: Recipient address rejected',
    '550 User unknown',
    '550 No such user here',
    '552 Mailbox quota exceeded',
    '552 message too large',
    '554 blocked by policy',
    '550 not in the mood',
  ];
  assert.deepEqual(
    said.map((answer) => failureReasonOf(null, answer)),
    ['noSuchAddress', 'noSuchAddress', 'noSuchAddress', 'full', 'tooLarge', 'refused', 'unknown'],
  );
});

test('a failed answer was no answer, unless the customer was reached since or the matter is settled', () => {
  assert.equal(isAnswerDueAgain(null, []), true);
  assert.equal(isAnswerDueAgain('lost', [{ kind: 'closed' }]), true);
  assert.equal(isAnswerDueAgain(null, [{ kind: 'called', reached: false }, { kind: 'noted' }]), true);
  assert.equal(isAnswerDueAgain(null, [{ kind: 'called', reached: true }]), false);
  assert.equal(isAnswerDueAgain(null, [{ kind: 'answered' }]), false);
  assert.equal(isAnswerDueAgain('won', []), false);
  assert.equal(isAnswerDueAgain('unusable', []), false);
});
