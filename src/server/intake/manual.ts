import type { z } from 'zod';
import type { createLead } from '../../contract/leads.ts';
import { recommendationAt } from '../../domain/escalation/recommendations.ts';
import { manualEnquiry } from '../../domain/intake/manual.ts';
import { decideArrival } from '../../domain/leads/arrival.ts';
import { MANUAL_SOURCE_NAMES, type ManualKind } from '../../domain/sources/kinds.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { receiveEnquiry } from '../leads/receiving.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { createSource } from '../sources/commands.ts';
import { findSource } from '../sources/store.ts';

/** Makes a lead of what somebody typed in; returns its id. Refuses with `notFound` for a strange source or branch. */
export const enterEnquiry = async (
  work: DealershipWork,
  input: z.output<typeof createLead.body>,
  caller: Caller,
): Promise<string> => {
  const { sourceId, kind, branchId, takeIt, arrivedAt, imported, ...entry } = input;
  const source = kind
    ? await sourceOfKind(work, kind, branchId, caller)
    : await findSource(work, sourceId ?? '');
  const claimedAt = arrivedAt === undefined ? work.now : Temporal.Instant.from(arrivedAt);
  const { leadId } = await receiveEnquiry(work, {
    sourceId: source.id,
    rawMessageId: null,
    messageId: null,
    enquiry: manualEnquiry(entry, source.kind),
    ...decideArrival(claimedAt, imported, work.now),
    enteredBy: caller,
    takeIt,
  });
  return leadId;
};

interface Source {
  readonly id: string;
  readonly kind: string;
}

/** The branch's source for enquiries of a kind that nobody sends; it is made when it is first needed. */
const sourceOfKind = async (
  work: DealershipWork,
  kind: ManualKind,
  wantedBranchId: string | undefined,
  caller: Caller,
): Promise<Source> => {
  const branches = branchesOf(work, wantedBranchId);
  const branch = await branches.executeTakeFirst();
  if (!branch) throw new Refusal('notFound', 'There is no such branch.');
  const source = await findOfKind(work, kind, branch.id);
  if (source) return source;
  // Of two people who need the first one, one waits here and then finds the other's.
  await branches.forNoKeyUpdate().execute();
  return (await findOfKind(work, kind, branch.id)) ?? makeOfKind(work, kind, branch.id, caller);
};

/** The branch named, else the dealership's first. */
const branchesOf = (work: DealershipWork, wantedId: string | undefined) =>
  work.sql
    .selectFrom('branches')
    .select('id')
    .where('dealershipId', '=', work.dealershipId)
    .$if(wantedId !== undefined, (query) => query.where('id', '=', wantedId ?? ''))
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1);

const findOfKind = (work: DealershipWork, kind: ManualKind, branchId: string): Promise<Source | undefined> =>
  work.sql
    .selectFrom('sources')
    .select(['id', 'kind'])
    .where('dealershipId', '=', work.dealershipId)
    .where('branchId', '=', branchId)
    .where('kind', '=', kind)
    .orderBy('active', 'desc')
    .orderBy('createdAt')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

const makeOfKind = async (
  work: DealershipWork,
  kind: ManualKind,
  branchId: string,
  caller: Caller,
): Promise<Source> => {
  const { other } = recommendationAt(work.now.toZonedDateTimeISO('UTC').toPlainDate()).sourceLimitDays;
  const name = MANUAL_SOURCE_NAMES[kind];
  // That nobody walked in for days is no fault the monitor could find.
  const source = { branchId, kind, name, silenceLimitDays: other, monitored: false };
  const { id } = await createSource(work, source);
  await recordChange(work, { subject: 'source', old: null, new: source, changedBy: caller.accountId });
  return { id, kind };
};
