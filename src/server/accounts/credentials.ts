import { hashPassword } from 'better-auth/crypto';
import type { Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 200;

export interface NewSignIn {
  readonly name: string;
  readonly mail: string;
  readonly password: string;
}

/** Mail addresses are compared without case. */
export const normalMail = (mail: string): string => mail.trim().toLowerCase();

/**
 * Lets somebody sign in with mail and password, written as better-auth reads it; returns the new id.
 * Refuses with `passwordTooShort` or `mailInUse`.
 */
export const createSignIn = async (work: Work, { name, mail, password }: NewSignIn): Promise<string> => {
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new Refusal('passwordTooShort', `The password needs at least ${MIN_PASSWORD_LENGTH} characters.`);
  }
  const id = newId();
  const stamps = { createdAt: work.now, updatedAt: work.now };
  const created = await work.sql
    .insertInto('authUsers')
    .values({ id, name, email: normalMail(mail), ...stamps })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .executeTakeFirst();
  if (created.numInsertedOrUpdatedRows === 0n) {
    throw new Refusal('mailInUse', `Somebody already signs in with ${normalMail(mail)}.`);
  }
  await work.sql
    .insertInto('authCredentials')
    .values({
      id: newId(),
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: await hashPassword(password),
      ...stamps,
    })
    .execute();
  return id;
};
