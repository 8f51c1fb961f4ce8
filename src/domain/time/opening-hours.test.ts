import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OpeningHoursError, type OpeningHoursProblem } from './error.ts';
import { formatWeek, parseWeek } from './opening-hours.ts';

const refused = (text: string, code: OpeningHoursProblem, part: string) =>
  assert.throws(
    () => parseWeek(text),
    (error) =>
      error instanceof OpeningHoursError &&
      error.code === code &&
      error.part === part &&
      error.message.includes(part),
  );

describe('opening hours as text', () => {
  it('are read with lunch breaks and a shorter Saturday', () => {
    const weekday = [
      { from: 480, to: 720 },
      { from: 780, to: 1080 },
    ];
    const saturday = [{ from: 540, to: 780 }];
    assert.deepEqual(parseWeek('Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00'), [
      ...Array.from({ length: 5 }, () => weekday),
      saturday,
      [],
    ]);
  });

  it('come back the same after being written', () => {
    for (const text of [
      'Mo-Fr 08:00-12:00 13:00-18:00, Sa 09:00-13:00',
      'Mo 08:00-12:00, Di-Mi 09:00-17:30, Fr 00:00-24:00',
      'So 01:00-05:00',
      '24/7',
    ]) {
      assert.equal(formatWeek(parseWeek(text)), text);
    }
  });

  it('may list days, wrap around the week, and use other dashes, blanks and cases', () => {
    assert.equal(formatWeek(parseWeek('Mo,Mi 8:00 – 12:00')), 'Mo 08:00-12:00, Mi 08:00-12:00');
    assert.equal(formatWeek(parseWeek('sa-mo 10:00—14:00')), 'Mo 10:00-14:00, Sa-So 10:00-14:00');
    assert.equal(
      formatWeek(parseWeek(' Mo - Di,Do  08:00-12:00 ,13:00-18:00; ')),
      formatWeek(parseWeek('Mo,Di,Do 08:00-12:00 13:00-18:00')),
    );
    assert.equal(formatWeek(parseWeek('Mo-So 00:00-24:00')), '24/7');
  });

  it('T20 touching and overlapping times become one, and midnight loses no minute', () => {
    assert.equal(formatWeek(parseWeek('Mo 08:00-12:00 12:00-18:00')), 'Mo 08:00-18:00');
    assert.equal(formatWeek(parseWeek('Mo 13:00-18:00 08:00-14:00')), 'Mo 08:00-18:00');
    assert.equal(formatWeek(parseWeek('Mo 00:00-24:00')), 'Mo 00:00-24:00');
    assert.equal(
      formatWeek(parseWeek('Mo-Fr 08:00-12:00, Mo 11:00-14:00')),
      'Mo 08:00-14:00, Di-Fr 08:00-12:00',
    );
  });

  it('are refused with the part that is wrong', () => {
    refused(' ', 'empty', ' ');
    refused('Mx 08:00-12:00', 'unknownDay', 'Mx');
    refused('Mo-Di-Mi 08:00-12:00', 'unknownDay', 'Mo-Di-Mi');
    refused('08:00-12:00', 'missingDay', '08:00-12:00');
    refused('Mo-Fr', 'missingTimes', 'Mo-Fr');
    refused('Mo 08:00-12:00, Sa', 'missingTimes', 'Sa');
    refused('Mo 08:00', 'malformedTimes', '08:00');
    refused('Mo 08:00-12:60', 'malformedTimes', '08:00-12:60');
    refused('Mo 08:00-24:01', 'malformedTimes', '08:00-24:01');
    refused('Mo 22:00-06:00', 'backwards', '22:00-06:00');
    refused('Mo 08:00-08:00', 'backwards', '08:00-08:00');
  });

  it('of a week that is always closed are an empty text', () => {
    assert.equal(formatWeek(parseWeek('24/7').map(() => [])), '');
  });
});
