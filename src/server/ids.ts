import { randomBytes, randomUUIDv7 } from 'node:crypto';

/** A new key. Version 7: rows of the same time lie together, so indexes stay small and warm. */
export const newId = (): string => randomUUIDv7();

/** An unguessable token of lower-case letters and digits, safe in addresses and links. */
export const newToken = (bytes = 15): string =>
  BigInt(`0x${randomBytes(bytes).toString('hex')}`)
    .toString(36)
    .padStart(Math.ceil((bytes * 8) / Math.log2(36)), '0');

/** Recipient of ledger entries that are seen on screen, not mailed. */
export const NOBODY = '00000000-0000-0000-0000-000000000000';
