import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import pg from 'pg';
import type { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import type { getCalendar } from '../../src/contract/calendars.ts';
import { withDifference } from '../../src/domain/time/holiday-difference.ts';
import {
  type CalendarSpec,
  formatWeek,
  parseWeek,
  type SpecialDay,
} from '../../src/domain/time/opening-hours.ts';
import { datesBetween, withOwnDay } from '../../src/domain/time/special-days.ts';
import { addSources } from '../../src/server/settings/setup.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';

type CalendarPage = z.output<typeof getCalendar.output>;

let world: World;
let dealer: Dealership;
beforeEach(async () => {
  world = await startWorld();
  dealer = await world.setUp();
  // The stories jump over months: nothing is to be said of sources that are silent meanwhile.
  await dealer.admin.put('/api/monitor', { on: false });
});
afterEach(() => world.stop());

const read = (branchId = dealer.branchId): Promise<CalendarPage> =>
  dealer.admin.get(`/api/branches/${branchId}/calendar`);
const change = async (edit: Partial<CalendarSpec>, openLeads: 'keep' | 'apply' = 'keep'): Promise<number> => {
  const { calendar, version } = await read();
  const answer = await dealer.admin.put<{ version: number }>(`/api/branches/${dealer.branchId}/calendar`, {
    calendar: { ...calendar, ...edit },
    basedOnVersion: version,
    openLeads,
  });
  return answer.version;
};
const mark = async (fromOn: string, toOn: string, day: SpecialDay): Promise<number> =>
  change({ days: withOwnDay((await read()).calendar.days, datesBetween(fromOn, toOn), day) });
const refusedParts = async (edit: Partial<CalendarSpec>): Promise<string[]> => {
  const { calendar, version } = await read();
  const answer = await dealer.admin.ask('PUT', `/api/branches/${dealer.branchId}/calendar`, {
    calendar: { ...calendar, ...edit },
    basedOnVersion: version,
    openLeads: 'keep',
  });
  const { code, fields } = (await answer.json()) as {
    code: string;
    fields: { path: string; message: string }[];
  };
  assert.equal(code, 'calendarRefused');
  return fields.map(({ path, message }) => `${path} ${message}`);
};
const changeLog = async (subject: string) =>
  world.database.inDealership(dealer.id, ({ sql }) =>
    sql
      .selectFrom('settingChanges')
      .select(['old', 'new', 'changedBy'])
      .where('subject', '=', subject)
      .orderBy('changedAt')
      .orderBy('id')
      .execute(),
  );
/** Due when nobody does anything: E1 after 2 opening hours, from an enquiry that arrives now. */
const dueNow = async (): Promise<string | null> => localOf((await dealer.enquiry()).dueAt);

const NOON = [{ from: 540, to: 720 }];
const HALF_DAY: SpecialDay = { name: 'Heiligabend', kind: 'halfDay', open: NOON };
const CLOSURE: SpecialDay = { name: 'Betriebsferien', kind: 'closure', open: [] };

describe('days of the dealership’s own', () => {
  test('a half day ends the counting at noon, and Christmas follows', async () => {
    await mark('2026-12-24', '2026-12-24', HALF_DAY);
    world.jumpTo('2026-12-24T11:00');
    // One hour until noon; Friday and Saturday are holidays; the second hour on Monday.
    assert.equal(await dueNow(), '2026-12-28T09:00:00');
    world.noUnexpectedMail();
  });

  test('a closure stops every clock from its first to its last day', async () => {
    await mark('2026-07-27', '2026-08-08', CLOSURE);
    world.jumpTo('2026-07-25T12:00');
    assert.equal(await dueNow(), '2026-08-10T09:00:00');
    world.noUnexpectedMail();
  });

  test('a special opening holds also on a holiday, which holds again without it', async () => {
    const opening: SpecialDay = { name: 'Frühlingsfest', kind: 'opening', open: [{ from: 600, to: 840 }] };
    await mark('2026-05-01', '2026-05-01', opening);
    world.jumpTo('2026-04-30T17:00');
    assert.equal(await dueNow(), '2026-05-01T11:00:00');
    const { calendar, holidayDifference } = await read();
    assert.ok(calendar.days['2026-05-01']?.onHoliday, 'the day remembers its holiday');
    assert.deepEqual(holidayDifference, { added: [], dropped: [] });
    world.noUnexpectedMail();
  });

  test('several intervals a day count without the break between them', async () => {
    await change({ week: parseWeek('Mo-Fr 08:00-12:00 13:00-18:00') });
    world.jumpTo('2026-03-02T11:00');
    assert.equal(await dueNow(), '2026-03-02T14:00:00');
    await change({ week: parseWeek('24/7') });
    world.jumpTo('2026-03-07T23:30');
    assert.equal(await dueNow(), '2026-03-08T01:30:00');
    world.noUnexpectedMail();
  });
});

describe('versions', () => {
  test('T23 a running clock keeps its calendar; new hours hold for what arrives afterwards', async () => {
    world.jumpTo('2026-03-03T09:00');
    const before = await dealer.enquiry();
    assert.equal(await change({ week: parseWeek('Mo-Fr 10:00-18:00') }), 2);
    assert.equal(await dueNow(), '2026-03-03T12:00:00');
    assert.equal(localOf((await world.lead(dealer.admin, before.id)).dueAt), '2026-03-03T11:00:00');
    await world.passTo('2026-03-03T11:30');
    assert.equal((await world.lead(dealer.admin, before.id)).symbol, 'red');
    world.noUnexpectedMail();
  });

  test('T24 applied to the open leads, the counts are those of the preview', async () => {
    world.jumpTo('2026-03-02T17:30');
    const { id, dueAt } = await dealer.enquiry();
    assert.equal(localOf(dueAt), '2026-03-03T09:30:00');
    world.jumpTo('2026-03-02T20:00');
    const { calendar, version } = await read();
    const aroundTheClock = { ...calendar, week: parseWeek('24/7') };
    const path = `/api/branches/${dealer.branchId}/calendar`;
    const preview = await dealer.admin.post(`${path}/preview`, { calendar: aroundTheClock });
    assert.deepEqual(preview, { open: 1, changed: 1, turnRed: 1, escalate: 0, mail: 0 });
    const { applied } = await dealer.admin.put<{ applied: unknown }>(path, {
      calendar: aroundTheClock,
      basedOnVersion: version,
      openLeads: 'apply',
    });
    assert.deepEqual(applied, preview);
    assert.equal((await world.lead(dealer.admin, id)).symbol, 'red');
    world.noUnexpectedMail();
  });

  test('two people who change a calendar at once cannot undo each other unseen', async () => {
    const { calendar, version } = await read();
    await change({ week: parseWeek('24/7') });
    const late = await dealer.admin.ask('PUT', `/api/branches/${dealer.branchId}/calendar`, {
      calendar,
      basedOnVersion: version,
      openLeads: 'keep',
    });
    assert.equal(((await late.json()) as { code: string }).code, 'changedMeanwhile');
    assert.equal(formatWeek((await read()).calendar.week), '24/7');
  });

  test('a calendar that means the same makes no version and no entry in the change log', async () => {
    const { calendar } = await read();
    const split = calendar.week.with(0, [
      { from: 780, to: 1080 },
      { from: 480, to: 780 },
    ]);
    assert.equal(await change({ week: split }), 1);
    assert.deepEqual(await changeLog('calendar'), []);
  });

  test('the change log says what changed, and nothing else', async () => {
    await mark('2026-12-24', '2026-12-24', HALF_DAY);
    await change({ zone: 'Europe/Vienna', week: parseWeek('Mo-Fr 09:00-18:00') });
    const { changedBy, version } = await read();
    assert.deepEqual([changedBy, version], ['Adam Ahrens', 3]);
    assert.deepEqual(await changeLog('calendar'), [
      {
        changedBy: dealer.admin.id,
        old: { branch: 'Autohaus Sonnenhof', days: { '2026-12-24': null } },
        new: {
          branch: 'Autohaus Sonnenhof',
          days: { '2026-12-24': { kind: 'halfDay', name: 'Heiligabend', hours: '09:00-12:00' } },
        },
      },
      {
        changedBy: dealer.admin.id,
        old: {
          branch: 'Autohaus Sonnenhof',
          zone: 'Europe/Berlin',
          hours: 'Mo-Fr 08:00-18:00, Sa 09:00-13:00',
        },
        new: { branch: 'Autohaus Sonnenhof', zone: 'Europe/Vienna', hours: 'Mo-Fr 09:00-18:00' },
      },
    ]);
  });
});

describe('what is refused', () => {
  test('T19 a calendar that never opens within 400 days', async () => {
    const { calendar } = await read();
    assert.deepEqual(await refusedParts({ week: calendar.week.map(() => []) }), ['Europe/Berlin neverOpen']);
    const days = withOwnDay(calendar.days, datesBetween('2026-03-01', '2027-05-01'), CLOSURE);
    assert.deepEqual(await refusedParts({ days }), ['Europe/Berlin neverOpen']);
  });

  test('times that end before they begin, unknown zones, half days without times: all named at once', async () => {
    const { calendar } = await read();
    const days = { ...calendar.days, '2026-12-24': { ...HALF_DAY, open: [] } };
    const week = calendar.week.with(2, [{ from: 1080, to: 480 }]);
    assert.deepEqual(await refusedParts({ zone: 'Europe/Nirgendwo', week, days }), [
      'Europe/Nirgendwo unknownZone',
      '2 malformedTimes',
      '2026-12-24 malformedTimes',
    ]);
  });

  test('T13 an opening time the clock skips is warned of, not refused', async () => {
    const { calendar } = await read();
    const early = { ...calendar, week: parseWeek('So 02:30-10:00') };
    const check = await dealer.admin.post(`/api/branches/${dealer.branchId}/calendar/check`, {
      calendar: early,
    });
    assert.deepEqual(check, {
      problems: [],
      skippedTimes: [
        { on: '2026-03-29', minutes: 150 },
        { on: '2027-03-28', minutes: 150 },
      ],
    });
  });

  test('changes by anybody but an admin', async () => {
    const vera = await dealer.hire('Vera Vogt', 'seller', 'controller');
    const path = `/api/branches/${dealer.branchId}/calendar`;
    const { calendar, version, mayChange } = await vera.get<CalendarPage>(path);
    assert.equal(mayChange, false);
    const body = { calendar, basedOnVersion: version, openLeads: 'keep' };
    assert.equal((await vera.ask('PUT', path, body)).status, 403);
  });
});

describe('T22 a newer list of holidays', () => {
  /** The calendar as an older list of holidays would have stored it: without 1 May, with one that is no more. */
  const storeOlderList = async (): Promise<void> => {
    const { calendar } = await read();
    const { '2026-05-01': _gone, ...days } = calendar.days;
    const spec = { ...calendar, days: { ...days, '2026-11-18': { name: 'Buß- und Bettag', open: [] } } };
    // No role of the program may: a version is written once.
    const owner = new pg.Client(world.connection);
    await owner.connect();
    await owner.query('update calendars set spec = $1 where dealership_id = $2', [spec, dealer.id]);
    await owner.end();
  };

  test('is listed as a difference and moves no due instant by itself, nor for open leads once taken over', async () => {
    await storeOlderList();
    world.jumpTo('2026-04-30T17:00');
    const before = await dealer.enquiry();
    assert.equal(localOf(before.dueAt), '2026-05-01T09:00:00');

    const { calendar, holidayDifference } = await read();
    assert.deepEqual(
      [holidayDifference.added.map(({ on }) => on), holidayDifference.dropped.map(({ on }) => on)],
      [['2026-05-01'], ['2026-11-18']],
    );
    assert.equal(localOf((await world.lead(dealer.admin, before.id)).dueAt), '2026-05-01T09:00:00');

    await change({ days: withDifference(calendar.days, holidayDifference) });
    assert.deepEqual((await read()).holidayDifference, { added: [], dropped: [] });
    assert.equal(await dueNow(), '2026-05-02T10:00:00');
    assert.equal(localOf((await world.lead(dealer.admin, before.id)).dueAt), '2026-05-01T09:00:00');
    world.noUnexpectedMail();
  });

  test('offers the years that have come within reach', async () => {
    world.jumpTo('2027-01-04T09:00');
    const { added, dropped } = (await read()).holidayDifference;
    assert.deepEqual([...new Set(added.map(({ on }) => on.slice(0, 4)))], ['2037']);
    assert.deepEqual(dropped, []);
  });

  test('is offered when the branch moves to another state, and the calendar stays as it was', async () => {
    const before = await read();
    await dealer.admin.put(`/api/branches/${dealer.branchId}`, {
      name: 'Filiale Hamburg',
      state: 'HH',
      region: null,
    });
    const moved = await read();
    assert.deepEqual(moved.calendar, before.calendar);
    assert.equal(moved.branch.name, 'Filiale Hamburg');
    const of2026 = ({ on }: { on: string }) => on.startsWith('2026-');
    assert.deepEqual(
      [
        moved.holidayDifference.added.filter(of2026).map(({ on }) => on),
        moved.holidayDifference.dropped.filter(of2026).map(({ on }) => on),
      ],
      [['2026-10-31'], ['2026-01-06', '2026-06-04', '2026-11-01']],
    );
    const [{ old, new: moving } = { old: null, new: null }] = await changeLog('branch');
    assert.deepEqual(
      [old, moving],
      [
        { name: 'Autohaus Sonnenhof', state: 'BY', region: null },
        { name: 'Filiale Hamburg', state: 'HH', region: null },
      ],
    );
  });
});

describe('branches', () => {
  test('each counts by its own hours in its own zone', async () => {
    const { id } = await dealer.admin.post<{ id: string }>('/api/branches', {
      name: 'Filiale Las Palmas',
      zone: 'Atlantic/Canary',
      state: 'none',
      region: null,
    });
    const [source] = await world.database.acrossDealerships((work) =>
      addSources({ ...work, dealershipId: dealer.id }, readConfig({}), id, [
        { kind: 'homepage', name: 'Homepage Las Palmas' },
      ]),
    );
    const to = source?.leadAddress ?? '';
    // Half past seven there: two hours from eight o'clock, which is nine here.
    world.jumpTo('2026-03-02T08:30');
    assert.equal(localOf((await dealer.enquiry({ to })).dueAt), '2026-03-02T11:00:00');
    // No holidays there: 1 May is a day like any other; here it is not.
    world.jumpTo('2026-04-30T18:00');
    assert.equal(localOf((await dealer.enquiry({ to })).dueAt), '2026-05-01T10:00:00');
    assert.equal(await dueNow(), '2026-05-02T11:00:00');
    assert.deepEqual((await changeLog('branch'))[0]?.new, {
      name: 'Filiale Las Palmas',
      zone: 'Atlantic/Canary',
      state: 'none',
      region: null,
      hours: 'Mo-Fr 08:00-18:00, Sa 09:00-13:00',
    });
    world.noUnexpectedMail();
  });

  test('unknown zones, states and regions are refused by name', async () => {
    const branch = { name: 'Filiale', zone: 'Europe/Berlin', state: 'BY', region: null };
    for (const [wrong, path] of [
      [{ zone: 'Mars/Olympus' }, 'zone'],
      [{ state: 'XX' }, 'state'],
      [{ region: 'BZ' }, 'region'],
    ] as const) {
      const answer = await dealer.admin.ask('POST', '/api/branches', { ...branch, ...wrong });
      const { code, fields } = (await answer.json()) as { code: string; fields: { path: string }[] };
      assert.deepEqual([code, fields[0]?.path], ['badInput', path]);
    }
  });
});
