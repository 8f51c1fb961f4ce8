import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  addOpeningTime,
  compileCalendar,
  openingTimeBetween,
  subtractOpeningTime,
} from '../src/domain/time/calendar.ts';
import type { CalendarSpec } from '../src/domain/time/opening-hours.ts';
import { type Added, type Between, CALENDARS, PEERS } from './reference/peer-tables.ts';

const instantOf = (text: string, { zone }: CalendarSpec): Temporal.Instant =>
  /(Z|[+-]\d\d:\d\d)$/.test(text)
    ? Temporal.Instant.from(text)
    : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();

const msOf = (text: string) => Temporal.Duration.from(text).total('milliseconds');

const isAmount = (text: string) => text.includes('P');

function checkAdded([name, from, amount, end]: Added): void {
  const spec = CALENDARS[name];
  const compiled = compileCalendar(spec);
  const [fromAt, endAt, ms] = [instantOf(from, spec), instantOf(end, spec), msOf(amount)];
  const found = ms < 0 ? subtractOpeningTime(compiled, fromAt, -ms) : addOpeningTime(compiled, fromAt, ms);
  assert.equal(found.toString(), endAt.toString());
  assert.equal(openingTimeBetween(compiled, fromAt, endAt), ms);
}

function checkBetween([name, from, to, amount]: Between): void {
  const spec = CALENDARS[name];
  const compiled = compileCalendar(spec);
  assert.equal(openingTimeBetween(compiled, instantOf(from, spec), instantOf(to, spec)), msOf(amount));
}

for (const { system, added = [], between = [], differs = [] } of PEERS) {
  describe(`the tables of ${system}`, () => {
    for (const row of added) it(`end alike: ${row.join(' · ')}`, () => checkAdded(row));
    for (const row of between) it(`measure alike: ${row.join(' · ')}`, () => checkBetween(row));
    for (const { row, theirs, because } of differs) {
      it(`expect ${theirs}, not ours: ${row.join(' · ')}; ${because}`, () => {
        assert.notEqual(row[3], theirs);
        (isAmount(row[3]) ? checkBetween : checkAdded)(row);
      });
    }
  });
}
