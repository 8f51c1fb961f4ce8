import { createLead, getOriginal } from '../../contract/leads.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { readSight } from '../accounts/store.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { visibleTo } from '../leads/store.ts';
import { Refusal } from '../refusal.ts';
import { decodeLeniently } from './charset.ts';
import { enterEnquiry } from './manual.ts';
import type { ShownMail } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';

export const intakeRoutes = ({ threads }: { threads: Pick<ReadingThreads, 'show'> }): Route[] => [
  dealershipRoute(getOriginal, async (work, { params }, caller) => {
    const { bytes, receivedAt } = await originalOf(work, params.id, caller);
    const { headers, html, text } = await threads.show(bytes).catch(() => asItCame(bytes));
    return { headers: [...headers], html, text, receivedAt: receivedAt.toString() };
  }),

  dealershipRoute(createLead, async (work, { body }, caller) => {
    return { id: await enterEnquiry(work, body, caller) };
  }),
];

const originalOf = async (work: DealershipWork, leadId: string, caller: Caller) => {
  const row = await work.sql
    .selectFrom('leads')
    .innerJoin('rawMessages as raw', (join) =>
      join.onRef('raw.dealershipId', '=', 'leads.dealershipId').onRef('raw.id', '=', 'leads.rawMessageId'),
    )
    .select(['raw.bytes', 'raw.receivedAt'])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where('leads.id', '=', leadId)
    .where(visibleTo(await readSight(work, caller)))
    .executeTakeFirst();
  if (!row) throw new Refusal('notFound', 'There is no such lead, or it did not arrive by mail.');
  return row;
};

/** A mail that cannot be taken apart is still shown. */
const asItCame = (bytes: Uint8Array): ShownMail => ({
  headers: [],
  html: null,
  text: decodeLeniently(bytes.subarray(0, 200_000)),
});
