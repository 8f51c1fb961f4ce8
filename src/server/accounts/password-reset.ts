import type { Work } from '../db/database.ts';
import { hashOf, newToken } from '../ids.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { Refusal } from '../refusal.ts';
import { normalMail, refuseWeakPassword, setPassword } from './credentials.ts';
import { passwordResetMail } from './mails.ts';
import { endSessions } from './visitors.ts';

const VALID_HOURS = 1;

/**
 * Sends a link to choose a new password, where somebody of a dealership signs in with this address; a newer link replaces
 * the older one. Whoever asks learns nothing either way.
 */
export const sendPasswordReset = async (work: Work, mail: string, publicUrl: string): Promise<void> => {
  const account = await work.sql
    .selectFrom('authUsers as user')
    .innerJoin('accounts as account', 'account.authUserId', 'user.id')
    .select(['account.authUserId', 'account.dealershipId', 'account.id', 'account.name', 'account.language'])
    .where('user.email', '=', normalMail(mail))
    .where('account.active', '=', true)
    .executeTakeFirst();
  if (!account || (await wasSentJustNow(work, account.authUserId))) return;
  const { authUserId, dealershipId, id, name, language } = account;
  const token = newToken();
  const link = { tokenHash: hashOf(token), expiresAt: work.now.add({ hours: VALID_HOURS }) };
  await work.sql
    .insertInto('passwordResets')
    .values({ authUserId, ...link })
    .onConflict((conflict) => conflict.column('authUserId').doUpdateSet(link))
    .execute();
  const written = passwordResetMail(
    { name, link: `${publicUrl}/passwort/${token}`, validHours: VALID_HOURS },
    language === 'en' ? 'en' : 'de',
  );
  await enqueueMail(
    { ...work, dealershipId },
    { kind: 'passwordReset', accountId: id, toName: name, toAddress: normalMail(mail), ...written },
  );
};

/** Nobody's mailbox is filled by asking again and again. */
const wasSentJustNow = async (work: Work, authUserId: string): Promise<boolean> => {
  const newest = work.now.add({ hours: VALID_HOURS }).subtract({ minutes: 1 });
  const reset = await work.sql
    .selectFrom('passwordResets')
    .select('authUserId')
    .where('authUserId', '=', authUserId)
    .where('expiresAt', '>', newest)
    .executeTakeFirst();
  return reset !== undefined;
};

/** Whose password a link is for. Refuses with `linkExpired` for every token that is not, or no longer, one. */
export const findPasswordReset = async (work: Work, token: string) => {
  const reset = await work.sql
    .selectFrom('passwordResets as reset')
    .innerJoin('authUsers as user', 'user.id', 'reset.authUserId')
    .select(['reset.authUserId', 'user.name', 'user.email as mail'])
    .where('reset.tokenHash', '=', hashOf(token))
    .where('reset.expiresAt', '>', work.now)
    .forUpdate('reset')
    .executeTakeFirst();
  if (!reset)
    throw new Refusal('linkExpired', 'The link is used up, too old or was replaced. Ask for a new one.');
  return reset;
};

/** Sets the new password, once; every session ends. */
export const resetPassword = async (work: Work, token: string, password: string): Promise<void> => {
  const { authUserId, name, mail } = await findPasswordReset(work, token);
  refuseWeakPassword(password, { name, mail });
  await work.sql.deleteFrom('passwordResets').where('authUserId', '=', authUserId).execute();
  await setPassword(work, authUserId, password);
  await endSessions(work, authUserId);
};
