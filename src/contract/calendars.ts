import { z } from 'zod';
import { SPECIAL_DAY_KINDS } from '../domain/time/opening-hours.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';
import { reapplyCounts } from './escalation.ts';

/** Minutes of the day, [from, to); 24:00 is 1440. What is wrong with them is said by the domain, in clear words. */
const openInterval = z.object({ from: z.number().int(), to: z.number().int() });
const openIntervals = z.array(openInterval).max(24);

const specialDay = z.object({
  name: z.string().trim().min(1).max(200),
  open: openIntervals,
  kind: z.enum(SPECIAL_DAY_KINDS).optional(),
  onHoliday: z.string().max(200).optional(),
});

/** Everything that decides when a branch is open; the week begins on Monday, days are keyed `YYYY-MM-DD`. */
export const calendarSpec = z.object({
  zone: z.string().min(1).max(64),
  week: z.array(openIntervals).length(7),
  days: z.record(z.iso.date(), specialDay),
});

const holiday = z.object({ on: z.iso.date(), name: z.string() });

const branchInput = z.object({
  name: z.string().trim().min(1).max(100),
  /** `none` for a branch without holidays. */
  state: z.string().min(2).max(4),
  region: z.string().max(20).nullable(),
});

export const addBranch = endpoint({
  method: 'POST',
  path: '/api/branches',
  who: ['admin'],
  summary:
    'Add a branch with a calendar of its own: the holidays of its state, and opening hours as `parseWeek` reads them.',
  body: branchInput.extend({ zone: z.string().min(1).max(64), hours: z.string().max(1000).optional() }),
  output: z.object({ id }),
});

export const setBranch = endpoint({
  method: 'PUT',
  path: '/api/branches/:id',
  who: ['admin'],
  summary:
    'Rename a branch or move it to another state. Its calendar stays; other holidays are offered as a difference.',
  params: idParams,
  body: branchInput,
  output: done,
});

export const getCalendar = endpoint({
  method: 'GET',
  path: '/api/branches/:id/calendar',
  who: 'signedIn',
  summary: "A branch's present calendar, and how a newer list of holidays differs from it.",
  params: idParams,
  output: z.object({
    branch: z.object({ id, name: z.string(), state: z.string(), region: z.string().nullable() }),
    calendar: calendarSpec,
    version: z.number().int(),
    changedAt: instant,
    changedBy: z.string().nullable(),
    /** Offered, never applied by itself. */
    holidayDifference: z.object({ added: z.array(holiday), dropped: z.array(holiday) }),
    mayChange: z.boolean(),
  }),
});

export const setCalendar = endpoint({
  method: 'PUT',
  path: '/api/branches/:id/calendar',
  who: ['admin'],
  summary: 'Save a new version of the calendar: for new clocks only, or for the running ones too.',
  params: idParams,
  body: z.object({
    calendar: calendarSpec,
    basedOnVersion: z.number().int(),
    openLeads: z.enum(['keep', 'apply']),
  }),
  /** `applied` is null when the open leads keep their times. */
  output: z.object({ version: z.number().int(), applied: reapplyCounts.nullable() }),
});

export const checkCalendar = endpoint({
  method: 'POST',
  path: '/api/branches/:id/calendar/check',
  who: ['admin'],
  summary: 'What is wrong with a calendar that is not saved yet, and what is odd about it. Changes nothing.',
  params: idParams,
  body: z.object({ calendar: calendarSpec }),
  output: z.object({
    /** Any of them refuses the calendar; `part` is the zone, date or weekday (0 = Monday). */
    problems: z.array(z.object({ code: z.string(), part: z.string() })),
    /** Opening or closing times the clock skips on a date: the later time shown after the jump counts. */
    skippedTimes: z.array(z.object({ on: z.iso.date(), minutes: z.number().int() })),
  }),
});

export const previewCalendar = endpoint({
  method: 'POST',
  path: '/api/branches/:id/calendar/preview',
  who: ['admin'],
  summary:
    'What applying a calendar that is not saved yet to the running clocks would do now. Changes nothing.',
  params: idParams,
  body: z.object({ calendar: calendarSpec }),
  output: reapplyCounts,
});
