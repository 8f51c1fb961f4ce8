import assert from 'node:assert/strict';
import { test } from 'node:test';
import i18next from 'i18next';
import { readOne } from '../../domain/intake/mail.fixtures.ts';
import { readFields } from '../../domain/intake/reread.ts';
import { de } from '../../i18n/de/de.ts';
import { en } from '../../i18n/en/en.ts';
import { valueText } from './value-text.ts';

// Who reads sits where the branch is: times say no zone.
process.env['TZ'] = 'Europe/Berlin';

const i18n = i18next.createInstance();
await i18n.init({
  resources: { de: { translation: de }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
const said = (path: string, value: unknown, language: 'de' | 'en'): string =>
  // Between an amount and its currency stands a space that does not break.
  valueText(path, value, { t: i18n.getFixedT(language), language, zone: 'Europe/Berlin' }).replaceAll(
    /[\u00a0\u202f]/g,
    ' ',
  );

const VALUES: readonly (readonly [path: string, value: unknown, german: string, english: string])[] = [
  ['submittedAt', '2026-03-09T09:00:00Z', 'Mo., 09.03.2026, 10:00', 'Mon, 09/03/2026, 10:00'],
  ['kind', 'missed_call', 'Verpasster Anruf', 'Missed call'],
  ['locale', 'de-AT', 'Österreichisches Deutsch', 'Austrian German'],
  ['customer.address.country', 'AT', 'Österreich', 'Austria'],
  ['customer.address.country', 'Wonderland', 'Wonderland', 'Wonderland'],
  [
    'customer.emails.0',
    { address: 'k@k.example', relay: true, preferred: true },
    'k@k.example',
    'k@k.example',
  ],
  [
    'customer.phones.1',
    {
      raw: '0171 2345678',
      e164: '+491712345678',
      type: 'mobile',
      time: 'evening',
      preferred: true,
      masked: false,
    },
    '+491712345678 (mobil, abends)',
    '+491712345678 (mobile, in the evening)',
  ],
  [
    'customer.phones.0',
    { raw: '0171 23xxxxx', type: 'unknown', preferred: false, masked: true },
    '0171 23xxxxx (teilweise unkenntlich)',
    '0171 23xxxxx (partly blanked out)',
  ],
  ['vehicles.0.price', { amount: '12500', currency: 'EUR', kind: 'quote' }, '12.500 €', '€12,500'],
  ['vehicles.0.price', { amount: '12500.50' }, '12.500,50', '12,500.50'],
  ['vehicles.0.mileage', { value: 45_000, unit: 'km' }, '45.000 km', '45,000 km'],
  ['vehicles.0.firstRegistration', '2019-04', '04/2019', '04/2019'],
  ['vehicles.0.firstRegistration', '2019-04-30', '30.04.2019', '30/04/2019'],
  ['vehicles.0.modelYear', 2019, '2019', '2019'],
  ['vehicles.0.condition', 'pre_registered', 'Tageszulassung', 'pre-registered'],
  ['vehicles.0.fuel', 'Petrol', 'Benzin', 'petrol'],
  ['vehicles.0.fuel', 'Super E10', 'Super E10', 'Super E10'],
  ['vehicles.0.options', ['Navi', 'AHK'], 'Navi, AHK', 'Navi, AHK'],
  ['wish.tradeIn', true, 'ja', 'yes'],
  ['wish.insurance', false, 'nein', 'no'],
  ['wish.testDrive', {}, 'ja', 'yes'],
  ['wish.testDrive', { at: '2026-03-12T15:30' }, 'Do., 12.03.2026, 15:30', 'Thu, 12/03/2026, 15:30'],
  ['wish.callback', { from: 'ab 17 Uhr', to: '19 Uhr' }, 'ab 17 Uhr – 19 Uhr', 'ab 17 Uhr – 19 Uhr'],
  ['wish.finance.downPayment', '3000', '3.000', '3,000'],
  [
    'wish.finance',
    { months: 36, monthly: '249.90' },
    'Laufzeit (Monate): 36, Monatsrate: 249,90',
    'Term (months): 36, Monthly rate: 249.90',
  ],
  ['wish.timeframe', { text: 'bald', latest: '2026-04-01' }, 'bald, 01.04.2026', 'bald, 01/04/2026'],
  ['wish.preferredContact', 'letter', 'Brief', 'letter'],
  ['wish', ['testDrive', 'offer'], 'Probefahrt, Angebot', 'Test drive, Offer'],
  ['extra.Navi', 'Ja', 'Ja', 'Ja'],
];

test('what was read is told in the words, numbers and times of its reader', () => {
  for (const [path, value, german, english] of VALUES) {
    const saved: unknown = JSON.parse(JSON.stringify(value));
    assert.deepEqual([said(path, saved, 'de'), said(path, saved, 'en')], [german, english], path);
  }
});

test('of a form every field says something', () => {
  const enquiry = readOne({
    text: 'Name: Karla Kunde\nTelefon: 0171 2345678\nProbefahrt: ja\nInzahlungnahme: ja\nPreis: 12.500 €\nNachricht: Ist er noch da?\n',
  });
  const shown = readFields(enquiry).map(({ path, value }) => [path, said(path, value, 'de')]);
  assert.deepEqual(
    shown.filter(([, text]) => text === ''),
    [],
  );
  assert.equal(new Map(shown as [string, string][]).get('customer.phones.0'), '+491712345678 (mobil)');
});
