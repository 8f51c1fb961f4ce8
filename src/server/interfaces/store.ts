import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { ProblemCode } from '../../contract/problem.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { hashOf, isUuid, newId } from '../ids.ts';

/** A source whose secret a call has shown. */
export interface KnownSource {
  readonly dealershipId: string;
  readonly sourceId: string;
  readonly secretId: string;
}

export const listSecrets = (work: Work, sourceId: string) =>
  work.sql
    .selectFrom('sourceSecrets')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .orderBy('madeAt', 'desc')
    .orderBy('id', 'desc')
    .execute();

/** The source that has this secret; null for a wrong one as for a source there is none of, after the same work. */
export const findKnownSource = async (
  work: Work,
  sourceId: string,
  secret: string,
): Promise<KnownSource | null> => {
  const given = Buffer.from(hashOf(secret));
  const rows = isUuid(sourceId) ? await listSecrets(work, sourceId) : [];
  let found: KnownSource | null = null;
  for (const { dealershipId, id, hash } of rows) {
    if (timingSafeEqual(Buffer.from(hash), given)) found = { dealershipId, sourceId, secretId: id };
  }
  return found;
};

export const insertSecret = async (
  work: DealershipWork,
  sourceId: string,
  secret: string,
): Promise<string> => {
  const id = newId();
  const { dealershipId, now } = work;
  await work.sql
    .insertInto('sourceSecrets')
    .values({ dealershipId, sourceId, id, hash: hashOf(secret), hint: secret.slice(-4), madeAt: now })
    .execute();
  return id;
};

export const setSecretUsed = async (work: DealershipWork, source: KnownSource): Promise<void> => {
  await work.sql
    .updateTable('sourceSecrets')
    .set({ lastUsedAt: work.now })
    .where('dealershipId', '=', source.dealershipId)
    .where('sourceId', '=', source.sourceId)
    .where('id', '=', source.secretId)
    .execute();
};

/** The message a key stands for at a source, with the hash of its bytes. */
export const findReceived = (work: DealershipWork, sourceId: string, key: string) =>
  work.sql
    .selectFrom('receivedKeys as keys')
    .innerJoin('rawMessages as raw', (join) =>
      join.onRef('raw.dealershipId', '=', 'keys.dealershipId').onRef('raw.id', '=', 'keys.rawMessageId'),
    )
    .select(['raw.id', 'raw.sha256'])
    .where('keys.dealershipId', '=', work.dealershipId)
    .where('keys.sourceId', '=', sourceId)
    .where('keys.key', '=', key)
    .executeTakeFirst();

export const insertReceivedKeys = async (
  work: DealershipWork,
  sourceId: string,
  rawMessageId: string,
  keys: readonly string[],
): Promise<void> => {
  if (keys.length === 0) return;
  const { dealershipId } = work;
  await work.sql
    .insertInto('receivedKeys')
    .values(keys.map((key) => ({ dealershipId, sourceId, key, rawMessageId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};

/** Counts a call that was not accepted; of each reason the last one is kept. A source there is none of has no calls. */
export const countRefused = async (
  { sql: statements, now }: Work,
  sourceId: string,
  code: ProblemCode,
  detail: string,
): Promise<void> => {
  if (!isUuid(sourceId)) return;
  await sql`
    insert into refused_calls (dealership_id, source_id, code, detail, count, last_at)
    select dealership_id, id, ${code}, ${detail.slice(0, 300)}, 1, ${now} from sources where id = ${sourceId}
    on conflict (dealership_id, source_id, code) do update
    set detail = excluded.detail, count = refused_calls.count + 1, last_at = excluded.last_at`.execute(
    statements,
  );
};

export const listRefused = (work: DealershipWork, sourceId: string) =>
  work.sql
    .selectFrom('refusedCalls')
    .select(['code', 'detail', 'count', 'lastAt'])
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .orderBy('lastAt', 'desc')
    .orderBy('code')
    .execute();

/** What came last by the secret of the source; Meta signs with one of its own. */
export const lastReceivedAt = async (
  work: DealershipWork,
  sourceId: string,
): Promise<Temporal.Instant | null> => {
  const last = await work.sql
    .selectFrom('rawMessages')
    .select('receivedAt')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('channel', '=', 'http')
    .where('envelopeTo', 'not like', '%/meta')
    .orderBy('receivedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.receivedAt ?? null;
};
