import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  parseDate,
  parseDecimal,
  parseInstant,
  parseMileage,
  parsePowerKw,
  parsePrice,
  parseRegistration,
  parseYear,
  parseYesNo,
  stated,
} from './values.ts';

const each = <T>(parse: (text: string) => T, cases: Record<string, T>) => {
  for (const [text, expected] of Object.entries(cases)) assert.deepEqual(parse(text), expected, text);
};

test('decimals in German, English and Swiss writing', () => {
  each(parseDecimal, {
    '12.500,00 €': '12500.00',
    '12,500.00': '12500.00',
    '12.500': '12500',
    '12,500': '12500',
    '12500': '12500',
    '12500,5': '12500.5',
    '1.234.567,89': '1234567.89',
    '1.234.567': '1234567',
    "12'500.00 CHF": '12500.00',
    '12 500 €': '12500',
    '12.500,- €': '12500',
    '99,90': '99.90',
    '0,5': '0.5',
    '007': '7',
    'ab 9.990': '9990',
    VHB: undefined,
    '': undefined,
  });
});

test('prices with their currency, where it is said', () => {
  each(parsePrice, {
    '12.500,00 €': { amount: '12500.00', currency: 'EUR' },
    '12500 Euro': { amount: '12500', currency: 'EUR' },
    'CHF 9900': { amount: '9900', currency: 'CHF' },
    '$9,900': { amount: '9900', currency: 'USD' },
    '9900': { amount: '9900' },
    VB: undefined,
  });
});

test('mileage in kilometres unless miles are said', () => {
  each(parseMileage, {
    '45.000 km': { value: 45000, unit: 'km' },
    '45000': { value: 45000, unit: 'km' },
    '28 tkm': { value: 28000, unit: 'km' },
    '28 Tsd. km': { value: 28000, unit: 'km' },
    '12,000 miles': { value: 12000, unit: 'mi' },
    wenig: undefined,
  });
});

test('power in kilowatts', () => {
  each(parsePowerKw, { '110 kW (150 PS)': 110, '150 PS': 110, '110kW': 110, viel: undefined });
});

test('years and dates, only such as exist', () => {
  each(parseYear, { '2019': 2019, 'Bj. 2019': 2019, '12019': undefined, '1850': undefined });
  each(parseDate, {
    '12.03.2026': '2026-03-12',
    '1.3.26': '2026-03-01',
    '2026-03-12': '2026-03-12',
    '31.02.2026': undefined,
    morgen: undefined,
  });
  each(parseRegistration, {
    '03/2019': '2019-03',
    '3.2019': '2019-03',
    'EZ 12/2018': '2018-12',
    '2019-03': '2019-03',
    '12.03.2019': '2019-03-12',
    '2019': '2019',
    '13/2019': '2019',
    neu: undefined,
  });
});

test('instants that do not exist are none', () => {
  assert.equal(parseInstant('2026-13-01T10:00:00Z', 'Europe/Berlin'), undefined);
  assert.equal(parseInstant('2026-02-30 10:00', 'Europe/Berlin'), undefined);
  assert.equal(parseInstant('2026-01-01T10:00:00+99:00', 'Europe/Berlin'), undefined);
  assert.equal(parseInstant('heute', 'Europe/Berlin'), undefined);
});

test('yes and no, and neither', () => {
  each(parseYesNo, {
    Ja: true,
    'ja, gerne': true,
    yes: true,
    x: true,
    '1': true,
    gewünscht: true,
    Nein: false,
    'Nein, danke': false,
    'nicht gewünscht': false,
    keine: false,
    '0': false,
    vielleicht: undefined,
    'Jaguar XF': undefined,
    Januar: undefined,
  });
});

test('fillers state nothing', () => {
  for (const text of [
    '',
    '  ',
    '-',
    '---',
    'NA',
    'n/a',
    'k.A.',
    'k. A.',
    'keine Angabe',
    'unbekannt',
    '-- Bitte wählen --',
    '\u00a0',
  ]) {
    assert.equal(stated(text), undefined, text);
  }
  assert.equal(stated(' Nau '), 'Nau');
});
