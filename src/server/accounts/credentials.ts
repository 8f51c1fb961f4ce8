import { hashPassword } from 'better-auth/crypto';
import { MIN_PASSWORD_LENGTH, passwordFault } from '../../domain/accounts/password.ts';
import type { Work } from '../db/database.ts';
import { newId } from '../ids.ts';
import { Refusal } from '../refusal.ts';

export interface NewSignIn {
  readonly name: string;
  readonly mail: string;
  readonly password: string;
}

/** Mail addresses are compared without case. */
export const normalMail = (mail: string): string => mail.trim().toLowerCase();

/**
 * Lets somebody sign in with mail and password, written as better-auth reads it; returns the new id.
 * Refuses with `passwordTooShort`, `passwordGuessable` or `mailInUse`.
 */
export const createSignIn = async (work: Work, { name, mail, password }: NewSignIn): Promise<string> => {
  refuseWeakPassword(password, { name, mail });
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

/** Refuses with `passwordTooShort` or `passwordGuessable`. */
export const refuseWeakPassword = (password: string, person: { name: string; mail: string }): void => {
  const fault = passwordFault(password, person);
  if (fault === 'tooShort')
    throw new Refusal('passwordTooShort', `The password needs at least ${MIN_PASSWORD_LENGTH} characters.`);
  if (fault === 'guessable')
    throw new Refusal(
      'passwordGuessable',
      'This password is among the first that are tried. Choose another one.',
    );
};

/** Gives a sign-in a new password; sessions stay as they are. */
export const setPassword = async (work: Work, authUserId: string, password: string): Promise<void> => {
  await work.sql
    .updateTable('authCredentials')
    .set({ password: await hashPassword(password), updatedAt: work.now })
    .where('userId', '=', authUserId)
    .where('providerId', '=', 'credential')
    .execute();
};
