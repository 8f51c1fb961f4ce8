import type { interfaces as german } from '../de/interfaces.ts';
import type { Translated } from '../translated.ts';

export const interfaces: Translated<typeof german> = {
  title: 'Interface',
  intro:
    'Agencies, your homepage and Google Ads can send enquiries straight to this address, as JSON or ADF, with a secret.',
  copyUrl: 'Copy the address of the interface of {{name}}',
  lastReceived: 'Last enquiry by the interface:',
  nothingYet: 'Nothing has come by the interface yet.',
  noSecret: 'No secret yet: until you make one, nothing is accepted here.',
  secret: 'Secret …{{hint}}, made',
  lastUsed: 'last used',
  neverUsed: 'never used',
  makeFirst: 'Make a secret',
  makeNext: 'New secret',
  shownOnce: 'The secret is shown only now. Copy it at once.',
  copySecret: 'Copy the secret',
  yourSecret: 'YOUR-SECRET',
  endOf: 'End secret …{{hint}}',
  end: 'End it',
  endQuestion: 'Whoever still uses this secret can hand in no more enquiries. End it?',
  ended: 'The secret is no longer valid.',
  refused: 'Not accepted',
  times_one: '{{count}} time',
  times_other: '{{count}} times',
  lastTime: 'last',
  examples: 'Examples and instructions',
  json: 'JSON. With "test": true it is a test enquiry: it shows up as a test and is nobody’s work.',
  copyJson: 'Copy the example for JSON',
  adf: 'ADF, from a file:',
  copyAdf: 'Copy the example for ADF',
  google:
    'Google Ads: enter this webhook URL at the lead form under “Lead delivery”, with the secret of this source as the key, then “Send test data”.',
  copyGoogle: 'Copy the webhook URL for Google',
};
