/**
 * What other systems expect of working time, replayed with ours: the given hours, days off, start, amount and end of the
 * tables that Znuny/OTRS, Odoo, GLPI, Request Tracker (Business::Hours) and the Ruby gems business_time and working_hours
 * test themselves with. Facts only; where our rule gives something else, the row says what they expect and why we differ.
 */
import { type CalendarSpec, parseDayTimes, parseWeek } from '../../src/domain/time/opening-hours.ts';

/** From, amount (negative: backwards) and the end both agree on. Local time of the calendar, or with an offset. */
export type Added = readonly [calendar: Name, from: string, amount: string, end: string];
/** Two instants and the opening time between them that both agree on. */
export type Between = readonly [calendar: Name, from: string, to: string, amount: string];

export interface Table {
  readonly system: string;
  readonly added?: readonly Added[];
  readonly between?: readonly Between[];
  readonly differs?: readonly {
    readonly row: Added | Between;
    readonly theirs: string;
    readonly because: string;
  }[];
}

const calendar = (
  zone: string,
  hours: string,
  days: Readonly<Record<string, string>> = {},
): CalendarSpec => ({
  zone,
  week: parseWeek(hours),
  days: Object.fromEntries(
    Object.entries(days).map(([on, times]) => [
      on,
      { name: on, open: parseDayTimes(times.split(' ').filter(Boolean)) },
    ]),
  ),
});

const closedOn = (...dates: string[]) => Object.fromEntries(dates.map((on) => [on, '']));

/** Days off of every year in the tables of OTRS. */
const OTRS_DAYS_OFF = closedOn(
  ...[2015, 2016, 2017].flatMap((year) =>
    ['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'].map((day) => `${year}-${day}`),
  ),
);
/** OTRS lists the hours that are worked: 8 to 12 and 14 to 17 means until 13:00 and until 18:00. */
const WITH_BREAK = '08:00-13:00 14:00-18:00';

export const CALENDARS = {
  'UTC 24/7': calendar('UTC', '24/7', OTRS_DAYS_OFF),
  'Berlin 24/7': calendar('Europe/Berlin', '24/7', OTRS_DAYS_OFF),
  'São Paulo 24/7': calendar('America/Sao_Paulo', '24/7', OTRS_DAYS_OFF),
  'Tehran 24/7': calendar('Asia/Tehran', '24/7', OTRS_DAYS_OFF),
  'Sydney 24/7': calendar('Australia/Sydney', '24/7', OTRS_DAYS_OFF),
  'UTC, no day off': calendar('UTC', '24/7'),
  'Berlin, no day off': calendar('Europe/Berlin', '24/7'),
  'Sydney, no day off': calendar('Australia/Sydney', '24/7'),
  'Berlin 8-18': calendar('Europe/Berlin', 'Mo-Fr 08:00-18:00', OTRS_DAYS_OFF),
  'Berlin with break': calendar('Europe/Berlin', `Mo-Fr ${WITH_BREAK}`, OTRS_DAYS_OFF),
  'Berlin with break, all week': calendar('Europe/Berlin', `Mo-So ${WITH_BREAK}`, OTRS_DAYS_OFF),
  'Tehran 8-18': calendar('Asia/Tehran', 'Mo-Fr 08:00-18:00', OTRS_DAYS_OFF),
  'Tehran Mo-Fr': calendar('Asia/Tehran', 'Mo-Fr 00:00-24:00', OTRS_DAYS_OFF),
  'Paris 5x24': calendar('Europe/Paris', 'Mo-Fr 00:00-24:00'),
  'Paris 8-20': calendar('Europe/Paris', 'Mo-Fr 08:00-20:00'),
  'New York 9-17': calendar('America/New_York', 'Mo-Fr 09:00-17:00', closedOn('2010-07-05')),
  'New York with Saturday': calendar('America/New_York', 'Mo 09:00-17:00 Fr 09:00-17:00 Sa 10:00-15:00'),
  'New York, long days': calendar('America/New_York', 'Mo 00:00-24:00 Fr 00:00-24:00 Sa 11:00-15:00'),
  'New York, four long days': calendar('America/New_York', 'Fr-Mo 00:00-24:00'),
  'New York 8-20': calendar('America/New_York', 'Mo-Di 08:00-20:00'),
  'UTC 9-18 until Wednesday': calendar('UTC', 'Mo-Mi 09:00-18:00'),
  'UTC 9-17': calendar('UTC', 'Mo-Fr 09:00-17:00'),
  'Tokyo 9-17': calendar('Asia/Tokyo', 'Mo-Fr 09:00-17:00'),
  'UTC Monday with break': calendar('UTC', 'Mo 07:00-12:00 13:00-18:00'),
  'UTC whole Monday': calendar('UTC', 'Mo 00:00-24:00'),
  'UTC whole Monday, Tuesday 8-18': calendar('UTC', 'Mo 00:00-24:00 Di 08:00-18:00'),
  'Brussels 8-16': calendar('Europe/Brussels', 'Mo-Fr 08:00-16:00'),
  'Brussels 8-16, 11 April off': calendar('Europe/Brussels', 'Mo-Fr 08:00-16:00', closedOn('2018-04-11')),
  'Brussels 8-16, 3 April off': calendar('Europe/Brussels', 'Mo-Fr 08:00-16:00', closedOn('2018-04-03')),
  'Brussels, Wednesday twice': calendar('Europe/Brussels', 'Mo-Fr 08:00-16:00 Mi 00:00-24:00'),
  'UTC+6 with break': calendar('Etc/GMT-6', 'Mo-Fr 09:00-12:00 13:00-17:00'),
  'UTC+6, a morning off': calendar('Etc/GMT-6', 'Mo-Fr 09:00-12:00 13:00-17:00', {
    '2018-04-03': '13:00-17:00',
  }),
  'UTC+6, off from 10 to 10': calendar('Etc/GMT-6', 'Mo-Fr 09:00-12:00 13:00-17:00', {
    '2018-04-03': '09:00-10:00',
    '2018-04-04': '10:00-12:00 13:00-17:00',
  }),
  'UTC 8-16 with break': calendar('UTC', 'Mo-Fr 08:00-12:00 13:00-16:00'),
  'UTC 9-18': calendar('UTC', 'Mo-Fr 09:00-18:00'),
  'UTC Sunday 9-17': calendar('UTC', 'So 09:00-17:00'),
  'UTC Monday 9-17': calendar('UTC', 'Mo 09:00-17:00'),
} as const;
type Name = keyof typeof CALENDARS;

const OTRS: Table = {
  system: 'Znuny/OTRS',
  added: [
    ['UTC 24/7', '2015-02-17T12:00', 'PT17520H', '2017-02-28T12:00'],
    ['UTC 24/7', '2015-02-17T12:00', 'PT2160H', '2015-05-19T12:00'],
    ['Berlin 24/7', '2015-02-17T12:00', 'PT2161H', '2015-05-19T14:00'],
    ['UTC 24/7', '2015-02-21T22:00', 'PT6H', '2015-02-22T04:00'],
    ['São Paulo 24/7', '2015-02-21T22:00', 'PT5H', '2015-02-22T02:00'],
    ['UTC 24/7', '2015-02-20T22:10:05', 'PT102H20M15S', '2015-02-25T04:30:20'],
    ['São Paulo 24/7', '2015-02-21T22:10:05', 'PT101H20M15S', '2015-02-26T02:30:20'],
    ['UTC 24/7', '2015-10-17T22:00', 'PT6H', '2015-10-18T04:00'],
    ['São Paulo 24/7', '2015-10-17T22:00', 'PT7H', '2015-10-18T06:00'],
    ['UTC 24/7', '2015-03-21T12:00', 'PT24H', '2015-03-22T12:00'],
    ['Tehran 24/7', '2015-09-21T12:00', 'PT15H', '2015-09-22T02:00'],
    ['Tehran 24/7', '2015-09-20T12:00', 'PT48H', '2015-09-22T11:00'],
    ['Tehran 24/7', '2015-09-19T12:00', 'PT96H', '2015-09-23T11:00'],
    ['Tehran 24/7', '2015-03-21T12:00', 'PT17H', '2015-03-22T06:00'],
    ['Tehran 24/7', '2015-01-21T12:00', 'PT2177H', '2015-04-22T06:00'],
    ['UTC 24/7', '2015-01-21T12:00', 'PT2176H', '2015-04-22T04:00'],
    ['Sydney 24/7', '2016-04-02T12:00', 'PT41H', '2016-04-04T04:00'],
    ['Berlin 8-18', '2016-01-31T12:25:30', 'PT5H', '2016-02-01T13:00'],
    ['Berlin 8-18', '2016-02-01T16:59:30', 'PT3H30M', '2016-02-02T10:29:30'],
    ['Berlin 8-18', '2013-03-16T10:00', 'PT1M', '2013-03-18T08:01'],
    ['Berlin with break', '2016-02-01T12:25:30', 'PT5H', '2016-02-02T08:25:30'],
    ['Berlin with break', '2016-01-31T12:25:30', 'PT45H25M30S', '2016-02-08T08:25:30'],
    ['Berlin with break', '2015-12-22T16:24:49', 'PT20H', '2015-12-29T08:24:49'],
    ['Berlin with break', '2015-03-27T11:00Z', 'PT15H', '2015-03-31T07:00Z'],
    ['Tehran 8-18', '2016-03-20T00:00', 'PT5H', '2016-03-21T13:00'],
    ['Tehran 8-18', '2016-03-20T00:00', 'PT13H', '2016-03-22T11:00'],
    ['Tehran 24/7', '2016-03-20T00:00', 'PT29H', '2016-03-21T06:00'],
    ['Tehran Mo-Fr', '2016-03-20T00:00', 'PT29H', '2016-03-22T06:00'],
    ['Tehran 8-18', '2016-09-20T22:00', 'PT5H', '2016-09-21T13:00'],
    ['Tehran Mo-Fr', '2016-09-20T22:00', 'PT5H', '2016-09-21T02:00'],
  ],
  between: [
    ['Berlin 24/7', '2015-12-23T08:10:15', '2015-12-28T17:10:14', 'PT56H59M59S'],
    ['Berlin with break', '2015-03-26T16:00Z', '2015-03-27T08:00Z', 'PT2H'],
    ['Berlin 24/7', '2015-02-17T22:35:49', '2015-02-18T03:35:49', 'PT5H'],
    ['Berlin 24/7', '2015-02-17T22:35:49', '2015-02-19T23:05:49', 'PT48H30M'],
    ['Berlin 24/7', '2016-03-26T22:24:39', '2016-03-28T23:24:39', 'PT48H'],
    ['Berlin 24/7', '2016-02-01T12:15:41', '2016-02-06T10:15:41', 'PT118H'],
    ['Berlin with break, all week', '2016-02-01T12:15:41', '2016-02-06T12:15:41', 'PT45H'],
    ['Berlin with break', '2016-03-25T12:15:41', '2016-03-29T10:15:41', 'PT16H'],
    ['Berlin with break', '2016-03-24T12:15:41', '2016-03-30T10:15:41', 'PT34H'],
    ['Berlin with break', '2016-03-25T08:15:41', '2016-03-25T14:15:41', 'PT5H'],
    ['Berlin with break', '2016-03-25T08:00', '2016-03-25T15:00', 'PT6H'],
    ['UTC, no day off', '2015-02-17T12:00', '2015-05-18T12:00', 'PT2160H'],
    ['Berlin, no day off', '2015-02-17T12:00', '2015-05-18T12:00', 'PT2159H'],
    ['São Paulo 24/7', '2015-02-20T22:10:05', '2015-02-25T04:30:20', 'PT103H20M15S'],
    ['São Paulo 24/7', '2015-10-17T22:00', '2015-10-18T04:00', 'PT5H'],
    ['Tehran 24/7', '2015-09-21T12:00', '2015-09-22T04:00', 'PT17H'],
    ['Tehran 24/7', '2015-03-21T12:00', '2015-03-22T04:00', 'PT15H'],
    ['Sydney, no day off', '2015-01-21T12:00', '2015-04-22T04:00', 'PT2177H'],
  ],
  differs: [
    {
      row: ['Berlin 24/7', '2015-12-28T17:10:14', '2015-12-23T08:10:15', '-PT56H59M59S'],
      theirs: 'PT0S',
      because: 'ours is antisymmetric, so that differences can be added up',
    },
    {
      row: ['UTC 24/7', '2015-02-17T12:00', '-PT2H', '2015-02-17T10:00'],
      theirs: '2015-02-17T12:00',
      because: 'they refuse negative amounts and leave the start; ours counts backwards in a call of its own',
    },
  ],
};

const ODOO: Table = {
  system: 'Odoo',
  added: [
    ['Brussels 8-16', '2018-04-10T00:00', 'PT2H', '2018-04-10T10:00'],
    ['Brussels 8-16', '2018-04-10T00:00', 'PT20H', '2018-04-12T12:00'],
    ['Brussels 8-16, 11 April off', '2018-04-10T15:00', 'PT5H', '2018-04-12T12:00'],
    ['Brussels 8-16, 11 April off', '2018-04-10T00:00', '-PT10H', '2018-04-06T14:00'],
    ['Brussels 8-16, 11 April off', '2018-04-10T00:00', 'PT0.72S', '2018-04-10T08:00:00.72'],
    ['Brussels 8-16', '2018-04-10T00:00', 'PT3000H', '2019-09-16T16:00'],
    // Whole days of 8 hours: they end at closing, and begin again at the next opening when counted from a closing.
    ['Brussels 8-16', '2018-04-10T00:00', 'PT8H', '2018-04-10T16:00'],
    ['Brussels 8-16', '2018-04-10T00:00', 'PT24H', '2018-04-12T16:00'],
    ['Brussels 8-16, 11 April off', '2018-04-10T16:00', 'PT32H', '2018-04-17T16:00'],
    ['Brussels 8-16, 11 April off', '2018-04-10T00:00', '-PT80H', '2018-03-27T08:00'],
  ],
  between: [
    ['Brussels 8-16, 3 April off', '2018-04-02T00:00', '2018-04-06T23:59:59', 'PT32H'],
    ['Brussels 8-16', '2018-04-02T00:00', '2018-04-06T23:59:59', 'PT40H'],
    ['UTC+6 with break', '2018-04-02T00:00', '2018-04-06T23:59:59', 'PT35H'],
    ['UTC+6, a morning off', '2018-04-02T00:00', '2018-04-06T23:59:59', 'PT32H'],
    ['UTC+6, off from 10 to 10', '2018-04-02T00:00', '2018-04-06T23:59:59', 'PT28H'],
    ['UTC 8-16 with break', '2017-05-03T14:03', '2017-05-04T11:03', 'PT5H'],
    ['Brussels, Wednesday twice', '2018-06-19T23:00', '2018-06-21T01:00', 'PT24H'],
  ],
  differs: [
    {
      row: ['Brussels 8-16, 11 April off', '2018-04-11T00:00', 'PT0S', '2018-04-11T00:00'],
      theirs: '2018-04-12T08:00',
      because: 'ours ends a zero amount where it starts, so that "EM2.1 at once" is the instant of E2.1',
    },
    {
      row: ['Brussels 8-16', '2018-04-10T00:00', 'PT0S', '2018-04-10T00:00'],
      theirs: '2018-04-10T08:00',
      because: 'the same on a working day before it opens',
    },
    {
      row: ['UTC+6 with break', '2018-04-02T23:59:59', '2018-04-02T00:00', '-PT7H'],
      theirs: 'PT0S',
      because: 'ours is antisymmetric',
    },
  ],
};

const GLPI: Table = {
  system: 'GLPI',
  added: [
    ['Paris 5x24', '2018-11-19T10:00', 'PT168H', '2018-11-28T10:00'],
    ['Paris 5x24', '2018-11-19T10:00', '-PT168H', '2018-11-08T10:00'],
    // Seven of its days, of 12 hours each.
    ['Paris 8-20', '2018-11-19T10:00', 'PT84H', '2018-11-28T10:00'],
    ['Paris 8-20', '2018-11-19T10:00', '-PT84H', '2018-11-08T10:00'],
  ],
  between: [
    ['Paris 8-20', '2019-01-01T07:00', '2019-01-01T09:00', 'PT1H'],
    ['Paris 8-20', '2019-01-01T06:00', '2019-01-01T07:00', 'PT0S'],
    ['Paris 8-20', '2019-01-01T00:00', '2019-01-08T00:00', 'PT60H'],
  ],
  differs: [
    {
      row: ['Paris 8-20', '2019-01-08T00:00', '2019-01-01T00:00', '-PT60H'],
      theirs: 'PT0S',
      because: 'ours is antisymmetric',
    },
  ],
};

const REQUEST_TRACKER: Table = {
  system: 'Request Tracker',
  added: [
    ['UTC Sunday 9-17', '2007-01-01T00:00', 'PT1H', '2007-01-07T10:00'],
    ['UTC Monday 9-17', '2007-01-01T00:00', 'PT1H', '2007-01-01T10:00'],
  ],
  between: [['UTC 9-18', '1970-01-01T00:00', '1970-01-07T23:59:59', 'PT45H']],
  differs: [
    {
      row: ['UTC 9-18', '1970-01-01T00:00', '1970-01-01T09:30', 'PT30M'],
      theirs: 'PT30M1S',
      because: 'they count seconds with both ends; our intervals are half-open and lengths of real time',
    },
  ],
};

const BUSINESS_TIME: Table = {
  system: 'business_time',
  added: [
    ['New York 9-17', '2010-08-04T09:35', 'PT8H', '2010-08-05T09:35'],
    ['New York 9-17', '2010-08-04T09:35', '-PT8H', '2010-08-03T09:35'],
    ['New York 9-17', '2010-04-09T16:50', 'PT1H', '2010-04-12T09:50'],
    ['New York 9-17', '2010-04-12T09:50', '-PT1H', '2010-04-09T16:50'],
    ['New York 9-17', '2010-07-02T16:50', 'PT1H', '2010-07-06T09:50'],
    ['New York 9-17', '2010-07-06T09:50', '-PT1H', '2010-07-02T16:50'],
    ['New York 9-17', '2010-04-12T09:50', 'PT3H', '2010-04-12T12:50'],
    ['New York 9-17', '2010-04-26T09:00', '-PT1H', '2010-04-23T16:00'],
    ['New York 9-17', '2010-04-25T12:06:56', '-PT1H', '2010-04-23T16:00'],
    ['New York with Saturday', '2010-12-24T15:00', 'PT9H', '2010-12-27T11:00'],
    ['New York with Saturday', '2010-12-24T08:00', 'PT15H', '2010-12-27T11:00'],
    ['New York with Saturday', '2010-12-24T08:00', 'PT8H', '2010-12-24T17:00'],
    ['New York, long days', '2010-12-24T15:00', 'PT24H', '2010-12-27T11:00'],
    ['New York, long days', '2010-12-25T08:00', 'PT15H', '2010-12-27T11:00'],
  ],
  between: [
    ['New York with Saturday', '2010-12-24T15:00', '2010-12-27T11:00', 'PT9H'],
    ['New York, long days', '2010-12-24T15:00', '2010-12-27T11:00', 'PT24H'],
    ['New York, four long days', '2010-12-24T15:00', '2010-12-27T11:00', 'PT68H'],
    ['UTC 9-18 until Wednesday', '2012-05-28T11:04:26+03:00', '2012-05-29T17:56:45+03:00', 'PT53805S'],
    ['New York 8-20', '2014-05-12T20:50', '2014-05-13T08:10', 'PT10M'],
    ['New York 9-17', '2012-02-01T10:00', '2012-02-01T14:20', 'PT260M'],
    ['New York 9-17', '2012-02-01T14:20', '2012-02-01T10:00', '-PT260M'],
    ['New York 9-17', '2012-02-01T10:00', '2012-02-01T17:24', 'PT7H'],
    ['New York 9-17', '2012-02-01T07:25', '2012-02-01T15:30', 'PT390M'],
    ['New York 9-17', '2012-02-01T10:00', '2012-02-02T10:00', 'PT8H'],
    ['New York 9-17', '2012-02-01T10:00', '2012-02-09T11:00', 'PT49H'],
    ['New York 9-17', '2012-02-09T11:00', '2012-02-01T10:00', '-PT49H'],
  ],
  differs: [
    {
      row: ['New York 9-17', '2012-02-03T10:40', '2012-02-04T10:50', 'PT6H20M'],
      theirs: 'PT8H10M',
      because: 'their example takes a Saturday as worked although their week ends on Friday',
    },
  ],
};

const WORKING_HOURS: Table = {
  system: 'working_hours',
  added: [
    ['UTC 9-17', '1991-11-15T14:00:42', 'PT2H', '1991-11-15T16:00:42'],
    ['UTC 9-17', '1991-11-18T14:00:42', '-PT7H', '1991-11-15T15:00:42'],
    ['Tokyo 9-17', '1991-11-15T07:00Z', 'PT3H', '1991-11-18T11:00+09:00'],
    ['UTC Monday with break', '1991-11-11T05:00', 'PT6H', '1991-11-11T14:00'],
    ['UTC 9-17', '1991-11-15T16:30:42', 'PT45M', '1991-11-18T09:15:42'],
    ['UTC 9-17', '1991-11-15T16:59:42', 'PT120S', '1991-11-18T09:01:42'],
    ['UTC whole Monday', '2014-04-07T23:59:30', 'PT60S', '2014-04-14T00:00:30'],
    ['UTC whole Monday, Tuesday 8-18', '2014-04-08T00:00:30', '-PT60S', '2014-04-07T23:59:00'],
  ],
  between: [
    ['UTC 9-17', '2014-04-11T20:00', '2014-04-14T05:00', 'PT0S'],
    ['UTC 9-17', '2014-04-07T10:00', '2014-04-07T15:00', 'PT5H'],
    ['UTC 9-17', '2014-04-07T15:00', '2014-04-07T10:00', '-PT5H'],
    ['UTC 9-17', '2014-04-07T07:00', '2014-04-07T20:00', 'PT8H'],
    ['UTC whole Monday', '2014-04-06T12:00', '2016-04-06T12:00', 'PT2520H'],
    ['UTC Monday with break', '2014-04-07T11:59', '2014-04-07T13:01', 'PT2M'],
    ['UTC Monday with break', '2014-04-07T11:00', '2014-04-14T13:00', 'PT11H'],
    ['UTC 9-17', '2014-04-07T01:00-09:00', '2014-04-07T15:00-04:00', 'PT7H'],
  ],
  differs: [
    {
      row: ['UTC 9-17', '2014-04-13T09:10:24.01', '2014-04-14T09:10:24.02', 'PT624.02S'],
      theirs: 'PT624S',
      because: 'ours keeps fractions of a second, so that adding and measuring undo each other',
    },
  ],
};

export const PEERS: readonly Table[] = [OTRS, ODOO, GLPI, REQUEST_TRACKER, BUSINESS_TIME, WORKING_HOURS];
