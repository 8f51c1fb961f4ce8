import type { z } from 'zod';
import {
  COMPANY_START,
  type getCompanySignIn,
  type setCompanySignIn as contract,
} from '../../contract/company-sign-in.ts';
import { addressFault } from '../../domain/accounts/company-sign-in.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork } from '../db/database.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { discover, ProviderError } from './provider.ts';
import { type CompanySignIn, deleteCompanySignIn, findCompanySignIn, saveCompanySignIn } from './store.ts';

export const redirectUriOf = (publicUrl: string): string => `${publicUrl}${COMPANY_START}/callback`;

export const describeCompanySignIn = async (
  work: DealershipWork,
  secrets: SecretBox,
  publicUrl: string,
): Promise<z.input<typeof getCompanySignIn.output>> => {
  const company = await findCompanySignIn(work, work.dealershipId, secrets);
  return {
    company: company && { ...shown(company), hasSecret: company.clientSecret !== null },
    redirectUri: redirectUriOf(publicUrl),
    startLink: `${publicUrl}${COMPANY_START}/${work.dealershipId}`,
  };
};

/** Saves how company accounts are asked for, once their provider has answered. Refuses with `badInput`. */
export const setCompanySignIn = async (
  work: DealershipWork,
  secrets: SecretBox,
  { clientSecret, ...wanted }: z.output<typeof contract.body>,
  caller: Caller,
): Promise<void> => {
  const fault = addressFault(wanted.issuer);
  if (fault) throw wrong('issuer', fault);
  const before = await findCompanySignIn(work, work.dealershipId, secrets);
  const { issuer } = await discover(wanted.issuer).catch((cause: unknown) => {
    throw cause instanceof ProviderError ? wrong('issuer', 'noProvider') : cause;
  });
  // A secret goes only to the provider it was entered for.
  if (clientSecret === undefined && before?.clientSecret && before.issuer !== issuer)
    throw wrong('clientSecret', 'enterAgain');
  const secret = clientSecret === undefined ? (before?.clientSecret ?? null) : clientSecret || null;
  const after = { ...wanted, issuer, clientSecret: secret };
  await saveCompanySignIn(work, after, secrets);
  const isNewSecret = before !== null && secret !== before.clientSecret;
  await recordChange(work, {
    subject: 'companySignIn',
    old: before && shown(before),
    new: { ...shown(after), ...(isNewSecret && { newSecret: true }) },
    changedBy: caller.accountId,
  });
};

/** Whoever is signed in that way is signed out with their next step. */
export const removeCompanySignIn = async (
  work: DealershipWork,
  secrets: SecretBox,
  caller: Caller,
): Promise<void> => {
  const before = await findCompanySignIn(work, work.dealershipId, secrets);
  if (!before) return;
  await deleteCompanySignIn(work);
  await recordChange(work, {
    subject: 'companySignIn',
    old: shown(before),
    new: null,
    changedBy: caller.accountId,
  });
};

const shown = ({ name, issuer, clientId, trustsMail, onlyWay }: Omit<CompanySignIn, 'dealershipId'>) => ({
  name,
  issuer,
  clientId,
  trustsMail,
  onlyWay,
});

const wrong = (path: string, message: string): Refusal =>
  new Refusal('badInput', 'The provider of the company accounts cannot be used like this.', [
    { path, message },
  ]);
