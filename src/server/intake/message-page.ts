import type { z } from 'zod';
import type * as contract from '../../contract/intake.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import type { SenderVerdict } from '../../domain/intake/sender.ts';
import { readFields } from '../../domain/intake/reread.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import type { KeptMessage } from './document.ts';
import { messageRows, toItems } from './messages.ts';
import { type ShownMail, shownView } from './reading.ts';
import { inSightOf } from './store.ts';

/** One message with its class, why, and what was read; `show` makes it fit to be shown. */
export const messagePage = async (
  work: DealershipWork,
  messageId: string,
  caller: Caller,
  show: (kept: KeptMessage) => Promise<ShownMail>,
): Promise<z.input<typeof contract.getMessage.output>> => {
  const row = await messageRows(work)
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'raw.dealershipId')
        .onRef('accounts.id', '=', 'raw.classSetBy'),
    )
    .select([
      'raw.bytes',
      'raw.mediaType',
      'raw.envelopeTo',
      'raw.senderVerdict',
      'raw.classReason',
      'raw.classSetAt',
      'raw.nextReadAt',
      'raw.readError',
      'accounts.name as classSetBy',
    ])
    .where('raw.id', '=', messageId)
    .where(await inSightOf(work, caller))
    .executeTakeFirst();
  if (!row) throw new Refusal('notFound', 'There is no such message.');
  const [item] = await toItems(work, [row], caller);
  if (!item) throw new Error('A message that was found has an item.');
  return {
    ...item,
    envelopeFrom: row.envelopeFrom,
    envelopeTo: row.envelopeTo,
    senderVerdict: row.senderVerdict as SenderVerdict | null,
    evidence: row.classReason as string[],
    classSet: row.classSetAt && row.classSetBy ? { by: row.classSetBy, at: row.classSetAt.toString() } : null,
    proposedClass: row.classSetAt === null ? await classProposed(work, row) : null,
    settable: row.sourceId !== null && row.class !== 'test',
    attempts: row.readAttempts,
    nextAttemptAt: row.nextReadAt?.toString() ?? null,
    error: row.readError,
    reading: await readingOf(work, messageId),
    shown: shownView(await show(row)),
  };
};

/** What the last message of this sender and source was said to be; nothing is hidden by that alone. */
const classProposed = async (
  work: DealershipWork,
  row: { id: string; sourceId: string | null; senderAddress: string; class: string | null },
): Promise<contract.SettableClass | null> => {
  if (row.sourceId === null || row.senderAddress === '') return null;
  const before = await work.sql
    .selectFrom('rawMessages')
    .select('class')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', row.sourceId)
    .where('senderAddress', '=', row.senderAddress)
    .where('classSetBy', 'is not', null)
    .orderBy('classSetAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before && before.class !== row.class ? (before.class as contract.SettableClass) : null;
};

/** What was read from it, as it stands at its first lead. */
const readingOf = async (work: DealershipWork, messageId: string) => {
  const lead = await work.sql
    .selectFrom('leads')
    .select('enquiry')
    .where('dealershipId', '=', work.dealershipId)
    .where('rawMessageId', '=', messageId)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (!lead) return null;
  const enquiry = lead.enquiry as Enquiry;
  const { reader, version, reason = null, confidence = null, warnings } = enquiry.parse;
  return {
    reader,
    version,
    reason,
    confidence,
    fields: readFields(enquiry),
    extra: enquiry.extra.map(({ key, value }) => ({ key, value })),
    warnings: warnings.map(({ code }) => code),
  };
};
