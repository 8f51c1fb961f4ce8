import type { z } from 'zod';
import type { checkCalendar, getCalendar, setCalendar } from '../../contract/calendars.ts';
import type { ReapplyCounts } from '../../contract/escalation.ts';
import { calendarChanges, type CalendarChanges, tidyCalendar } from '../../domain/time/calendar-changes.ts';
import { differenceOf } from '../../domain/time/holiday-difference.ts';
import {
  type CalendarSpec,
  formatMinutes,
  formatWeek,
  type SpecialDay,
} from '../../domain/time/opening-hours.ts';
import { isKnownZone } from '../../domain/time/slots.ts';
import { kindOf } from '../../domain/time/special-days.ts';
import { validateCalendar } from '../../domain/time/validate.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { previewReapply, reapplyTimes } from '../escalation/reapply.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { holidayPlace, usableCalendar, ZONE } from './branches.ts';
import { proposedHolidays } from './holidays.ts';
import { recordChange } from './store.ts';

/** The calendar new clocks of the branch are stamped with, and what a newer list of holidays would change in it. */
export const readCalendar = async (
  work: DealershipWork,
  branchId: string,
  caller: Caller,
): Promise<z.output<typeof getCalendar.output>> => {
  const { spec, name, state, region, version, createdAt, changedBy } = await presentCalendar(work, branchId);
  const list = proposedHolidays(holidayPlace({ state, region }), todayIn(spec, work));
  const { added, dropped } = differenceOf(spec.days, list);
  return {
    branch: { id: branchId, name, state, region },
    calendar: spec as z.output<typeof getCalendar.output>['calendar'],
    version,
    changedAt: createdAt.toString(),
    changedBy,
    holidayDifference: { added: [...added], dropped: [...dropped] },
    mayChange: caller.roles.includes('admin'),
  };
};

/**
 * Stores a new version of a branch's calendar; running clocks keep theirs unless it shall be applied to them.
 * `basedOnVersion` keeps two people from undoing each other unseen. A calendar that means the same makes no version.
 */
export const changeCalendar = async (
  work: DealershipWork,
  branchId: string,
  change: z.output<typeof setCalendar.body>,
  caller: Caller,
): Promise<{ version: number; applied: ReapplyCounts | null }> => {
  await lockBranch(work, branchId);
  const present = await presentCalendar(work, branchId);
  if (present.version !== change.basedOnVersion) {
    throw new Refusal('changedMeanwhile', 'Somebody else changed this calendar meanwhile.');
  }
  const spec = tidyCalendar(usableCalendar(change.calendar, todayIn(change.calendar, work)));
  const changes = calendarChanges(present.spec, spec);
  const isChanged = changes.zone || changes.week || changes.days.length > 0;
  const version = isChanged ? present.version + 1 : present.version;
  if (isChanged) {
    await insertVersion(work, branchId, { spec, version, createdBy: caller.accountId });
    await recordChange(work, {
      subject: 'calendar',
      old: changeRecord(present.name, changes, 'before'),
      new: changeRecord(present.name, changes, 'after'),
      changedBy: caller.accountId,
    });
  }
  return { version, applied: change.openLeads === 'apply' ? await reapplyTimes(work, { branchId }) : null };
};

/** What is wrong or odd about a calendar that somebody is working on. */
export const judgeCalendar = async (
  work: DealershipWork,
  branchId: string,
  spec: CalendarSpec,
): Promise<z.output<typeof checkCalendar.output>> => {
  await presentCalendar(work, branchId);
  const { problems, warnings } = validateCalendar(spec, todayIn(spec, work));
  return {
    problems: [...problems],
    skippedTimes: warnings.map(({ on, minutes }) => ({ on, minutes })),
  };
};

/** What a calendar that is not saved yet would do to the running clocks. Refuses with `calendarRefused`. */
export const previewChange = async (
  work: DealershipWork,
  branchId: string,
  spec: CalendarSpec,
): Promise<ReapplyCounts> => {
  await presentCalendar(work, branchId);
  const usable = tidyCalendar(usableCalendar(spec, todayIn(spec, work)));
  return previewReapply(work, { branchId, calendar: usable });
};

const todayIn = ({ zone }: CalendarSpec, { now }: DealershipWork): Temporal.PlainDate =>
  now.toZonedDateTimeISO(isKnownZone(zone) ? zone : ZONE).toPlainDate();

const lockBranch = (work: DealershipWork, branchId: string) =>
  work.sql
    .selectFrom('branches')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', branchId)
    .forUpdate()
    .execute();

const presentCalendar = async (work: DealershipWork, branchId: string) => {
  const found = await work.sql
    .selectFrom('branches')
    .innerJoin('calendars', (join) =>
      join
        .onRef('calendars.dealershipId', '=', 'branches.dealershipId')
        .onRef('calendars.id', '=', 'branches.calendarId'),
    )
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'calendars.dealershipId')
        .onRef('accounts.id', '=', 'calendars.createdBy'),
    )
    .select(['branches.name', 'branches.state', 'branches.region'])
    .select(['calendars.spec', 'calendars.version', 'calendars.createdAt', 'accounts.name as changedBy'])
    .where('branches.dealershipId', '=', work.dealershipId)
    .where('branches.id', '=', branchId)
    .executeTakeFirst();
  if (!found) throw new Refusal('notFound', 'There is no such branch.');
  return { ...found, spec: found.spec as CalendarSpec };
};

/** A version is only ever followed by another one: clocks refer to it. */
const insertVersion = async (
  work: DealershipWork,
  branchId: string,
  { spec, ...stamp }: { spec: CalendarSpec; version: number; createdBy: string },
): Promise<void> => {
  const { dealershipId, now } = work;
  const id = newId();
  await work.sql
    .insertInto('calendars')
    .values({ ...stamp, dealershipId, id, branchId, spec: JSON.stringify(spec), createdAt: now })
    .execute();
  await work.sql
    .updateTable('branches')
    .set({ calendarId: id, zone: spec.zone })
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', branchId)
    .execute();
};

/** One side of a change as it is written down: only what changed, in words and times. */
const changeRecord = (branch: string, { zone, week, days }: CalendarChanges, side: 'before' | 'after') => ({
  branch,
  ...(zone && { zone: zone[side] }),
  ...(week && { hours: formatWeek(week[side]) }),
  ...(days.length > 0 && {
    days: Object.fromEntries(days.map((day) => [day.on, dayRecord(day[side])])),
  }),
});

const dayRecord = (day: SpecialDay | undefined) =>
  day
    ? {
        kind: kindOf(day),
        name: day.name,
        hours: day.open.map(({ from, to }) => `${formatMinutes(from)}-${formatMinutes(to)}`).join(' '),
      }
    : null;
