import { sql } from 'kysely';
import { isPending, judgeSender, type SenderVerdict } from '../../domain/intake/sender.ts';
import { type Database, notify } from '../db/database.ts';
import { checkSource } from '../sources/commands.ts';
import type { SenderCheck, SentMail } from './sender-check.ts';

const AT_ONCE = 20;
/** Not before this is a mail asked about again: by then the answer is there, or whoever asked is gone. */
const PATIENCE_SECONDS = 300;
/** After so many attempts without an answer of the name service the sender stays unknown. */
const ATTEMPTS = 3;

/**
 * Finds out who sent the mails that came in (product.md 7.3), a portion of them, and returns how many. The name service is
 * asked outside of any transaction; reading a mail never waits for it.
 */
export const sweepSenders = async (database: Database, check: SenderCheck): Promise<number> => {
  const mails = await claimMails(database);
  const answered = await Promise.all(
    mails.map(async (mail) => {
      const results = await check(mail);
      const isLeftOpen = isPending(results) && mail.attempts < ATTEMPTS;
      return isLeftOpen ? [] : [{ mail, verdict: judgeSender(results) }];
    }),
  );
  const judged = answered.flat();
  if (judged.length > 0) await keepVerdicts(database, judged);
  return mails.length;
};

interface ClaimedMail extends SentMail {
  readonly dealershipId: string;
  readonly id: string;
  readonly sourceId: string | null;
  readonly attempts: number;
}

const claimMails = (database: Database): Promise<ClaimedMail[]> =>
  database.acrossDealerships((work) =>
    work.sql
      .updateTable('rawMessages as raw')
      .set((eb) => ({
        senderDueAt: work.now.add({ seconds: PATIENCE_SECONDS }),
        senderAttempts: eb('raw.senderAttempts', '+', 1),
      }))
      .from((eb) =>
        eb
          .selectFrom('rawMessages')
          .select(['dealershipId', 'id'])
          .where('senderDueAt', '<=', work.now)
          .orderBy('senderDueAt')
          .limit(AT_ONCE)
          .forUpdate()
          .skipLocked()
          .as('due'),
      )
      .whereRef('raw.dealershipId', '=', 'due.dealershipId')
      .whereRef('raw.id', '=', 'due.id')
      .returning([
        'raw.dealershipId',
        'raw.id',
        'raw.sourceId',
        'bytes',
        'envelopeFrom',
        'channel',
        'peer',
        'peerName',
      ])
      .returning('raw.senderAttempts as attempts')
      .execute(),
  );

/**
 * A sender that is confirmed is one step of the source's check before going live (product.md 6). Sources in the order of
 * their ids: two engines would else wait for each other.
 */
const keepVerdicts = (
  database: Database,
  judged: readonly { readonly mail: ClaimedMail; readonly verdict: SenderVerdict }[],
): Promise<void> =>
  database.acrossDealerships(async (work) => {
    await sql`
      update raw_messages raw set sender_verdict = judged.verdict::jsonb, sender_due_at = null
      from unnest(${judged.map(({ mail }) => mail.dealershipId)}::uuid[], ${judged.map(({ mail }) => mail.id)}::uuid[],
                  ${judged.map(({ verdict }) => JSON.stringify(verdict))}::text[]) as judged (dealership_id, id, verdict)
      where raw.dealership_id = judged.dealership_id and raw.id = judged.id`.execute(work.sql);
    const confirmed = judged.filter(({ verdict }) => verdict.state === 'confirmed');
    const sources = new Map(confirmed.map(({ mail }) => [mail.sourceId, mail.dealershipId]));
    for (const [sourceId, dealershipId] of [...sources].toSorted())
      if (sourceId !== null) await checkSource({ ...work, dealershipId }, sourceId, 'senderConfirmed', null);
    await notify(work, 'messages', ...new Set(judged.map(({ mail }) => mail.dealershipId)));
  });
