import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AcknowledgementFacts,
  acknowledgementMail,
  FIRST_ACKNOWLEDGEMENT,
  languageFor,
  whySilent,
} from './acknowledgement.ts';

const ON = { ...FIRST_ACKNOWLEDGEMENT, on: true };
const FACTS: AcknowledgementFacts = {
  bar: null,
  address: 'karla@kunde.example',
  isRelay: false,
  isOwnAddress: false,
  isTest: false,
  sentToday: { ofSource: 0, inAll: 0 },
};
const silence = (facts: Partial<AcknowledgementFacts>, spec = ON) => whySilent(spec, { ...FACTS, ...facts });

test('off until wanted', () => {
  assert.equal(silence({}, FIRST_ACKNOWLEDGEMENT), 'off');
  assert.equal(silence({}), null);
});

test('machines, tests, hand-made leads and our own addresses get none', () => {
  assert.equal(silence({ bar: 'list' }), 'list');
  assert.equal(silence({ bar: undefined }), 'byHand');
  assert.equal(silence({ isTest: true }), 'test');
  assert.equal(silence({ address: null }), 'noAddress');
  assert.equal(silence({ isOwnAddress: true }), 'ownAddress');
  assert.equal(silence({ address: 'no-reply@kunde.example' }), 'noReply');
});

test('an exchange’s relay gets one only where the source allows it', () => {
  assert.equal(silence({ isRelay: true }), 'relay');
  assert.equal(silence({ isRelay: true }, { ...ON, relays: true }), null);
});

test('one a day and source, three in all', () => {
  assert.equal(silence({ sentToday: { ofSource: 1, inAll: 1 } }), 'enough');
  assert.equal(silence({ sentToday: { ofSource: 0, inAll: 2 } }), null);
  assert.equal(silence({ sentToday: { ofSource: 0, inAll: 3 } }), 'enough');
});

test('German unless the enquiry says otherwise, or as the dealership wants it', () => {
  assert.deepEqual(
    [
      languageFor('auto', undefined),
      languageFor('auto', 'de-AT'),
      languageFor('auto', 'nl'),
      languageFor('de', 'en'),
    ],
    ['de', 'de', 'en', 'de'],
  );
});

test('the words depend on whether the branch is open, and leave no gaps', () => {
  const values = {
    salutation: 'Guten Tag',
    name: null,
    vehicle: null,
    seller: null,
    dealership: 'Autohaus Sonnenhof',
    branch: null,
  };
  const open = acknowledgementMail(ON.texts.de, true, values);
  assert.equal(open.subject, 'Ihre Anfrage bei Autohaus Sonnenhof');
  assert.match(open.text, /^Guten Tag,\n\n.*so bald wie möglich[^]*\nAutohaus Sonnenhof$/);
  assert.match(acknowledgementMail(ON.texts.de, false, values).text, /geschlossen/);
});
