import type { z } from 'zod';
import type { getOwnAccess, MailSettings, OptionalMail } from '../../contract/own-access.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import type { Caller, Visitor } from './caller.ts';

/** What whoever is signed in may know of their own way in. */
export const describeOwnAccess = async (
  work: Work,
  { authUserId, sessionId, mail, caller }: Visitor,
): Promise<z.input<typeof getOwnAccess.output>> => {
  const { twoFactorEnabled } = await work.sql
    .selectFrom('authUsers')
    .select('twoFactorEnabled')
    .where('id', '=', authUserId)
    .executeTakeFirstOrThrow();
  const sessions = await work.sql
    .selectFrom('authSessions')
    .select(['id', 'userAgent', 'ipAddress as ip', 'createdAt'])
    .where('userId', '=', authUserId)
    .where('expiresAt', '>', work.now)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute();
  return {
    mail,
    secondFactor: twoFactorEnabled,
    secondFactorWanted: caller !== null && (await isSecondFactorWanted(work, caller)),
    sessions: sessions.map(({ createdAt, ...session }) => ({
      ...session,
      current: session.id === sessionId,
      since: createdAt.toString(),
    })),
  };
};

const isSecondFactorWanted = async (work: Work, { dealershipId, roles }: Caller): Promise<boolean> => {
  const { secondFactorRoles } = await work.sql
    .selectFrom('dealerships')
    .select('secondFactorRoles')
    .where('dealershipId', '=', dealershipId)
    .executeTakeFirstOrThrow();
  return roles.some((role) => secondFactorRoles.includes(role));
};

/** Ends one session of this person. */
export const endSession = async (work: Work, { authUserId }: Visitor, sessionId: string): Promise<void> => {
  const { numDeletedRows } = await work.sql
    .deleteFrom('authSessions')
    .where('userId', '=', authUserId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new Refusal('notFound', 'There is no such session.');
};

export const endOtherSessions = async (work: Work, { authUserId, sessionId }: Visitor): Promise<void> => {
  await work.sql
    .deleteFrom('authSessions')
    .where('userId', '=', authUserId)
    .where('id', '!=', sessionId)
    .execute();
};

export const readMailSettings = async (
  work: DealershipWork,
  { accountId }: Caller,
): Promise<MailSettings & { zone: string }> => {
  const row = await work.sql
    .selectFrom('accounts')
    .innerJoin('dealerships', 'dealerships.dealershipId', 'accounts.dealershipId')
    .select(['mailsOff', 'quietFrom', 'quietUntil', 'quietHoldsEm21', 'zone'])
    .where('accounts.dealershipId', '=', work.dealershipId)
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return {
    off: row.mailsOff as OptionalMail[],
    quiet:
      row.quietFrom !== null && row.quietUntil !== null
        ? { from: row.quietFrom, until: row.quietUntil }
        : null,
    quietHoldsEM21: row.quietHoldsEm21,
    zone: row.zone,
  };
};

/** Which mails a person gets; recorded like every other setting, for others rely on their being told. */
export const setMailSettings = async (
  work: DealershipWork,
  settings: MailSettings,
  caller: Caller,
): Promise<void> => {
  const { zone: _zone, ...old } = await readMailSettings(work, caller);
  await work.sql
    .updateTable('accounts')
    .set({
      mailsOff: [...settings.off],
      quietFrom: settings.quiet?.from ?? null,
      quietUntil: settings.quiet?.until ?? null,
      quietHoldsEm21: settings.quietHoldsEM21,
    })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', caller.accountId)
    .execute();
  await recordChange(work, {
    subject: 'mails',
    old: { accountId: caller.accountId, ...described(old) },
    new: { accountId: caller.accountId, ...described(settings) },
    changedBy: caller.accountId,
  });
};

const described = ({ off, quiet, quietHoldsEM21 }: MailSettings) => ({
  mailsOff: off,
  quiet: quiet && `${quiet.from}–${quiet.until}`,
  quietHoldsEM21,
});
