import type { DealershipWork, Work } from '../db/database.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import type { Client } from './provider.ts';

/** How the people of a dealership sign in with company accounts. */
export interface CompanySignIn extends Client {
  readonly dealershipId: string;
  readonly name: string;
  readonly trustsMail: boolean;
  readonly onlyWay: boolean;
}

/** Needs the system role: before the sign-in nobody belongs to a dealership. */
export const findCompanySignIn = async (
  { sql }: Work,
  dealershipId: string,
  secrets: SecretBox,
): Promise<CompanySignIn | null> => {
  const row = await sql
    .selectFrom('companySignIns')
    .select(['dealershipId', 'name', 'issuer', 'clientId', 'sealedSecret', 'trustsMail', 'onlyWay'])
    .where('dealershipId', '=', dealershipId)
    .executeTakeFirst();
  if (!row) return null;
  const { sealedSecret, ...rest } = row;
  return {
    ...rest,
    clientSecret: sealedSecret === null ? null : secrets.open(sealedSecret, placeOf(dealershipId)),
  };
};

/** Where a secret belongs: in no other dealership does it open. */
const placeOf = (dealershipId: string): string => `company sign-in ${dealershipId}`;

export const saveCompanySignIn = async (
  work: DealershipWork,
  { clientSecret, ...settings }: Omit<CompanySignIn, 'dealershipId'>,
  secrets: SecretBox,
): Promise<void> => {
  const sealedSecret = clientSecret === null ? null : secrets.seal(clientSecret, placeOf(work.dealershipId));
  const columns = { ...settings, sealedSecret, changedAt: work.now };
  await work.sql
    .insertInto('companySignIns')
    .values({ dealershipId: work.dealershipId, ...columns })
    .onConflict((conflict) => conflict.column('dealershipId').doUpdateSet(columns))
    .execute();
};

export const deleteCompanySignIn = async ({ sql, dealershipId }: DealershipWork): Promise<void> => {
  await sql.deleteFrom('companySignIns').where('dealershipId', '=', dealershipId).execute();
};

/** The dealership whose company accounts somebody signs in with, by their mail address; null when there is none. */
export const findDealershipOf = async ({ sql }: Work, mail: string): Promise<string | null> => {
  const row = await sql
    .selectFrom('authUsers as user')
    .innerJoin('accounts as account', 'account.authUserId', 'user.id')
    .innerJoin('companySignIns as company', 'company.dealershipId', 'account.dealershipId')
    .select('account.dealershipId')
    .where('user.email', '=', mail)
    .where('account.active', '=', true)
    .executeTakeFirst();
  return row?.dealershipId ?? null;
};

/** Who of a dealership signs in with an address; null for strangers, and for those whose access has ended. */
export const findPersonOf = async (
  { sql }: Work,
  dealershipId: string,
  mail: string,
): Promise<string | null> => {
  const row = await sql
    .selectFrom('authUsers as user')
    .innerJoin('accounts as account', 'account.authUserId', 'user.id')
    .select('user.id')
    .where('account.dealershipId', '=', dealershipId)
    .where('user.email', '=', mail)
    .where('account.active', '=', true)
    .executeTakeFirst();
  return row?.id ?? null;
};
