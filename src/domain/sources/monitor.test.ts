import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  allFellSilent,
  type Finding,
  isOurSilence,
  latestRun,
  silenceOf,
  type WatchedSource,
} from './monitor.ts';

const ZONE = 'Europe/Berlin';
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();
const friday = (on: string) => at(`${on}T07:00`);
const watched = (lastLead: string | null, rest: Partial<WatchedSource> = {}): WatchedSource => ({
  limitDays: 7,
  lastLeadAt: lastLead === null ? null : at(lastLead),
  activeSince: at('2026-01-02T09:00'),
  monitorChangedAt: null,
  ...rest,
});
const verdict = (source: WatchedSource, on: string) => silenceOf(source, friday(on), ZONE).verdict;

describe('silence at the cut-off', () => {
  test('T48: seven calendar days, not 168 hours, over the night that lacks an hour', () => {
    const verdicts = ['2026-03-27T06:30', '2026-03-27T07:00', '2026-03-27T07:30'].map((lead) =>
      verdict(watched(lead), '2026-04-03'),
    );
    assert.deepEqual(verdicts, ['silent', 'silent', 'ok']);
  });

  test('T49: over the night with an hour twice', () => {
    assert.equal(verdict(watched('2026-10-23T07:30'), '2026-10-30'), 'ok');
    assert.equal(verdict(watched('2026-10-23T07:00'), '2026-10-30'), 'silent');
  });

  test('T51: never heard, three days after it was set up it waits, after eight it is silent', () => {
    assert.equal(verdict(watched(null, { activeSince: at('2026-03-31T09:00') }), '2026-04-03'), 'waiting');
    assert.equal(verdict(watched(null, { activeSince: at('2026-03-26T06:00') }), '2026-04-03'), 'silent');
  });

  test('T52: activated again yesterday, its old silence does not count', () => {
    const source = watched('2026-02-01T12:00', { activeSince: at('2026-04-02T10:00') });
    assert.equal(verdict(source, '2026-04-03'), 'ok');
    assert.equal(verdict(source, '2026-04-10'), 'silent');
  });

  test('T52: a changed monitor restarts the waiting for a source never heard, and changes nothing for one that was', () => {
    const changed = { monitorChangedAt: at('2026-04-02T10:00') };
    assert.equal(verdict(watched(null, changed), '2026-04-03'), 'waiting');
    assert.equal(verdict(watched('2026-03-20T10:00', changed), '2026-04-03'), 'silent');
  });

  test('tells since when, in whole days', () => {
    const { sinceAt, days } = silenceOf(watched('2026-03-20T12:00'), friday('2026-04-03'), ZONE);
    assert.deepEqual([sinceAt, days], [at('2026-03-20T12:00'), 13]);
  });
});

describe('silence that is ours', () => {
  const since = { sinceAt: at('2026-03-20T12:00') };
  const ours = (from: string, until: string | null) =>
    isOurSilence(
      since,
      [{ fromAt: at(from), untilAt: until === null ? null : at(until) }],
      friday('2026-04-03'),
    );

  test('T54: a mailbox out of reach since Wednesday, or for a day and more, explains it; an hour does not', () => {
    assert.equal(ours('2026-04-01T09:00', null), true);
    assert.equal(ours('2026-03-25T09:00', '2026-03-26T09:00'), true);
    assert.equal(ours('2026-03-25T09:00', '2026-03-26T08:59'), false);
  });

  test('only what lies within the silence counts', () => {
    assert.equal(ours('2026-03-18T09:00', '2026-03-21T11:59'), false);
    assert.equal(ours('2026-04-02T08:00', '2026-04-04T08:00'), false);
    assert.equal(isOurSilence(since, [], friday('2026-04-03')), false);
  });
});

describe('the run that is due', () => {
  const run = (now: string, zone = ZONE) => {
    const { fridayOn, cutoffAt } = latestRun(at(now), zone);
    return `${fridayOn} ${cutoffAt.toZonedDateTimeISO(zone).toPlainTime()}`;
  };

  test('T50: Friday at 07:00, not a second before; afterwards until the next one', () => {
    assert.equal(run('2026-04-03T06:59:59'), '2026-03-27 07:00:00');
    assert.equal(run('2026-04-03T07:00:00'), '2026-04-03 07:00:00');
    assert.equal(run('2026-04-03T09:30:00'), '2026-04-03 07:00:00');
    assert.equal(run('2026-04-06T08:00:00'), '2026-04-03 07:00:00');
  });

  test('is the local one in another zone', () => {
    assert.equal(run('2026-04-03T07:30:00', 'Europe/London'), '2026-03-27 07:00:00');
    assert.equal(run('2026-04-03T08:00:00', 'Europe/London'), '2026-04-03 07:00:00');
  });

  test('comes once in every week of a year, both changes of the clock included', () => {
    const runs = new Set<string>();
    for (let now = at('2026-01-01T00:00'); Temporal.Instant.compare(now, at('2027-01-01T00:00')) < 0; ) {
      runs.add(latestRun(now, ZONE).cutoffAt.toString());
      now = now.add({ hours: 1 });
    }
    assert.equal(runs.size, 53);
    for (const cutoffAt of runs)
      assert.equal(
        Temporal.Instant.from(cutoffAt).toZonedDateTimeISO(ZONE).toPlainTime().toString(),
        '07:00:00',
      );
  });
});

describe('one alarm about our own intake', () => {
  const found = (verdictOf: Finding['verdict'], { heardBefore = true, wasSilent = false } = {}): Finding => ({
    verdict: verdictOf,
    sinceAt: at('2026-03-20T12:00'),
    days: 9,
    heardBefore,
    wasSilent,
  });

  test('T54: when all that were heard fall silent at once', () => {
    assert.equal(allFellSilent([found('silent'), found('silent')]), true);
    assert.equal(
      allFellSilent([found('silent'), found('silent'), found('waiting', { heardBefore: false })]),
      true,
    );
  });

  test('not for one source alone, nor while one still delivers, nor for one that was silent already', () => {
    assert.equal(allFellSilent([found('silent')]), false);
    assert.equal(allFellSilent([found('silent'), found('ok')]), false);
    assert.equal(allFellSilent([found('silent'), found('silent', { wasSilent: true })]), false);
  });

  test('not for sources that were never heard: their addresses were never entered', () => {
    const never = { heardBefore: false };
    assert.equal(allFellSilent([found('silent', never), found('silent', never)]), false);
  });
});
