import {
  type DayCount,
  type Improbability,
  improbabilityOf,
  improbableAt,
  type IsHoliday,
  rhythmOf,
} from '../../domain/sources/rhythm.ts';
import type { CalendarSpec } from '../../domain/time/opening-hours.ts';
import type { DealershipWork } from '../db/database.ts';
import { NOBODY } from '../ids.ts';
import { countLeadsByDay, listBranchRows } from './store.ts';

/** Thirteen weeks before its last lead tell a source's rhythm. */
const DAYS_LEARNT_FROM = 91;
/** How far back a last lead may lie for its rhythm still to be known. */
const DAYS_SILENT = 90;

/** What came from the sources of a dealership, by local day, and when their branches rest. */
export interface Past {
  readonly zone: string;
  /** Each day up to and including `lastOn`, with what all of these sources together brought. */
  daysUpTo(lastOn: Temporal.PlainDate, count: number, ...sourceIds: readonly string[]): DayCount[];
  /** Days on which none of these branches opens although the week would have it. */
  restOf(branchIds: readonly string[]): IsHoliday;
}

export const readPast = async (work: DealershipWork, zone: string): Promise<Past> => {
  const today = work.now.toZonedDateTimeISO(zone).toPlainDate();
  const counted = await countLeadsByDay(work, today.subtract({ days: DAYS_LEARNT_FROM + DAYS_SILENT }));
  const leads = new Map(counted.map((day) => [`${day.sourceId} ${day.on}`, day.leads]));
  const calendars = new Map((await listBranchRows(work)).map(({ id, spec }) => [id, spec as CalendarSpec]));
  return {
    zone,
    daysUpTo: (lastOn, count, ...sourceIds) =>
      Array.from({ length: count }, (_, index) => {
        const on = lastOn.subtract({ days: count - 1 - index });
        return { on, leads: sourceIds.reduce((sum, id) => sum + (leads.get(`${id} ${on}`) ?? 0), 0) };
      }),
    restOf: (branchIds) => (on) =>
      branchIds.every((id) => calendars.get(id)?.days[on.toString()]?.open.length === 0),
  };
};

/** A source as far as its rhythm goes. */
export interface Delivering {
  readonly id: string;
  readonly branchId: string;
  readonly activeSince: Temporal.Instant;
  /** null when it never delivered. */
  readonly deliveredAt: Temporal.Instant | null;
}

/** A silence, when it becomes or became improbable, and how improbable it is at an instant. */
export interface RhythmicSilence {
  /** A source, or the nil uuid for the intake as a whole. */
  readonly sourceId: string;
  readonly sinceAt: Temporal.Instant;
  readonly improbableAt: Temporal.Instant;
  at(now: Temporal.Instant): Improbability;
}

/** The silence since a source's last delivery, against its own rhythm; null where too little is known of it. */
export const silenceOfSource = (past: Past, source: Delivering): RhythmicSilence | null =>
  silenceOfSources(past, source.id, [source]);

/**
 * The silence of all sources together: what is improbable for the sum of them is noticed much sooner than for each, so a
 * fault of our own intake shows here first (product.md 6). null unless at least two of them ever delivered.
 */
export const silenceOfIntake = (past: Past, sources: readonly Delivering[]): RhythmicSilence | null => {
  const heard = sources.filter(({ deliveredAt }) => deliveredAt !== null);
  return heard.length < 2 ? null : silenceOfSources(past, NOBODY, heard);
};

const silenceOfSources = (
  past: Past,
  sourceId: string,
  sources: readonly Delivering[],
): RhythmicSilence | null => {
  const { zone } = past;
  const sinceAt = latest(sources.flatMap(({ deliveredAt }) => deliveredAt ?? []));
  // What it was silent for before it was activated again does not count.
  if (!sinceAt || sources.every(({ activeSince }) => Temporal.Instant.compare(activeSince, sinceAt) > 0))
    return null;
  const lastOn = sinceAt.toZonedDateTimeISO(zone).toPlainDate();
  const firstOn = earliest(sources.map(({ activeSince }) => activeSince))
    ?.toZonedDateTimeISO(zone)
    .toPlainDate();
  const daysActive = (firstOn ?? lastOn).until(lastOn).days + 1;
  const isHoliday = past.restOf(sources.map(({ branchId }) => branchId));
  const days = past.daysUpTo(lastOn, Math.min(daysActive, DAYS_LEARNT_FROM), ...sources.map(({ id }) => id));
  const rhythm = rhythmOf(days, isHoliday);
  return (
    rhythm && {
      sourceId,
      sinceAt,
      improbableAt: improbableAt(rhythm, sinceAt, zone, isHoliday),
      at: (now) => improbabilityOf(rhythm, sinceAt, now, zone, isHoliday),
    }
  );
};

export const isImprobable = ({ improbableAt: at }: RhythmicSilence, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(at, now) <= 0;

const latest = (instants: readonly Temporal.Instant[]) => instants.toSorted(Temporal.Instant.compare).at(-1);
const earliest = (instants: readonly Temporal.Instant[]) => instants.toSorted(Temporal.Instant.compare)[0];
