import { parseObject, textOf } from '../../domain/intake/json-fields.ts';
import { documentText, isOfType } from '../../domain/intake/read-document.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import { newToken } from '../ids.ts';
import { sha256Of, storeRawMessage } from '../intake/store.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { lockSource } from '../sources/store.ts';
import {
  findReceived,
  insertReceivedKeys,
  insertSecret,
  type KnownSource,
  listSecrets,
  setSecretUsed,
} from './store.ts';

/** A source has one secret, and while it is changed a second one. */
const MOST_SECRETS = 2;
/** Short enough for Google, whose key has at most fifty characters. */
const SECRET_BYTES = 24;

/** Makes a secret; it is told once, here. Refuses a third one with `secretsOverlap`. */
export const makeSecret = async (work: DealershipWork, sourceId: string, caller: Caller): Promise<string> => {
  const { name } = await lockSource(work, sourceId);
  if ((await listSecrets(work, sourceId)).length >= MOST_SECRETS)
    throw new Refusal('secretsOverlap', 'The source has two secrets. End one of them first.');
  const secret = `lw_${newToken(SECRET_BYTES)}`;
  await insertSecret(work, sourceId, secret);
  const change = { name, hint: secret.slice(-4) };
  await recordChange(work, { subject: 'interface', old: null, new: change, changedBy: caller.accountId });
  return secret;
};

export const endSecret = async (
  work: DealershipWork,
  sourceId: string,
  secretId: string,
  caller: Caller,
): Promise<void> => {
  const { name } = await lockSource(work, sourceId);
  const ended = await work.sql
    .deleteFrom('sourceSecrets')
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .where('id', '=', secretId)
    .returning('hint')
    .executeTakeFirst();
  if (!ended) throw new Refusal('notFound', 'There is no such secret.');
  const change = { name, hint: ended.hint };
  await recordChange(work, { subject: 'interface', old: change, new: null, changedBy: caller.accountId });
};

/** What a call brings. */
export interface HandedIn {
  readonly bytes: Buffer;
  /** As its sender says; empty when not said. */
  readonly contentType: string;
  readonly idempotencyKey: string | null;
  readonly peer: string;
  readonly path: string;
}

/**
 * Keeps an enquiry that was handed in (product.md 7.1) and returns the id it is known by from then on. The same enquiry
 * again, by the sender's id of it or of the call, has the same id: unchanged it is kept once, in other words a second time,
 * and read as a double. Refuses what can be no enquiry (`noEnquiry`) and one key for two calls (`keyReused`).
 */
export const keepHandedIn = async (
  work: DealershipWork,
  source: KnownSource,
  { bytes, contentType, idempotencyKey, peer, path }: HandedIn,
): Promise<string> => {
  const mediaType = mediaTypeOf(bytes, contentType);
  const externalKey = keyOfEnquiry(bytes, mediaType);
  const sha256 = sha256Of(bytes);
  // Calls of one source one after the other: of two with the same id the second finds what the first has kept.
  await lockSource(work, source.sourceId);
  await setSecretUsed(work, source);
  const callKey = idempotencyKey === null ? null : `call:${idempotencyKey}`;
  const sameCall = callKey === null ? undefined : await findReceived(work, source.sourceId, callKey);
  if (sameCall && sameCall.sha256 !== sha256)
    throw new Refusal('keyReused', 'This Idempotency-Key has come with another content. Use a new one.');
  if (sameCall) return sameCall.id;
  const same = externalKey === null ? undefined : await findReceived(work, source.sourceId, externalKey);
  if (same?.sha256 === sha256) return same.id;
  const recipient = { dealershipId: source.dealershipId, sourceId: source.sourceId, replyLeadId: null };
  const [id = ''] = await storeRawMessage(work, {
    channel: 'http',
    mediaType,
    bytes,
    envelopeFrom: '',
    peer,
    to: [{ address: path, recipient }],
  });
  const keys = [callKey, externalKey].filter((key) => key !== null);
  await insertReceivedKeys(work, source.sourceId, id, keys);
  return same?.id ?? id;
};

/** What the bytes are: as said where that is JSON or XML, else by how they begin. */
const mediaTypeOf = (bytes: Buffer, contentType: string): string => {
  const said = contentType.slice(0, 200).toLowerCase().trim();
  if (isOfType(said, 'json') || isOfType(said, 'xml') || isOfType(said, 'adf')) return said;
  const [first] = documentText(bytes.subarray(0, 1_000), '').trimStart();
  if (first === '{') return 'application/json';
  if (first === '<') return 'application/xml';
  throw new Refusal('noEnquiry', 'Send JSON (application/json) or ADF (application/xml).');
};

/** Of what a call or an enquiry is known again by. */
export const MOST_KEY_CHARS = 200;

/** By what an enquiry in JSON is known again; null when it names no id, is a test, or is XML. */
const keyOfEnquiry = (bytes: Buffer, mediaType: string): string | null => {
  const text = documentText(bytes, mediaType);
  if (text.trim() === '') throw new Refusal('noEnquiry', 'The body is empty.');
  if (!isOfType(mediaType, 'json')) return null;
  const document = parseObject(text);
  if (!document) throw new Refusal('noEnquiry', whyNoObject(text));
  const { externalId, lead_id: leadId, test, is_test: isTest, ...rest } = document;
  if (!Object.values(rest).some(isSaid))
    throw new Refusal('noEnquiry', 'The object says nothing: no name, mail, phone or message.', [
      { path: 'name', message: 'Give at least a name, a mail address, a telephone number or a message.' },
    ]);
  const own = textOf(externalId ?? leadId);
  if (own === undefined || own.length > MOST_KEY_CHARS || test === true || isTest === true) return null;
  return `id:${own.replaceAll('\0', '').toWellFormed()}`;
};

const isSaid = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some(isSaid)
    : textOf(value) !== undefined;

const whyNoObject = (text: string): string => {
  try {
    JSON.parse(text);
    return 'The body must be one JSON object, {"name": …}, for one enquiry.';
  } catch (error) {
    return `The body is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
};
