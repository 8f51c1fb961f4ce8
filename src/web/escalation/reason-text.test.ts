import assert from 'node:assert/strict';
import { test } from 'node:test';
import i18next from 'i18next';
import { de } from '../../i18n/de/de.ts';
import { en } from '../../i18n/en/en.ts';
import { reasonText } from './reason-text.ts';
import type { CourseStep } from './stage-texts.ts';

const i18n = i18next.createInstance();
await i18n.init({
  resources: { de: { translation: de }, en: { translation: en } },
  interpolation: { escapeValue: false },
});
const zone = 'Europe/Berlin';

type Reason = NonNullable<CourseStep['reason']>;
// Friday 6 March 2026, 17:00 in Berlin.
const FRIDAY = '2026-03-06T16:00:00Z';
const reason = (parts: Partial<Reason>): Reason => ({
  key: 'openingHours',
  minutes: 120,
  unit: 'openingHours',
  from: 'arrival',
  fromAt: FRIDAY,
  countedFromAt: parts.fromAt ?? FRIDAY,
  passed: [],
  ...parts,
});
const said = (stage: CourseStep['stage'], why: Reason | null, language: 'de' | 'en', arrivedAt?: string) =>
  reasonText({ stage, reason: why }, { t: i18n.getFixedT(language), language, zone, arrivedAt });

const weekend = [
  { on: '2026-03-07', name: 'closed' },
  { on: '2026-03-08', name: 'closed' },
];

const SENTENCES: readonly (readonly [string, CourseStep['stage'], Reason | null, string, string])[] = [
  ['the arrival', 'arrival', null, 'Die Uhr beginnt zu laufen.', 'The clock starts.'],
  ['a date somebody chose', 'followUp', null, 'gewählter Termin', 'chosen date'],
  ['ownDate', 'followUp', reason({ key: 'ownDate' }), 'gewählter Termin', 'chosen date'],
  [
    'recorded',
    'E1',
    reason({ key: 'recorded' }),
    'nach den Zeiten, die damals galten',
    'by the times that held then',
  ],
  [
    'openingHours',
    'E1',
    reason({ passed: weekend }),
    '2 Std. Öffnungszeit ab Eingang (Fr., 06.03., 17:00); nicht mitgezählt: Wochenende 07.03.–08.03.',
    '2 h of opening hours from arrival (Fri 06/03, 17:00); not counted: weekend 07/03–08/03',
  ],
  [
    'openingHours that begin at the next opening',
    'E1',
    reason({
      fromAt: '2026-03-08T11:00:00Z',
      countedFromAt: '2026-03-09T07:00:00Z',
      passed: weekend.slice(1),
    }),
    '2 Std. Öffnungszeit ab Mo., 09.03., 08:00, der nächsten Öffnung nach Eingang (So., 08.03., 12:00); nicht mitgezählt: So., 08.03.',
    '2 h of opening hours from Mon 09/03, 08:00, the next opening after arrival (Sun 08/03, 12:00); not counted: Sun 08/03',
  ],
  [
    'openingHours over holidays and a closure',
    'E2.1',
    reason({
      from: 'E1',
      minutes: 240,
      passed: [
        { on: '2026-12-24', name: 'Betriebsferien' },
        { on: '2026-12-25', name: '1. Weihnachtstag' },
        { on: '2026-12-28', name: 'Betriebsferien' },
        { on: '2026-12-29', name: 'Betriebsferien' },
      ],
    }),
    '4 Std. Öffnungszeit ab E1 (Fr., 06.03., 17:00); nicht mitgezählt: Betriebsferien (Do., 24.12.), 1. Weihnachtstag (Fr., 25.12.), Betriebsferien 28.12.–29.12.',
    '4 h of opening hours from E1 (Fri 06/03, 17:00); not counted: Betriebsferien (Thu 24/12), 1. Weihnachtstag (Fri 25/12), Betriebsferien 28/12–29/12',
  ],
  [
    'clockHours',
    'EM2.1',
    reason({ key: 'clockHours', unit: 'clockHours', from: 'E2.1', minutes: 90 }),
    '1 Std. 30 Min. nach der Uhr ab E2.1 (Fr., 06.03., 17:00)',
    '1 h 30 min by the clock from E2.1 (Fri 06/03, 17:00)',
  ],
  [
    'clockHoursMovedToOpening',
    'E2.2',
    reason({ key: 'clockHoursMovedToOpening', unit: 'clockHours', from: 'followUp', minutes: 1440 }),
    '24 Std. nach der Uhr ab Wiedervorlage (Fr., 06.03., 17:00), verschoben auf die nächste Öffnung',
    '24 h by the clock from the follow-up (Fri 06/03, 17:00), moved to the next opening',
  ],
  [
    'before',
    'reminder',
    reason({ key: 'before', from: 'E1', minutes: 30 }),
    '30 Min. Öffnungszeit vor E1 (Fr., 06.03., 17:00)',
    '30 min of opening hours before E1 (Fri 06/03, 17:00)',
  ],
  [
    'atStart',
    'reminder',
    reason({ key: 'atStart', from: 'E1', minutes: 180 }),
    'gleich zu Beginn, weil bis E1 (Fr., 06.03., 17:00) weniger als 3 Std. Öffnungszeit bleiben',
    'right at the start, because less than 3 h of opening hours is left until E1 (Fri 06/03, 17:00)',
  ],
  ['atOnce', 'EM1', reason({ key: 'atOnce', from: 'E1', minutes: 0 }), 'zugleich mit E1', 'together with E1'],
  [
    'atOnce when new times were applied',
    'E1',
    reason({ key: 'atOnce', from: 'applied', minutes: 0 }),
    'sofort, als die neuen Zeiten übernommen wurden (Fr., 06.03., 17:00)',
    'at once, when the new times were applied (Fri 06/03, 17:00)',
  ],
  [
    'what counts from new times',
    'EM2.1',
    reason({ from: 'applied' }),
    '2 Std. Öffnungszeit ab Übernahme der neuen Zeiten (Fr., 06.03., 17:00)',
    '2 h of opening hours from the moment the new times were applied (Fri 06/03, 17:00)',
  ],
];

for (const [name, stage, why, german, english] of SENTENCES) {
  test(`the reason in words: ${name}`, () => {
    assert.equal(said(stage, why, 'de'), german);
    assert.equal(said(stage, why, 'en'), english);
  });
}

test('a clock that began after the arrival began with a new message', () => {
  assert.equal(
    said('E1', reason({}), 'de', '2026-03-01T09:00:00Z'),
    '2 Std. Öffnungszeit ab neuer Nachricht (Fr., 06.03., 17:00)',
  );
  assert.match(said('E1', reason({}), 'de', FRIDAY), /ab Eingang/);
});

test('of a course over many weeks the further days are counted, not listed', () => {
  const passed = Array.from({ length: 9 }, (_, week) => ({
    on: new Date(Date.UTC(2026, 2, 8 + 7 * week)).toISOString().slice(0, 10),
    name: 'closed',
  }));
  assert.match(said('E1', reason({ passed }), 'de'), /So\., 05\.04\., 4 weitere Tage$/);
});
