import { sql } from 'kysely';
import {
  allFellSilent,
  type Finding,
  type FridayRun,
  isOurSilence,
  silenceOf,
} from '../../domain/sources/monitor.ts';
import type { DealershipWork } from '../db/database.ts';
import { intakeOutages } from '../mailboxes/store.ts';
import { dealershipZone } from '../settings/store.ts';
import { byController, leadingPeople, mailController, mailTo, type Reader } from './readers.ts';
import { lastDelivery } from './store.ts';
import { intakeSilentMail, type MonitoredSource, type MonitorLinks, monitorMail } from './monitor-mails.ts';

/** One Friday's run of a dealership: what was found is kept, and told to whom it concerns (product.md 6). */
export const runMonitor = async (
  work: DealershipWork,
  run: FridayRun,
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<void> => {
  const sources = await lookAtSources(work, run);
  const ours = await findOurSilence(work, sources, run);
  const outcome = allFellSilent(sources) ? 'intakeSilent' : 'checked';
  const { dealershipId } = work;
  const fridayOn = run.fridayOn.toString();
  await work.sql
    .insertInto('monitorRuns')
    .values({ dealershipId, fridayOn, cutoffAt: run.cutoffAt, ranAt: work.now, outcome })
    .execute();
  if (sources.length > 0) {
    await work.sql
      .insertInto('monitorFindings')
      .values(
        sources.map(({ id, verdict: said, limitDays, lastLeadAt, sinceAt, days, week, recovered }) => ({
          dealershipId,
          fridayOn,
          sourceId: id,
          verdict: ours.has(id) ? 'intakeDown' : said,
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
  if (outcome === 'intakeSilent') await alarmAboutIntake(work, 'allSilent', sources, operators, links);
  else {
    await tellControllers(
      work,
      run,
      sources.filter(({ id }) => !ours.has(id)),
      links,
    );
    if (ours.size > 0) {
      await alarmAboutIntake(
        work,
        'mailbox',
        sources.filter(({ id }) => ours.has(id)),
        operators,
        links,
      );
    }
  }
};

/** Silent sources whose mailbox was out of reach: what is wrong there is ours. */
const findOurSilence = async (
  work: DealershipWork,
  sources: readonly FoundSource[],
  { cutoffAt }: FridayRun,
): Promise<ReadonlySet<string>> => {
  const ours = new Set<string>();
  for (const source of sources.filter(({ verdict }) => verdict === 'silent')) {
    const outages = await intakeOutages(work, source.id, source.sinceAt, cutoffAt);
    if (isOurSilence(source, outages, cutoffAt)) ours.add(source.id);
  }
  return ours;
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
           arrived.unread, arrived.otherwise
    from sources s
    cross join lateral (
      select count(*) filter (where r.read_state = 'waiting')::integer as unread,
             count(*) filter (where r.class in ('alert', 'notice', 'automaticReply', 'bounce', 'spam'))::integer as otherwise
      from raw_messages r
      where r.dealership_id = s.dealership_id and r.source_id = s.id and r.received_at <= ${run.cutoffAt}
        and r.received_at > ${run.cutoffAt}::timestamptz - s.silence_limit_days * interval '24 hours') arrived
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
  for (const [told, theirs] of await byController(work, 'monitor', [
    ...silent,
    ...sources.filter(({ recovered }) => recovered),
  ])) {
    await mailController(work, 'monitor', told.person, monitorMail(told, theirs, links));
  }
};

/** Our own intake rather than the exchanges: all sources at once, or a mailbox that was out of reach (T54). */
const alarmAboutIntake = async (
  work: DealershipWork,
  cause: 'allSilent' | 'mailbox',
  sources: readonly FoundSource[],
  operators: readonly Reader[],
  links: MonitorLinks,
): Promise<void> => {
  for (const reader of await leadingPeople(work, operators))
    await mailTo(work, 'monitor', reader, intakeSilentMail(reader, cause, sources, links));
};
