import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from './command.ts';
import { explain } from './explain.ts';

type Values = Record<string, string | string[]>;

async function json(values: Values): Promise<Record<string, string | null>> {
  return JSON.parse(JSON.stringify(await explain.run({ zone: 'Europe/Berlin', state: 'BY', ...values }, [])));
}

const e1 = async (values: Values) => (await json(values))['E1'];

const refused = (values: Values, message: RegExp) =>
  assert.rejects(json(values), (error) => error instanceof UsageError && message.test(error.message));

describe('explain', () => {
  it('T18 gives the due instants of the chain in the local offset', async () => {
    assert.deepEqual(await json({ arrival: '2026-03-06T15:00', set: 'EM2.1=2h' }), {
      E1: '2026-03-06T17:00:00+01:00',
      'E2.1': '2026-03-07T12:00:00+01:00',
      'EM2.1': '2026-03-09T09:00:00+01:00',
    });
  });

  it('gives null for stages that are off, and shows reminder and EM1 only when set', async () => {
    assert.deepEqual(await json({ arrival: '2026-03-06T15:00', set: 'E2.1=off' }), {
      E1: '2026-03-06T17:00:00+01:00',
      'E2.1': null,
      'EM2.1': null,
    });
    assert.deepEqual(await json({ arrival: '2026-03-06T15:00', set: 'E1=1h30m, reminder=15m,EM1=0' }), {
      E1: '2026-03-06T16:30:00+01:00',
      'E2.1': '2026-03-07T11:30:00+01:00',
      'EM2.1': null,
      reminder: '2026-03-06T16:15:00+01:00',
      EM1: '2026-03-06T16:30:00+01:00',
    });
  });

  it('explains a follow-up date instead', async () => {
    assert.deepEqual(
      await json({ arrival: '2026-03-06T15:00', 'follow-up': '2026-03-06T19:00', set: 'EM2.2=30m' }),
      {
        followUp: '2026-03-06T19:00:00+01:00',
        'E2.2': '2026-03-09T08:00:00+01:00',
        'EM2.2': '2026-03-09T08:30:00+01:00',
      },
    );
  });

  it('counts in the unit that is set', async () => {
    assert.deepEqual(await json({ arrival: '2026-03-06T17:00', unit: 'E1=clock,E2.1=clock' }), {
      E1: '2026-03-06T19:00:00+01:00',
      'E2.1': '2026-03-06T23:00:00+01:00',
      'EM2.1': null,
    });
  });

  it('reads arrivals in gap and overlap, with offsets, seconds and fractions', async () => {
    const minuteAfter = (arrival: string) => e1({ arrival, hours: '24/7', set: 'E1=1m' });
    assert.equal(await minuteAfter('2026-03-29T02:30'), '2026-03-29T03:31:00+02:00');
    assert.equal(await minuteAfter('2026-10-25T02:30'), '2026-10-25T02:31:00+02:00');
    assert.equal(await minuteAfter('2026-10-25T02:30+01:00'), '2026-10-25T02:31:00+01:00');
    assert.equal(await minuteAfter('2026-10-25T02:59:59'), '2026-10-25T02:00:59+01:00');
    assert.equal(await minuteAfter('2026-03-06T15:00:30.25Z'), '2026-03-06T16:01:30.25+01:00');
  });

  it('uses the holidays of the state, its region, or none', async () => {
    const arrival = '2025-08-14T17:30';
    assert.equal(await e1({ arrival, state: 'BY' }), '2025-08-15T09:30:00+02:00');
    assert.equal(await e1({ arrival, state: 'BY', region: 'KATH' }), '2025-08-16T10:30:00+02:00');
    assert.equal(await e1({ arrival, state: 'SL' }), '2025-08-16T10:30:00+02:00');
    assert.equal(await e1({ arrival, state: 'none' }), '2025-08-15T09:30:00+02:00');
  });

  it('counts in another zone, also where the clock moves by half an hour', async () => {
    assert.equal(
      await e1({ arrival: '2026-03-06T17:00', zone: 'Europe/Vienna' }),
      '2026-03-07T10:00:00+01:00',
    );
    const night = { zone: 'Australia/Lord_Howe', hours: '24/7', state: 'none' };
    assert.equal(await e1({ arrival: '2026-10-04T01:00', ...night }), '2026-10-04T03:30:00+11:00');
    assert.equal(await e1({ arrival: '2026-10-03T14:30Z', ...night }), '2026-10-04T03:30:00+11:00');
  });

  it('closes for closures, opens for half days and special openings: the day itself wins (T21)', async () => {
    const closed = '2026-08-03..2026-08-14, 2026-08-17';
    const sixHours = { arrival: '2026-08-01T12:00', set: 'E1=6h' };
    assert.equal(await e1({ arrival: '2026-07-31T17:30', closed }), '2026-08-01T10:30:00+02:00');
    assert.equal(await e1({ ...sixHours, closed }), '2026-08-18T09:00:00+02:00');
    assert.equal(await e1({ ...sixHours, closed: closed.split(', ') }), '2026-08-18T09:00:00+02:00');
    const inBetween = { arrival: '2026-08-01T12:00', closed, open: '2026-08-05 10:00-10:30 16:00-18:00' };
    assert.equal(await e1(inBetween), '2026-08-05T16:30:00+02:00');

    const eve = { arrival: '2026-12-24T08:00', 'half-day': '2026-12-24 09:00-12:00, 2026-12-31 09:00-11:00' };
    assert.equal(await e1(eve), '2026-12-24T11:00:00+01:00');
    assert.equal(await e1({ ...eve, set: 'E1=4h' }), '2026-12-28T09:00:00+01:00');
    assert.equal(await e1({ ...eve, arrival: '2026-12-31T10:00' }), '2027-01-02T10:00:00+01:00');

    assert.equal(await e1({ arrival: '2026-05-01T09:00' }), '2026-05-02T11:00:00+02:00');
    assert.equal(
      await e1({ arrival: '2026-05-01T09:00', open: '2026-05-01 10:00-14:00' }),
      '2026-05-01T12:00:00+02:00',
    );
  });

  it('sets, counts and switches off every stage', async () => {
    const answer = {
      arrival: '2026-03-06T15:00',
      set: ['E1=2h', 'reminder=30m', 'EM1=15m', 'E2.1=4h,EM2.1=1d'],
      unit: 'reminder=clock,EM1=clock,E2.1=clock,EM2.1=clock',
    };
    assert.deepEqual(await json(answer), {
      E1: '2026-03-06T17:00:00+01:00',
      'E2.1': '2026-03-06T21:00:00+01:00',
      'EM2.1': '2026-03-07T21:00:00+01:00',
      reminder: '2026-03-06T16:30:00+01:00',
      EM1: '2026-03-06T17:15:00+01:00',
    });
    assert.deepEqual(await json({ ...answer, set: 'EM2.1=0,EM1=0', off: 'E2.1 reminder' }), {
      E1: '2026-03-06T17:00:00+01:00',
      'E2.1': null,
      'EM2.1': null,
      EM1: '2026-03-06T17:00:00+01:00',
    });
    const followUp = { 'follow-up': '2026-03-06T17:30', unit: 'E2.2=opening', set: 'E2.2=1h,EM2.2=0' };
    assert.deepEqual(await json(followUp), {
      followUp: '2026-03-06T17:30:00+01:00',
      'E2.2': '2026-03-07T09:30:00+01:00',
      'EM2.2': '2026-03-07T09:30:00+01:00',
    });
    assert.deepEqual(await json({ 'follow-up': '2026-03-06T17:30', off: 'E2.2' }), {
      followUp: '2026-03-06T17:30:00+01:00',
      'E2.2': null,
      'EM2.2': null,
    });
  });

  it('T02, T03, T04 begins at opening and not at closing, to the second', async () => {
    assert.equal(await e1({ arrival: '2026-03-02T18:00' }), '2026-03-03T10:00:00+01:00');
    assert.equal(await e1({ arrival: '2026-03-02T17:59:59' }), '2026-03-03T09:59:59+01:00');
    assert.equal(await e1({ arrival: '2026-03-02T07:59:59' }), '2026-03-02T10:00:00+01:00');
    const lunch = 'Mo-Fr 08:00-12:00 13:00-18:00';
    assert.equal(await e1({ arrival: '2026-03-02T12:00', hours: lunch }), '2026-03-02T15:00:00+01:00');
    assert.equal(await e1({ arrival: '2026-03-02T10:00', hours: lunch }), '2026-03-02T12:00:00+01:00');
  });

  it('T20 loses no minute at midnight or where times touch', async () => {
    const arrival = '2026-03-02T23:00';
    const round = '2026-03-03T01:00:00+01:00';
    assert.equal(await e1({ arrival, hours: '24/7' }), round);
    assert.equal(await e1({ arrival, hours: 'Mo-So 00:00-24:00' }), round);
    assert.equal(await e1({ arrival, hours: 'Mo 22:00-24:00, Di 00:00-06:00' }), round);
    assert.equal(
      await e1({ arrival: '2026-03-02T11:00', hours: 'Mo-Fr 08:00-12:00 12:00-18:00' }),
      '2026-03-02T13:00:00+01:00',
    );
  });

  it('T19 refuses a calendar that does not open', async () => {
    const arrival = '2026-03-06T15:00';
    const closed = '2026-03-01..2027-03-31,2027-04-01..2027-06-30';
    await refused({ arrival, closed }, /no opening within 400 days/);
    await refused({ arrival, hours: 'So 02:00-02:00' }, /02:00-02:00/);
    await refused({ arrival, hours: ' ' }, /empty/);
  });

  it('refuses bad input with one line that names it', async () => {
    const arrival = '2026-03-06T15:00';
    await refused({}, /--arrival/);
    await refused({ arrival: '2026-02-30T10:00' }, /--arrival "2026-02-30T10:00"/);
    await refused({ arrival: '2026-03-06' }, /--arrival "2026-03-06"/);
    await refused({ arrival: '9999-03-06T10:00' }, /9999/);
    await refused({ arrival: 'soon', 'follow-up': arrival }, /--arrival "soon"/);
    await refused({ arrival, state: 'XX' }, /--state "XX".*BW/);
    await refused({ arrival, region: 'BZ' }, /--region "BZ".*BY/);
    await refused({ arrival, zone: 'Europe/Nirgendwo' }, /Europe\/Nirgendwo/);
    await refused({ arrival, hours: 'Mo 18:00-08:00' }, /18:00-08:00/);
    await refused({ arrival, hours: 'So 08:00-08:01', set: 'E1=8760h' }, /30 years/);
    await refused({ arrival, set: 'E3=1h' }, /E3=1h/);
    await refused({ arrival, set: 'E1' }, /E1/);
    await refused({ arrival, set: 'E1=1d' }, /E1=1d/);
    await refused({ arrival, set: 'E1=off' }, /E1 cannot be off/);
    await refused({ arrival, set: 'E1=0' }, /E1 cannot be 0/);
    await refused({ arrival, set: 'E1=9999h' }, /at most 8760h/);
    await refused({ arrival, unit: 'E1=days' }, /"opening" or "clock"/);
    await refused({ arrival, set: ['E1=1h', 'E1=2h'] }, /E1 is given twice/);
    await refused({ arrival, set: 'E2.1=-1h' }, /E2.1=-1h/);
    await refused({ arrival, off: 'E1' }, /E1 cannot be off/);
    await refused({ arrival, off: 'E9' }, /--off "E9"/);
    await refused({ arrival, off: 'E2.1', set: 'E2.1=1h' }, /--off E2.1 contradicts --set E2.1/);
    await refused({ arrival, hours: 'Fr 22:00-02:00' }, /22:00-02:00.*split it at midnight/);
    await refused({ arrival, closed: '2026-02-30' }, /--closed "2026-02-30"/);
    await refused({ arrival, closed: '2026-08-14..2026-08-03' }, /ends before it begins/);
    await refused({ arrival, closed: '2026-01-01..9999-01-01' }, /longer than 400 days/);
    await refused({ arrival, closed: '2026-08-01..2026-08-02..2026-08-03' }, /--closed/);
    await refused({ arrival, 'half-day': '2026-12-24' }, /--half-day 2026-12-24: no times/);
    await refused({ arrival, 'half-day': '09:00-12:00' }, /--half-day "09:00-12:00" stands before any date/);
    await refused({ arrival, 'half-day': '2026-12-24 9-12' }, /"9-12"/);
    await refused({ arrival, open: '2026-12-24 9:00-12:00, 2026-12-24 13:00-14:00' }, /given twice/);
    await refused(
      { arrival, open: '2026-12-24 9:00-12:00', 'half-day': '2026-12-24 9:00-11:00' },
      /--open 2026-12-24 is also given by --half-day/,
    );
  });

  const told = async (values: Values) => explain.describe(await explain.run(values, [])).split('\n');

  it('tells a person the same with the reason of each step', async () => {
    const values = { arrival: '2026-04-02T17:00', state: 'BY', set: 'E1=6h,EM2.1=0' };
    assert.deepEqual(await told({ ...values, hours: 'Mo-Sa 08:00-18:00, So 02:30-03:00' }), [
      'Zeiten in Europe/Berlin, geöffnet Mo-Sa 08:00-18:00, So 02:30-03:00, Feiertage: BY',
      'Eingang       Do 02.04.2026 17:00',
      'E1            Sa 04.04.2026 13:00  6 Std. Öffnungszeit ab Eingang; dazwischen: Karfreitag Fr 03.04.',
      'E2.1          Sa 04.04.2026 17:00  4 Std. Öffnungszeit ab E1',
      'EM2.1         Sa 04.04.2026 17:00  sofort mit E2.1',
      'Hinweis: Am 2027-03-28 gibt es 02:30 wegen der Zeitumstellung nicht; es gilt die spätere Zeit.',
    ]);
  });

  it('names nights, breaks, weekends, closures and the change of the clock', async () => {
    const chain = await told({
      arrival: '2026-03-26T18:00',
      hours: 'Mo-Fr 08:00-12:00 13:00-18:00',
      closed: '2026-03-30..2026-03-31',
      set: 'E1=10h30m,reminder=20h',
      off: 'E2.1',
    });
    assert.deepEqual(chain.slice(1), [
      'Eingang       Do 26.03.2026 18:00',
      'Erinnerung    Do 26.03.2026 18:00  sofort: Bis E1 bleiben weniger als 20 Std. Öffnungszeit',
      'E1            Mi 01.04.2026 09:30  10 Std. 30 Min. Öffnungszeit ab Eingang, gezählt ab der Öffnung ' +
        'Fr 27.03.2026 08:00; dazwischen: Pause, Wochenende Sa 28.03. bis So 29.03., ' +
        'Betriebsferien Mo 30.03. bis Di 31.03., Zeitumstellung',
      'E2.1          aus',
      'EM2.1         aus',
    ]);
    const nights = await told({
      'follow-up': '2026-03-05T20:00',
      hours: 'Mo-Sa 08:00-18:00',
      set: 'EM2.2=11h',
      unit: 'E2.2=clock',
    });
    assert.deepEqual(nights.slice(1), [
      'Wiedervorlage Do 05.03.2026 20:00  gewählter Termin',
      'E2.2          Sa 07.03.2026 08:00  24 Std. nach der Uhr ab Wiedervorlage, dann bis zur nächsten Öffnung',
      'EM2.2         Mo 09.03.2026 09:00  11 Std. Öffnungszeit ab E2.2; dazwischen: So 08.03.',
    ]);
    const twice = await told({ arrival: '2026-10-25T01:30', hours: '24/7', set: 'E1=1h', off: 'E2.1,EM2.1' });
    assert.match(twice[2] ?? '', /So 25\.10\.2026 02:30 \(\+02:00\)  1 Std\. Öffnungszeit ab Eingang$/);
  });
});
