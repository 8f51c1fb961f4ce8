import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { EarlyWarning, SourceCheck } from '../../contract/sources.ts';
import { recommendationAt } from '../../domain/escalation/recommendations.ts';
import { sourceKindOf } from '../../domain/sources/kinds.ts';
import { isKnownZone } from '../../domain/time/slots.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { lockSource, type SourceRow } from './store.ts';

export interface NewSource {
  readonly branchId: string;
  readonly kind: string;
  readonly name: string;
  readonly silenceLimitDays: number;
  /** Whether the source monitor looks at it; by default it does. */
  readonly monitored?: boolean;
}

/** Without letters and digits that are taken for each other when somebody reads an address aloud. */
const CLEAR_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const RANDOM_LENGTH = 6;

/** A source with a lead address of its own. */
export const createSource = async (
  work: DealershipWork,
  source: NewSource,
): Promise<{ id: string; localPart: string }> => {
  const id = newId();
  await work.sql
    .insertInto('sources')
    .values({
      dealershipId: work.dealershipId,
      id,
      ...source,
      createdAt: work.now,
      activeSince: work.now,
    })
    .execute();
  return { id, localPart: await reserveAddress(work, id, source.kind) };
};

/** Readable, so that people see what it is for, and not to be guessed; drawn again should it be taken. */
const reserveAddress = async (work: DealershipWork, sourceId: string, kind: string): Promise<string> => {
  const random = Array.from(
    { length: RANDOM_LENGTH },
    () => CLEAR_CHARACTERS[randomInt(CLEAR_CHARACTERS.length)],
  );
  const localPart = `${kind.replace(/[^a-z0-9]/g, '')}-${random.join('')}`;
  const { numInsertedOrUpdatedRows } = await work.sql
    .insertInto('leadAddresses')
    .values({ localPart, dealershipId: work.dealershipId, sourceId })
    .onConflict((conflict) => conflict.column('localPart').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 0n ? reserveAddress(work, sourceId, kind) : localPart;
};

/** One more source of a branch, with the limit recommended for its kind (product.md 6). */
export const addSource = async (
  work: DealershipWork,
  { kind, name, branchId }: { kind: string; name: string; branchId: string },
  caller: Caller,
): Promise<{ id: string; localPart: string }> => {
  const known = sourceKindOf(kind);
  if (!known) {
    throw new Refusal('badInput', `"${kind}" is not a kind of source.`, [
      { path: 'kind', message: 'unknown' },
    ]);
  }
  await requireBranch(work, branchId);
  const { sourceLimitDays } = recommendationAt(work.now.toZonedDateTimeISO('UTC').toPlainDate());
  const source = { branchId, kind: known.kind, name, silenceLimitDays: sourceLimitDays[known.limit] };
  const created = await createSource(work, source);
  await recordChange(work, { subject: 'source', old: null, new: source, changedBy: caller.accountId });
  return created;
};

/** What an admin sets of a source. */
export interface SourceSetting {
  readonly name: string;
  readonly branchId: string;
  readonly silenceLimitDays: number;
  readonly monitored: boolean;
}

/** Changes a source. A new limit, or being watched again, restarts the waiting for a source that was never heard. */
export const changeSource = async (
  work: DealershipWork,
  sourceId: string,
  { name, branchId, silenceLimitDays, monitored }: SourceSetting,
  caller: Caller,
): Promise<void> => {
  const source = await lockSource(work, sourceId);
  await requireBranch(work, branchId);
  const otherMonitor = source.silenceLimitDays !== silenceLimitDays || source.monitored !== monitored;
  await setSource(
    work,
    source,
    {
      name,
      branchId,
      silenceLimitDays,
      monitored,
      ...(otherMonitor && { monitorChangedAt: work.now }),
    },
    caller,
  );
};

/** No alarm about it, up to and including a day, or until somebody resumes it; enquiries are still taken in. */
export const pauseSource = async (
  work: DealershipWork,
  sourceId: string,
  untilOn: string | null,
  caller: Caller,
): Promise<void> => {
  const source = await lockSource(work, sourceId);
  await setSource(work, source, { active: false, pausedUntilOn: untilOn }, caller);
};

/** Active again, from the archive too: what was silent before does not count (cases.md T52). */
export const resumeSource = async (work: DealershipWork, sourceId: string, caller: Caller): Promise<void> => {
  const source = await lockSource(work, sourceId);
  if (source.active) return;
  await setSource(
    work,
    source,
    { active: true, pausedUntilOn: null, archivedAt: null, activeSince: work.now },
    caller,
  );
};

export const archiveSource = async (
  work: DealershipWork,
  sourceId: string,
  caller: Caller,
): Promise<void> => {
  const source = await lockSource(work, sourceId);
  await setSource(work, source, { active: false, pausedUntilOn: null, archivedAt: work.now }, caller);
};

/** The silence is known: no mail about it up to and including a day. */
export const markSilenceSeen = async (
  work: DealershipWork,
  sourceId: string,
  untilOn: string,
  caller: Caller,
): Promise<void> => {
  const source = await lockSource(work, sourceId);
  await setSource(work, source, { seenUntilOn: untilOn }, caller);
};

/** Steps of the check before going live; `by` is null for what the product itself has seen (N8). */
export const checkSource = async (
  work: DealershipWork,
  sourceId: string,
  step: SourceCheck,
  by: Caller | null,
): Promise<void> => {
  const check = { checkedAt: work.now, checkedBy: by?.accountId ?? null };
  await work.sql
    .insertInto('sourceChecks')
    .values({ dealershipId: work.dealershipId, sourceId, step, ...check })
    .onConflict((conflict) => conflict.columns(['dealershipId', 'sourceId', 'step']).doUpdateSet(check))
    .execute();
};

/** The address turned out not to be entered after all. */
export const uncheckSource = async (work: DealershipWork, sourceId: string): Promise<void> => {
  await work.sql
    .deleteFrom('sourceChecks')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('step', '=', 'addressEntered')
    .execute();
};

/** What a dealership sets of its source monitor as a whole. */
export interface MonitorSetting {
  readonly on: boolean;
  readonly earlyWarning: EarlyWarning;
  /** Whether spam at a lead address shows that its source delivers. */
  readonly spamDelivers: boolean;
  /** In which 07:00 on Friday is meant, and days are counted. */
  readonly zone: string;
}

/** Changes what is named. What was silent while the monitor was off is not made up for. */
export const setMonitor = async (
  work: DealershipWork,
  change: { readonly [Key in keyof MonitorSetting]?: MonitorSetting[Key] | undefined },
  caller: Caller,
): Promise<void> => {
  if (change.zone !== undefined && !isKnownZone(change.zone)) {
    throw new Refusal('badInput', `The time zone "${change.zone}" is unknown.`, [
      { path: 'zone', message: 'unknown' },
    ]);
  }
  const before = await work.sql
    .selectFrom('dealerships')
    .select(['monitorSince', 'earlyWarning', 'spamDelivers', 'zone'])
    .where('dealershipId', '=', work.dealershipId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const { monitorSince, ...rest } = before;
  const old = { on: monitorSince !== null, ...rest };
  const on = change.on ?? old.on;
  const columns = {
    earlyWarning: change.earlyWarning ?? old.earlyWarning,
    spamDelivers: change.spamDelivers ?? old.spamDelivers,
    zone: change.zone ?? old.zone,
  };
  if (isDeepStrictEqual({ on, ...columns }, old)) return;
  await work.sql
    .updateTable('dealerships')
    .set({
      ...columns,
      ...(on !== old.on && { monitorSince: on ? work.now : null }),
      // Its turns are counted anew.
      monitorDueAt: work.now,
    })
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  await recordChange(work, {
    subject: 'monitor',
    old,
    new: { on, ...columns },
    changedBy: caller.accountId,
  });
};

const setSource = async (
  work: DealershipWork,
  source: SourceRow,
  columns: Partial<SourceRow>,
  caller: Caller,
): Promise<void> => {
  await work.sql
    .updateTable('sources')
    .set(columns)
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', source.id)
    .execute();
  await recordChange(work, {
    subject: 'source',
    old: described(source),
    new: described({ ...source, ...columns }),
    changedBy: caller.accountId,
  });
};

/** A source as the change log shows it. */
const described = ({
  name,
  branchId,
  silenceLimitDays,
  monitored,
  active,
  pausedUntilOn,
  archivedAt,
  seenUntilOn,
}: SourceRow) => ({
  name,
  branchId,
  silenceLimitDays,
  monitored,
  active,
  pausedUntilOn,
  archived: archivedAt !== null,
  seenUntilOn,
});

const requireBranch = async (work: DealershipWork, branchId: string): Promise<void> => {
  const branch = await work.sql
    .selectFrom('branches')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', branchId)
    .executeTakeFirst();
  if (!branch) throw new Refusal('notFound', 'There is no such branch.');
};
