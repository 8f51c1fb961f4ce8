import { type JsonObject, parseObject } from '../../domain/intake/json-fields.ts';
import { accessPauseSeconds } from '../../domain/intake/meta-access.ts';
import { isDatabaseAway } from '../db/away.ts';
import type { Database } from '../db/database.ts';
import { completeMessage, lockMessage } from '../intake/store.ts';
import type { Log } from '../log.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { fetchLead, MetaError } from './graph.ts';
import { type ClaimedLead, claimLeads, noteFailure, noteFetched, noteUnknown, openSecrets } from './store.ts';

export interface MetaNeeds {
  readonly database: Database;
  readonly secrets: SecretBox;
  /** Where the Graph API is. */
  readonly graph: string;
  readonly log: Log;
}

/**
 * Fetches leads Meta has told of (docs/decisions/0031) and returns how many were tried. No transaction is open while Meta
 * is asked; one connection that fails holds up no other.
 */
export const sweepMetaLeads = async (needs: MetaNeeds): Promise<number> => {
  const claimed = await needs.database.acrossDealerships(claimLeads);
  await Promise.all(claimed.map((one) => fetchOne(needs, one)));
  return claimed.length;
};

const fetchOne = async (needs: MetaNeeds, claimed: ClaimedLead): Promise<void> => {
  const { database, secrets, graph, log } = needs;
  const { connection, leadgenId, rawMessageId } = claimed;
  const { dealershipId } = connection;
  try {
    const lead = await fetchLead(graph, leadgenId, openSecrets(connection, secrets));
    await database.inDealership(dealershipId, async (work) => {
      const notice = await lockMessage(work, rawMessageId, null);
      await completeMessage(work, rawMessageId, { bytes: withLead(notice.bytes, lead) });
      await noteFetched(work, claimed);
    });
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    // The claim says when it is tried again.
    log.warn({ err: error, source: connection.sourceId, leadgenId }, 'a lead could not be fetched from Meta');
    if (error instanceof MetaError) await afterFailure(needs, claimed, error);
  }
};

/** The notification with the lead in it, as the reader of it expects (domain/intake/readers/meta-lead-ads.ts). */
const withLead = (notice: Buffer, lead: JsonObject): Buffer =>
  Buffer.from(JSON.stringify({ ...parseObject(notice.toString('utf8')), lead }));

const afterFailure = (
  { database }: MetaNeeds,
  { connection }: ClaimedLead,
  { failure, message }: MetaError,
): Promise<void> =>
  database.inDealership(connection.dealershipId, (work) => {
    if (failure === 'unknownLead') return noteUnknown(work, connection);
    const pauseSeconds = accessPauseSeconds(failure, connection.failures + 1);
    return noteFailure(work, connection, { failure, detail: message, pauseSeconds });
  });
