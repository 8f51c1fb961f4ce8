import { sql } from 'kysely';
import { recipientsOf, type Told } from '../../domain/escalation/recipients.ts';
import {
  allFellSilent,
  type Finding,
  type FridayRun,
  latestRun,
  silenceOf,
} from '../../domain/sources/monitor.ts';
import { type Colleague, readStaff } from '../accounts/store.ts';
import type { Database, DealershipWork } from '../db/database.ts';
import type { WrittenMail } from '../mail/letter.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { dealershipZone } from '../settings/store.ts';
import { lastDelivery } from './store.ts';
import { intakeSilentMail, type MonitoredSource, type MonitorLinks, monitorMail } from './monitor-mails.ts';

/**
 * The Friday run of every dealership whose turn it is (product.md 6): once per dealership and Friday, made up after a
 * time in which the program was down. Returns how many were run.
 */
export const sweepMonitors = async (database: Database, links: MonitorLinks): Promise<number> => {
  await endPauses(database);
  const due = await database.acrossDealerships(async ({ sql: statements, now }) => {
    const rows = await statements
      .selectFrom('dealerships')
      .select(['dealershipId', 'zone', 'monitorSince'])
      .select((eb) =>
        eb
          .selectFrom('monitorRuns')
          .select((of) => of.fn.max('fridayOn').as('on'))
          .whereRef('monitorRuns.dealershipId', '=', 'dealerships.dealershipId')
          .as('lastOn'),
      )
      .where('monitorSince', 'is not', null)
      .execute();
    return rows.flatMap(({ dealershipId, zone, monitorSince, lastOn }) => {
      const run = latestRun(now, zone);
      const watched = monitorSince !== null && Temporal.Instant.compare(monitorSince, run.cutoffAt) <= 0;
      return watched && (lastOn === null || lastOn < run.fridayOn.toString()) ? [{ dealershipId, run }] : [];
    });
  });
  if (due.length === 0) return 0;
  const operators = await listOperators(database);
  let ran = 0;
  for (const { dealershipId, run } of due) {
    ran += await database.inDealership(dealershipId, (work) => runMonitor(work, run, operators, links));
  }
  return ran;
};

/** Pauses whose last day is over: the source is watched again from the morning after, whenever that is noticed. */
const endPauses = (database: Database): Promise<unknown> =>
  database.acrossDealerships(({ sql: statements, now }) =>
    sql`
      update sources set active = true, paused_until_on = null,
        active_since = (paused_until_on + 1)::timestamp at time zone zone
      from dealerships
      where sources.dealership_id = dealerships.dealership_id
        and paused_until_on < (${now}::timestamptz at time zone zone)::date`.execute(statements),
  );

const listOperators = (database: Database): Promise<Reader[]> =>
  database.acrossDealerships(async ({ sql: statements }) => {
    const rows = await statements
      .selectFrom('operators')
      .innerJoin('authUsers', 'authUsers.id', 'operators.authUserId')
      .select(['name', 'email as mail'])
      .execute();
    return rows.map((row) => ({ ...row, language: 'de' }));
  });

const runMonitor = async (
  work: DealershipWork,
  run: FridayRun,
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<number> => {
  const sources = await lookAtSources(work, run);
  const outcome = allFellSilent(sources) ? 'intakeSilent' : 'checked';
  const { dealershipId } = work;
  const fridayOn = run.fridayOn.toString();
  const { numInsertedOrUpdatedRows } = await work.sql
    .insertInto('monitorRuns')
    .values({ dealershipId, fridayOn, cutoffAt: run.cutoffAt, ranAt: work.now, outcome })
    .onConflict((conflict) => conflict.columns(['dealershipId', 'fridayOn']).doNothing())
    .executeTakeFirst();
  // Another engine was faster: the run is theirs.
  if (numInsertedOrUpdatedRows === 0n) return 0;
  if (sources.length > 0) {
    await work.sql
      .insertInto('monitorFindings')
      .values(
        sources.map(({ id, verdict, limitDays, lastLeadAt, sinceAt, days, week, recovered }) => ({
          dealershipId,
          fridayOn,
          sourceId: id,
          verdict,
          limitDays,
          lastLeadAt,
          sinceAt,
          silentDays: days,
          week,
          recovered,
        })),
      )
      .execute();
  }
  if (outcome === 'intakeSilent') await alarmAboutIntake(work, sources, operators, links);
  else await tellControllers(work, run, sources, links);
  return 1;
};

type FoundSource = MonitoredSource & Finding & { readonly seenUntilOn: string | null };

/** Every watched source with its silence at the cut-off, and what the Friday before said. */
const lookAtSources = async (work: DealershipWork, run: FridayRun): Promise<FoundSource[]> => {
  const lastFriday = run.fridayOn.subtract({ days: 7 }).toString();
  const { rows } = await sql<
    Omit<FoundSource, keyof Finding | 'week' | 'recovered'> & {
      activeSince: Temporal.Instant;
      monitorChangedAt: Temporal.Instant | null;
      lastWeek: number | null;
    }
  >`
    select s.id, s.name, s.branch_id, b.name as branch, b.zone, s.silence_limit_days as limit_days, s.active_since,
           s.monitor_changed_at, s.seen_until_on, f.week as last_week, address.local_part, ${lastDelivery(sql.ref('s'), run.cutoffAt)} as last_lead_at,
           (select count(*)::integer from leads l
            where l.dealership_id = s.dealership_id and l.source_id = s.id
              and l.arrived_at > ${run.cutoffAt}::timestamptz - interval '91 days' and l.arrived_at <= ${run.cutoffAt}) as recent_leads,
           (select count(*)::integer from raw_messages r
            where r.dealership_id = s.dealership_id and r.source_id = s.id and r.read_state = 'stuck') as unread
    from sources s
    join branches b on b.dealership_id = s.dealership_id and b.id = s.branch_id
    left join lead_addresses address on address.dealership_id = s.dealership_id and address.source_id = s.id
    left join monitor_findings f
      on f.dealership_id = s.dealership_id and f.source_id = s.id and f.friday_on = ${lastFriday}
    where s.dealership_id = ${work.dealershipId} and s.active and s.monitored and s.active_since <= ${run.cutoffAt}
    order by s.created_at, s.id`.execute(work.sql);
  const zone = await dealershipZone(work);
  return rows.map(({ activeSince, monitorChangedAt, lastWeek, ...source }) => {
    const { lastLeadAt, limitDays } = source;
    const silence = silenceOf({ limitDays, lastLeadAt, activeSince, monitorChangedAt }, run.cutoffAt, zone);
    const wasSilent = (lastWeek ?? 0) > 0;
    return {
      ...source,
      ...silence,
      heardBefore: lastLeadAt !== null,
      wasSilent,
      week: silence.verdict === 'silent' ? (lastWeek ?? 0) + 1 : 0,
      recovered: wasSilent && silence.verdict === 'ok',
    };
  });
};

/** One mail a controller and run, with every silent source they answer for and those that are heard again. */
const tellControllers = async (
  work: DealershipWork,
  run: FridayRun,
  sources: readonly FoundSource[],
  links: MonitorLinks,
): Promise<void> => {
  const isSeen = ({ seenUntilOn }: FoundSource) =>
    seenUntilOn !== null && seenUntilOn >= run.fridayOn.toString();
  const silent = sources.filter((source) => source.verdict === 'silent' && !isSeen(source));
  if (silent.length === 0) return;
  const staff = await readStaff(work);
  const byPerson = new Map<string, { told: Told<Colleague>; sources: FoundSource[] }>();
  for (const source of [...silent, ...sources.filter(({ recovered }) => recovered)]) {
    const place = { branchId: source.branchId, sourceId: source.id, assigneeId: null };
    for (const told of recipientsOf('EM2.1', place, staff)) {
      const theirs = byPerson.get(told.person.id) ?? { told, sources: [] };
      theirs.sources.push(source);
      byPerson.set(told.person.id, theirs);
    }
  }
  for (const { told, sources: theirs } of byPerson.values()) {
    await mailTo(work, told.person, monitorMail(told, theirs, links));
  }
};

/** All sources at once: more likely our own intake than all exchanges (T54). Told are who leads the dealership and who runs the product. */
const alarmAboutIntake = async (
  work: DealershipWork,
  sources: readonly FoundSource[],
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<void> => {
  const { people } = await readStaff(work);
  const leading = people.filter(
    ({ active, roles }) => active && (roles.includes('admin') || roles.includes('controller')),
  );
  const known = new Set(leading.map(({ mail }) => mail));
  for (const reader of [...leading, ...operators.filter(({ mail }) => !known.has(mail))]) {
    await mailTo(work, reader, intakeSilentMail(reader, sources, links));
  }
};

/** Who can be written to; operators have no account in the dealership. */
type Reader = Pick<Colleague, 'name' | 'mail' | 'language'> & { readonly id?: string };

const mailTo = (work: DealershipWork, { id, name, mail }: Reader, written: WrittenMail): Promise<string> =>
  enqueueMail(work, {
    kind: 'monitor',
    ...(id !== undefined && { accountId: id }),
    toName: name,
    toAddress: mail,
    ...written,
  });
