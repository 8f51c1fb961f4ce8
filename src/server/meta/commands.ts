import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import type { setMetaConnection } from '../../contract/meta.ts';
import { FETCHED_WITHIN_SECONDS, META_KEEPS_DAYS } from '../../domain/intake/meta-access.ts';
import type { MetaNotice } from '../../domain/intake/meta-notification.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { storeRawMessage } from '../intake/store.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { lockSource } from '../sources/store.ts';
import type { MetaSecrets } from './graph.ts';
import {
  findConnection,
  hurryLeads,
  insertLead,
  isKnownLead,
  openSecrets,
  saveConnection,
  sealSecrets,
} from './store.ts';

/** What Meta shows to prove that it means our webhook: made of the source, so that it is kept nowhere. */
export const verifyTokenOf = (secret: string, sourceId: string): string =>
  createHmac('sha256', secret).update(`meta webhook ${sourceId}`).digest('hex').slice(0, 32);

type Settings = z.output<typeof setMetaConnection.body>;

/** Sets how leads are fetched, and fetches what waits. Refuses with `badInput` where a secret is missing. */
export const setMetaAccess = async (
  work: DealershipWork,
  secrets: SecretBox,
  sourceId: string,
  { pageIds, appSecret, pageToken }: Settings,
  caller: Caller,
): Promise<void> => {
  const { name } = await lockSource(work, sourceId);
  const before = await findConnection(work, sourceId);
  const stored = before && openSecrets(before, secrets);
  const hidden = {
    appSecret: appSecret ?? stored?.appSecret ?? missing('appSecret'),
    pageToken: pageToken ?? stored?.pageToken ?? missing('pageToken'),
  };
  const place = { dealershipId: work.dealershipId, sourceId };
  const unique = [...new Set(pageIds)];
  await saveConnection(work, place, { pageIds: unique, sealedSecret: sealSecrets(place, secrets, hidden) });
  await hurryLeads(work, place);
  const isNewSecret = stored !== null && !isSame(stored, hidden);
  await recordChange(work, {
    subject: 'meta',
    old: before && { name, pageIds: before.pageIds },
    new: { name, pageIds: unique, ...(isNewSecret && { newSecret: true }) },
    changedBy: caller.accountId,
  });
};

const missing = (path: keyof MetaSecrets): never => {
  throw new Refusal('badInput', `${path} is missing: none is stored yet.`, [{ path, message: 'missing' }]);
};

const isSame = (one: MetaSecrets, other: MetaSecrets): boolean =>
  one.appSecret === other.appSecret && one.pageToken === other.pageToken;

export const removeMetaAccess = async (
  work: DealershipWork,
  sourceId: string,
  caller: Caller,
): Promise<void> => {
  const { name } = await lockSource(work, sourceId);
  const before = await findConnection(work, sourceId);
  if (!before) return;
  await work.sql
    .deleteFrom('metaConnections')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .execute();
  const old = { name, pageIds: before.pageIds };
  await recordChange(work, { subject: 'meta', old, new: null, changedBy: caller.accountId });
};

/** Where a notification came from. */
export interface Told {
  readonly sourceId: string;
  readonly peer: string;
  readonly path: string;
}

/**
 * Keeps that Meta told of leads, once each: as messages that are read when the rest of them is fetched, or without it,
 * once that has taken too long. The webhook may be answered when the caller's transaction has committed.
 */
export const keepNotices = async (
  work: DealershipWork,
  notices: readonly MetaNotice[],
  { sourceId, peer, path }: Told,
): Promise<void> => {
  // Notifications of one source one after the other: of two about one lead the second finds what the first has kept.
  await lockSource(work, sourceId);
  const recipient = { dealershipId: work.dealershipId, sourceId, replyLeadId: null };
  for (const { leadgenId, document } of notices) {
    if (await isKnownLead(work, sourceId, leadgenId)) continue;
    const [id = ''] = await storeRawMessage(work, {
      channel: 'http',
      mediaType: 'application/json',
      bytes: Buffer.from(JSON.stringify(document)),
      envelopeFrom: '',
      peer,
      readAt: work.now.add({ seconds: FETCHED_WITHIN_SECONDS }),
      to: [{ address: path, recipient }],
    });
    const goneAt = work.now.add({ hours: META_KEEPS_DAYS * 24 });
    await insertLead(work, { sourceId, leadgenId, rawMessageId: id, goneAt });
  }
};
