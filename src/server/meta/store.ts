import { createHmac } from 'node:crypto';
import type { Selectable } from 'kysely';
import { leadPauseSeconds, type MetaFailure } from '../../domain/intake/meta-access.ts';
import { type DealershipWork, notify, type Work } from '../db/database.ts';
import type { MetaConnections, MetaLeads } from '../db/tables.ts';
import { isSameWord, isUuid } from '../ids.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import type { MetaSecrets } from './graph.ts';

export type MetaConnection = Selectable<MetaConnections>;
type Place = Pick<MetaConnection, 'dealershipId' | 'sourceId'>;

/** Where a secret belongs: at no other source does it open. */
const placeOf = ({ dealershipId, sourceId }: Place): string => `meta ${dealershipId} ${sourceId}`;

export const sealSecrets = (place: Place, secrets: SecretBox, hidden: MetaSecrets): string =>
  secrets.seal(JSON.stringify(hidden), placeOf(place));

export const openSecrets = (connection: MetaConnection, secrets: SecretBox): MetaSecrets =>
  JSON.parse(secrets.open(connection.sealedSecret, placeOf(connection)));

export const findConnection = async (work: Work, sourceId: string): Promise<MetaConnection | null> => {
  if (!isUuid(sourceId)) return null;
  const row = await work.sql
    .selectFrom('metaConnections')
    .selectAll()
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  return row ?? null;
};

/** The connection whose app secret has signed these bytes; null for any other as for a source without one. */
export const findSigned = async (
  work: Work,
  secrets: SecretBox,
  sourceId: string,
  signed: { readonly bytes: Buffer; readonly signature: string },
): Promise<MetaConnection | null> => {
  const connection = await findConnection(work, sourceId);
  if (!connection) return null;
  const { appSecret } = openSecrets(connection, secrets);
  const expected = `sha256=${createHmac('sha256', appSecret).update(signed.bytes).digest('hex')}`;
  return isSameWord(signed.signature.toLowerCase(), expected) ? connection : null;
};

/** Whatever was wrong with the access: now is the time to see whether it is mended. */
export const saveConnection = async (
  work: Work,
  place: Place,
  settings: Pick<MetaConnection, 'pageIds' | 'sealedSecret'>,
): Promise<void> => {
  const columns = { ...settings, retryAt: work.now };
  await work.sql
    .insertInto('metaConnections')
    .values({ ...place, ...columns })
    .onConflict((conflict) => conflict.columns(['dealershipId', 'sourceId']).doUpdateSet(columns))
    .execute();
};

const setConnection = async (
  work: Work,
  { dealershipId, sourceId }: Place,
  columns: Partial<MetaConnection>,
): Promise<void> => {
  await work.sql
    .updateTable('metaConnections')
    .set(columns)
    .where('dealershipId', '=', dealershipId)
    .where('sourceId', '=', sourceId)
    .execute();
};

/** A lead that is to be fetched now, with how. */
export interface ClaimedLead {
  readonly connection: MetaConnection;
  readonly leadgenId: string;
  readonly rawMessageId: string;
}

const CLAIMED_AT_ONCE = 10;
/** Longer than a call may take; after it another engine may go on. */
const CLAIM_SECONDS = 60;

/**
 * Claims the lead that has waited longest of each connection, one at a time: Meta's limits count calls. The claim is the
 * try, and says when the next one is, so that none is forgotten wherever the program is stopped.
 */
export const claimLeads = async (work: Work): Promise<ClaimedLead[]> => {
  const due = await work.sql
    .selectFrom('metaConnections as connection')
    .selectAll()
    .where('retryAt', '<=', work.now)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('metaLeads as lead')
          .select('lead.leadgenId')
          .whereRef('lead.dealershipId', '=', 'connection.dealershipId')
          .whereRef('lead.sourceId', '=', 'connection.sourceId')
          .where('lead.nextTryAt', '<=', work.now),
      ),
    )
    .orderBy('retryAt')
    .limit(CLAIMED_AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute();
  const claimed: ClaimedLead[] = [];
  for (const connection of due) {
    const lead = await claimNext(work, connection);
    if (!lead) continue;
    await setConnection(work, connection, { retryAt: work.now.add({ seconds: CLAIM_SECONDS }) });
    claimed.push({ connection, ...lead });
  }
  return claimed;
};

const claimNext = async (work: Work, connection: MetaConnection) => {
  const lead = await openLeads(work, connection)
    .select(['leadgenId', 'rawMessageId', 'tries', 'goneAt'])
    .where('nextTryAt', '<=', work.now)
    .orderBy('nextTryAt')
    .orderBy('rawMessageId')
    .limit(1)
    .executeTakeFirst();
  if (!lead) return null;
  const { leadgenId, rawMessageId, goneAt } = lead;
  const tries = lead.tries + 1;
  const next = work.now.add({ seconds: leadPauseSeconds(tries) });
  const nextTryAt = Temporal.Instant.compare(next, goneAt) < 0 ? next : null;
  await setLead(work, { ...connection, leadgenId }, { tries, nextTryAt });
  return { leadgenId, rawMessageId };
};

const openLeads = (work: Work, { dealershipId, sourceId }: Place) =>
  work.sql
    .selectFrom('metaLeads')
    .where('dealershipId', '=', dealershipId)
    .where('sourceId', '=', sourceId)
    .where('nextTryAt', 'is not', null);

interface LeadPlace extends Place {
  readonly leadgenId: string;
}

const setLead = async (
  work: Work,
  { dealershipId, sourceId, leadgenId }: LeadPlace,
  columns: {
    readonly tries?: number;
    readonly nextTryAt: Temporal.Instant | null;
    readonly fetchedAt?: Temporal.Instant;
  },
): Promise<void> => {
  await work.sql
    .updateTable('metaLeads')
    .set(columns)
    .where('dealershipId', '=', dealershipId)
    .where('sourceId', '=', sourceId)
    .where('leadgenId', '=', leadgenId)
    .execute();
};

/** Everything that waits is tried as soon as the connection allows. */
export const hurryLeads = async (work: Work, { dealershipId, sourceId }: Place): Promise<void> => {
  await work.sql
    .updateTable('metaLeads')
    .set({ nextTryAt: work.now })
    .where('dealershipId', '=', dealershipId)
    .where('sourceId', '=', sourceId)
    .where('nextTryAt', 'is not', null)
    .execute();
};

/** The lead is there, so the access works; what waited for that goes on at once. */
export const noteFetched = async (work: Work, { connection, leadgenId }: ClaimedLead): Promise<void> => {
  await setLead(work, { ...connection, leadgenId }, { nextTryAt: null, fetchedAt: work.now });
  await setConnection(work, connection, { fetchedAt: work.now, retryAt: work.now, ...WORKING });
  if (!connection.failingSince) return;
  await hurryLeads(work, connection);
  await notify(work, 'messages', connection.dealershipId);
};

const WORKING = { failures: 0, failingSince: null, failure: null, failureDetail: null } as const;

/** One lead is not to be had; that says nothing of the next one's. */
export const noteUnknown = (work: Work, connection: MetaConnection): Promise<void> =>
  setConnection(work, connection, { retryAt: work.now });

/** The access failed as it was when the lead was claimed; one entered since then has its own try. */
export const noteFailure = async (
  work: DealershipWork,
  { dealershipId, sourceId, sealedSecret, failures, failingSince }: MetaConnection,
  failed: { readonly failure: MetaFailure; readonly detail: string; readonly pauseSeconds: number },
): Promise<void> => {
  await work.sql
    .updateTable('metaConnections')
    .set({
      failures: failures + 1,
      failingSince: failingSince ?? work.now,
      failure: failed.failure,
      failureDetail: failed.detail,
      retryAt: work.now.add({ seconds: failed.pauseSeconds }),
    })
    .where('dealershipId', '=', dealershipId)
    .where('sourceId', '=', sourceId)
    .where('sealedSecret', '=', sealedSecret)
    .execute();
  await notify(work, 'messages', dealershipId);
};

export const isKnownLead = async (
  work: DealershipWork,
  sourceId: string,
  leadgenId: string,
): Promise<boolean> => {
  const known = await work.sql
    .selectFrom('metaLeads')
    .select('leadgenId')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('leadgenId', '=', leadgenId)
    .executeTakeFirst();
  return known !== undefined;
};

/** Notes a lead Meta told of; it is fetched from now on, until it is there or gone. */
export const insertLead = async (
  work: DealershipWork,
  lead: Pick<Selectable<MetaLeads>, 'sourceId' | 'leadgenId' | 'rawMessageId' | 'goneAt'>,
): Promise<void> => {
  await work.sql
    .insertInto('metaLeads')
    .values({ dealershipId: work.dealershipId, ...lead, nextTryAt: work.now })
    .execute();
};
