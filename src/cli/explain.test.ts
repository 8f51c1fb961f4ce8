import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { UsageError } from './command.ts';
import { explain } from './explain.ts';

async function json(values: Record<string, string>): Promise<unknown> {
  return JSON.parse(JSON.stringify(await explain.run({ zone: 'Europe/Berlin', state: 'BY', ...values }, [])));
}

const refused = (values: Record<string, string>, message: RegExp) =>
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
    const e1 = async (arrival: string) => {
      const explanation = await explain.run({ arrival, hours: '24/7', set: 'E1=1m' }, []);
      return explanation.toJSON()['E1'];
    };
    assert.equal(await e1('2026-03-29T02:30'), '2026-03-29T03:31:00+02:00');
    assert.equal(await e1('2026-10-25T02:30'), '2026-10-25T02:31:00+02:00');
    assert.equal(await e1('2026-10-25T02:30+01:00'), '2026-10-25T02:31:00+01:00');
    assert.equal(await e1('2026-03-06T15:00:30.25Z'), '2026-03-06T16:01:30.25+01:00');
  });

  it('uses the holidays of the state, its region, or none', async () => {
    const e1 = async (place: Record<string, string>) =>
      (await explain.run({ arrival: '2025-08-14T17:30', ...place }, [])).toJSON()['E1'];
    assert.equal(await e1({ state: 'BY' }), '2025-08-15T09:30:00+02:00');
    assert.equal(await e1({ state: 'BY', region: 'KATH' }), '2025-08-16T10:30:00+02:00');
    assert.equal(await e1({ state: 'SL' }), '2025-08-16T10:30:00+02:00');
    assert.equal(await e1({}), '2025-08-15T09:30:00+02:00');
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
  });

  it('tells a person the same with the reason of each step', async () => {
    const explanation = await explain.run(
      {
        arrival: '2026-04-02T17:00',
        state: 'BY',
        set: 'E1=6h,EM2.1=0',
        hours: 'Mo-Sa 08:00-18:00, So 02:30-03:00',
      },
      [],
    );
    assert.equal(
      explain.describe(explanation),
      [
        'Times in Europe/Berlin',
        'E1        Sat 2026-04-04 13:00  = 6 h of opening time after arrival Thu 2026-04-02 17:00; closed: Fri 2026-04-03 Karfreitag',
        'E2.1      Sat 2026-04-04 17:00  = 4 h of opening time after E1 Sat 2026-04-04 13:00',
        'EM2.1     Sat 2026-04-04 17:00  at once with E2.1',
        'Note: the clock skips 02:30 on 2027-03-28; it counts as the later time.',
      ].join('\n'),
    );
  });
});
