import pg from 'pg';
import type { Config } from '../../config.ts';
import { RECOMMENDATIONS } from '../../domain/escalation/recommendations.ts';
import type { Role } from '../../domain/accounts/roles.ts';
import type { Caller } from '../accounts/caller.ts';
import { createAccount } from '../accounts/commands.ts';
import type { Database, DealershipWork, Work } from '../db/database.ts';
import { changeSettings } from '../escalation/settings.ts';
import { createBranch } from '../settings/branches.ts';
import { addSources, insertDealership } from '../settings/setup.ts';
import { ADMIN, BRANCHES, DEALERSHIP, mailOf, PASSWORD, STAFF } from './cast.ts';
import type { Team } from './team.ts';

/** The example dealership as it stands in the database. */
export interface House {
  readonly dealershipId: string;
  /** By the name of the source. */
  readonly leadAddresses: ReadonlyMap<string, string>;
  readonly team: Team;
}

/** The demo would have to touch what is not its own. */
export class RealDataError extends Error {}

/** The example dealership of this database, null when it is empty. @throws {RealDataError} for anybody's real data */
export const findExample = async ({ sql }: Work): Promise<string | null> => {
  const operator = await sql.selectFrom('operators').select('authUserId').limit(1).executeTakeFirst();
  const dealerships = await sql
    .selectFrom('dealerships')
    .select(['dealershipId', 'name', 'example'])
    .execute();
  const real = dealerships.find(({ example }) => !example);
  if (real || operator) {
    throw new RealDataError(
      `The demo does not start here: the data belongs to ${real ? `"${real.name}"` : 'a real installation'}. ` +
        'Name another folder by LEADWACHT_DATA, or another database by DATABASE_URL.',
    );
  }
  return dealerships[0]?.dealershipId ?? null;
};

/** Empties a database that holds nothing but the example. `connection` belongs to the owner of the tables. */
export const clearExample = async (connection: pg.PoolConfig, database: Database): Promise<void> => {
  await database.acrossDealerships(findExample);
  const owner = new pg.Client(connection);
  await owner.connect();
  try {
    const { rows } = await owner.query<{ tables: string }>(
      `select string_agg(quote_ident(tablename), ', ') as tables from pg_tables
       where schemaname = 'public' and tablename not like 'schema_migrations%' and tablename <> 'installation'`,
    );
    await owner.query(`truncate ${rows[0]?.tables}`);
  } finally {
    await owner.end();
  }
};

/** Sets the example dealership up, all or nothing; returns its id. */
export const buildExample = (database: Database, config: Config): Promise<string> =>
  database.acrossDealerships(async ({ sql, now }) => {
    const [{ name, ...first }, ...others] = BRANCHES;
    const admin = { name: ADMIN.name, mail: mailOf(ADMIN), password: PASSWORD };
    const input = { ...first, name: DEALERSHIP, admin, sources: [...first.sources], people: [] };
    const { dealershipId, branchId, adminId } = await insertDealership({ sql, now }, config, input, null);
    const work: DealershipWork = { sql, now, dealershipId };
    await sql
      .updateTable('dealerships')
      .set({ example: true })
      .where('dealershipId', '=', dealershipId)
      .execute();
    await sql
      .updateTable('branches')
      .set({ name })
      .where('dealershipId', '=', dealershipId)
      .where('id', '=', branchId)
      .execute();
    for (const branch of others)
      await addSources(work, config, await createBranch(work, branch), branch.sources);
    for (const person of STAFF) {
      await createAccount(work, { ...person, mail: mailOf(person), password: PASSWORD }, adminId);
    }
    await switchMailsOn(work, {
      accountId: adminId,
      dealershipId,
      name: ADMIN.name,
      roles: ADMIN.roles,
      language: 'de',
    });
    return dealershipId;
  });

/** EM2.1 is off until somebody wants it (N7); here a viewer shall see the mail. */
const switchMailsOn = async (work: DealershipWork, admin: Caller): Promise<void> => {
  const { stages } = RECOMMENDATIONS[0];
  const settings = {
    stages: { ...stages, 'EM2.1': { ...stages['EM2.1'], on: true } },
    branches: {},
    sources: {},
  };
  await changeSettings(work, { settings, basedOnVersion: 1, openLeads: 'keep' }, admin);
};

/** Finds the example's addresses and people again. */
export const openHouse = async (work: DealershipWork, config: Pick<Config, 'mailDomain'>): Promise<House> => {
  const { dealershipId } = work;
  const branches = await work.sql
    .selectFrom('branches')
    .select(['id', 'name'])
    .where('dealershipId', '=', dealershipId)
    .execute();
  const sources = await work.sql
    .selectFrom('sources')
    .innerJoin('leadAddresses as address', (join) =>
      join
        .onRef('address.dealershipId', '=', 'sources.dealershipId')
        .onRef('address.sourceId', '=', 'sources.id'),
    )
    .select(['name', 'localPart'])
    .where('sources.dealershipId', '=', dealershipId)
    .execute();
  const accounts = await work.sql
    .selectFrom('accounts')
    .select(['id', 'mail', 'name', 'roles'])
    .where('dealershipId', '=', dealershipId)
    .where('active', '=', true)
    .execute();
  const cast = STAFF.flatMap((person) => {
    const account = accounts.find(({ mail }) => mail === mailOf(person));
    if (!account) return [];
    const { id, name, roles } = account;
    const caller: Caller = { accountId: id, dealershipId, name, roles: roles as Role[], language: 'de' };
    return [{ caller, branch: person.branch }];
  });
  const callersIn = (branch: string) =>
    cast.filter((one) => one.branch === branch).map(({ caller }) => caller);
  const having = (role: Role) => cast.map(({ caller }) => caller).filter(({ roles }) => roles.includes(role));
  return {
    dealershipId,
    leadAddresses: new Map(sources.map(({ name, localPart }) => [name, `${localPart}@${config.mailDomain}`])),
    team: {
      all: new Map(cast.map(({ caller }) => [caller.accountId, caller])),
      sellersOf: new Map(branches.map(({ id, name }) => [id, callersIn(name)])),
      dispatchers: having('dispatcher'),
      controllers: having('controller'),
    },
  };
};
