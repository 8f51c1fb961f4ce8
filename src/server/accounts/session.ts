import type { z } from 'zod';
import type { getSession } from '../../contract/session.ts';
import type { Config } from '../../config.ts';
import type { Work } from '../db/database.ts';
import type { Caller, Visitor } from './caller.ts';

/** What the web app asks first: is the installation set up, and who is signed in? */
export const describeSession = async (
  work: Work,
  config: Config,
  visitor: Visitor | null,
): Promise<z.input<typeof getSession.output>> => {
  const first = await work.sql
    .selectFrom('dealerships')
    .select('example')
    .orderBy('example', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    setUp: first !== undefined,
    setupCodeNeeded: first === undefined && config.exposed,
    account: visitor?.caller ? await describeAccount(work, visitor.caller, visitor.mail) : null,
    secondFactorMissing: visitor?.secondFactorMissing ?? false,
    operator: visitor?.operator ?? false,
    companySignIn: visitor === null && (await hasCompanySignIn(work)),
    language: visitor?.language ?? null,
    now: work.now.toString(),
    example: first?.example ?? false,
  };
};

const hasCompanySignIn = async ({ sql }: Work): Promise<boolean> =>
  (await sql.selectFrom('companySignIns').select('dealershipId').limit(1).executeTakeFirst()) !== undefined;

const describeAccount = async (work: Work, caller: Caller, mail: string) => {
  const { accountId, dealershipId, name, roles, support } = caller;
  const dealership = await work.sql
    .selectFrom('dealerships')
    .where('dealershipId', '=', dealershipId)
    .select(['name', 'zone'])
    .executeTakeFirstOrThrow();
  return {
    id: accountId,
    name,
    mail,
    roles: [...roles],
    dealershipId,
    dealership: dealership.name,
    zone: dealership.zone,
    support: support
      ? { reason: support.reason, until: support.untilAt.toString(), seesLeads: support.seesLeads }
      : null,
  };
};
