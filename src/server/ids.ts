import { createHash, randomBytes, randomUUIDv7, timingSafeEqual } from 'node:crypto';

let last = '';

/**
 * A new key. Version 7: rows of the same time lie together, so indexes stay small and warm. Ascending in a process, so
 * that rows made in one millisecond keep the order in which they were made.
 */
export const newId = (): string => {
  const id = randomUUIDv7();
  last = id > last ? id : following(last);
  return last;
};

const following = (id: string): string =>
  (BigInt(`0x${id.replaceAll('-', '')}`) + 1n)
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Whether a word out of an address can be an id at all. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** An unguessable token of lower-case letters and digits, safe in addresses and links. */
export const newToken = (bytes = 15): string =>
  BigInt(`0x${randomBytes(bytes).toString('hex')}`)
    .toString(36)
    .padStart(Math.ceil((bytes * 8) / Math.log2(36)), '0');

/** What is stored of a token: who reads the database can do nothing with it. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Whether a word that was given is the expected one; how long it takes tells nothing about it. */
export const isSameWord = (given: string, expected: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
};

/** Recipient of ledger entries that are seen on screen, not mailed. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';
