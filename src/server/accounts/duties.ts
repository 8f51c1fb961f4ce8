import type { Database, DealershipWork } from '../db/database.ts';
import { tellNewcomers } from '../escalation/commands.ts';

/** Nobody's telephone shall ring at midnight because a colleague's leave begins. */
const MORNING_HOUR = 6;

/**
 * Every morning in each dealership: where an absence began or ended since the last one, whoever answers for the open
 * leads from today is told of what others were told before (cases.md T33). Returns how many dealerships were looked at.
 */
export const sweepDuties = (database: Database): Promise<number> =>
  database.acrossDealerships(async (work) => {
    const due = await work.sql
      .selectFrom('dealerships')
      .select(['dealershipId', 'zone', 'dutiesAt'])
      .where('dutiesAt', '<=', work.now)
      .limit(100)
      .forNoKeyUpdate()
      .skipLocked()
      .execute();
    for (const { dealershipId, zone, dutiesAt } of due) {
      const inDealership = { ...work, dealershipId };
      const now = work.now.toZonedDateTimeISO(zone);
      const firstDay = dutiesAt.toZonedDateTimeISO(zone).toPlainDate();
      if (await didDutiesChange(inDealership, firstDay, now.toPlainDate())) await tellNewcomers(inDealership);
      await work.sql
        .updateTable('dealerships')
        .set({ dutiesAt: nextMorning(now) })
        .where('dealershipId', '=', dealershipId)
        .execute();
    }
    return due.length;
  });

/** Whether somebody left or came back on one of the days; both ends included. */
const didDutiesChange = async (
  work: DealershipWork,
  firstDay: Temporal.PlainDate,
  lastDay: Temporal.PlainDate,
): Promise<boolean> => {
  const dayBefore = (day: Temporal.PlainDate) => day.subtract({ days: 1 }).toString();
  const absence = await work.sql
    .selectFrom('absences')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where((eb) =>
      eb.or([
        eb.between('fromOn', firstDay.toString(), lastDay.toString()),
        eb.between('untilOn', dayBefore(firstDay), dayBefore(lastDay)),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
  return absence !== undefined;
};

const nextMorning = (now: Temporal.ZonedDateTime): Temporal.Instant => {
  const morning = now.withPlainTime({ hour: MORNING_HOUR });
  const isPast = Temporal.ZonedDateTime.compare(morning, now) <= 0;
  return (isPast ? morning.add({ days: 1 }) : morning).toInstant();
};
