import type { Role } from '../../domain/accounts/roles.ts';
import type { Scope } from '../../domain/accounts/scope.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { tellNewcomers } from '../escalation/commands.ts';
import { hashOf, newId, newToken, NOBODY } from '../ids.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import type { Caller, Visitor } from './caller.ts';
import { createSignIn, type NewSignIn, normalMail } from './credentials.ts';
import { invitationMail } from './mails.ts';
import { scopeOf } from './store.ts';
import { rolesOf } from './visitors.ts';

export interface NewAccount extends NewSignIn {
  readonly roles: readonly Role[];
  readonly language?: 'de' | 'en';
  /** A new one when left out. */
  readonly id?: string;
}

export interface AccountChange {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** Left out: stays as it is. */
  readonly scope?: Scope | undefined;
}

/** Gives a person access; returns the account's id. Needs the system role: sign-ins belong to no dealership. */
export const createAccount = async (
  work: DealershipWork,
  account: NewAccount,
  changedBy: string | null,
): Promise<string> => {
  const { name, roles, language = 'de', id = newId() } = account;
  const mail = normalMail(account.mail);
  const authUserId = await createSignIn(work, account);
  await work.sql
    .insertInto('accounts')
    .values({
      dealershipId: work.dealershipId,
      id,
      authUserId,
      name,
      mail,
      roles: [...roles],
      language,
      createdAt: work.now,
    })
    .execute();
  await recordChange(work, { subject: 'account', old: null, new: { id, name, mail, roles }, changedBy });
  return id;
};

/** Lets somebody run the installation; returns the id they sign in with. */
export const createOperator = async (
  work: Work,
  { language = 'de', ...operator }: NewSignIn & { language?: 'de' | 'en' },
): Promise<string> => {
  const authUserId = await createSignIn(work, operator);
  await work.sql.insertInto('operators').values({ authUserId, language, createdAt: work.now }).execute();
  return authUserId;
};

/**
 * Changes a person's name, roles and scope, or ends their access; a dealership always keeps an active admin. Whoever
 * answers for escalated leads because of it is told of them.
 * Returns the sign-in whose sessions now have to end, `null` when access stays as it was.
 */
export const setAccount = async (
  work: DealershipWork,
  id: string,
  change: AccountChange,
  changedBy: string,
): Promise<string | null> => {
  const admins = await lockAdmins(work);
  const old = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .select(['name', 'roles', 'active', 'authUserId', 'scopeBranches', 'scopeSources'])
    .executeTakeFirst();
  if (!old) throw new Refusal('notFound', 'There is no such person.');
  if (change.scope) await refuseForeignScope(work, change.scope);

  const staysAdmin = change.active && change.roles.includes('admin');
  if (!staysAdmin && admins.length === 1 && admins[0] === id) {
    throw new Refusal('notAllowed', 'Somebody has to stay admin: make another person admin first.');
  }
  await work.sql
    .updateTable('accounts')
    .set({
      name: change.name,
      roles: [...change.roles],
      active: change.active,
      ...(change.scope && {
        scopeBranches: [...change.scope.branches],
        scopeSources: [...change.scope.sources],
      }),
    })
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  const { name, roles, active } = old;
  await recordChange(work, {
    subject: 'account',
    old: { id, name, roles: rolesOf(roles), active, ...(change.scope && { scope: scopeOf(old) }) },
    new: { id, ...change },
    changedBy,
  });
  await tellNewcomers(work);
  return active === change.active ? null : old.authUserId;
};

const refuseForeignScope = async (work: DealershipWork, { branches, sources }: Scope): Promise<void> => {
  for (const [table, ids] of [
    ['branches', branches],
    ['sources', sources],
  ] as const) {
    const { known } = await work.sql
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('known'))
      .where('dealershipId', '=', work.dealershipId)
      .where('id', 'in', ids.length > 0 ? ids : [NOBODY])
      .executeTakeFirstOrThrow();
    if (known !== new Set(ids).size)
      throw new Refusal('notFound', `There is no such place among the ${table}.`);
  }
};

/** The language the product writes to a person in: its mails follow it too. */
export const setLanguage = async (
  { sql }: Work,
  language: 'de' | 'en',
  { authUserId }: Pick<Visitor, 'authUserId'>,
): Promise<void> => {
  for (const table of ['accounts', 'operators'] as const)
    await sql.updateTable(table).set({ language }).where('authUserId', '=', authUserId).execute();
};

/** The active admins; locked, so that two of them cannot remove each other at once. */
const lockAdmins = async (work: DealershipWork): Promise<string[]> => {
  const rows = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .where('active', '=', true)
    .where((eb) => eb(eb.val('admin'), '=', eb.fn.any('roles')))
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
};

export interface NewInvitation {
  readonly name: string;
  readonly mail: string;
  readonly roles: readonly Role[];
}

export interface Inviter {
  readonly accountId: string;
  readonly name: string;
  readonly language: 'de' | 'en';
}

const VALID_DAYS = 14;

/** Invites a person by mail; a newer invitation to the same address replaces the older one. */
export const invite = async (
  work: DealershipWork,
  { name, mail: givenMail, roles }: NewInvitation,
  inviter: Inviter,
  publicUrl: string,
): Promise<string> => {
  const { dealershipId, now } = work;
  const mail = normalMail(givenMail);
  await refuseColleague(work, mail);
  await work.sql
    .deleteFrom('invitations')
    .where('dealershipId', '=', dealershipId)
    .where('mail', '=', mail)
    .where('acceptedAt', 'is', null)
    .execute();

  const id = newId();
  const token = newToken();
  const expiresAt = now.add({ hours: VALID_DAYS * 24 });
  await work.sql
    .insertInto('invitations')
    .values({
      dealershipId,
      id,
      mail,
      name,
      roles: [...roles],
      tokenHash: hashOf(token),
      createdAt: now,
      createdBy: inviter.accountId,
      expiresAt,
    })
    .execute();
  const dealership = await findDealershipName(work);
  const link = `${publicUrl}/einladung/${token}`;
  const content = invitationMail(
    { name, dealership, invitedBy: inviter.name, link, validDays: VALID_DAYS },
    inviter.language,
  );
  await enqueueMail(work, { kind: 'invitation', toName: name, toAddress: mail, ...content });
  await recordChange(work, {
    subject: 'invitation',
    old: null,
    new: { id, name, mail, roles },
    changedBy: inviter.accountId,
  });
  return id;
};

/** Takes an invitation back: its link opens nothing any more. */
export const withdrawInvitation = async (work: DealershipWork, id: string, caller: Caller): Promise<void> => {
  const { name, mail, roles } = await findOpenInvitation(work, id);
  await work.sql
    .deleteFrom('invitations')
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .execute();
  await recordChange(work, {
    subject: 'invitation',
    old: { id, name, mail, roles },
    new: null,
    changedBy: caller.accountId,
  });
};

/** Sends an invitation again, with a new link and a new term; the old link opens nothing any more. */
export const resendInvitation = async (
  work: DealershipWork,
  id: string,
  caller: Caller,
  publicUrl: string,
): Promise<string> => {
  const { name, mail, roles } = await findOpenInvitation(work, id);
  return invite(work, { name, mail, roles: rolesOf(roles) }, caller, publicUrl);
};

const findOpenInvitation = async (work: DealershipWork, id: string) => {
  const invitation = await work.sql
    .selectFrom('invitations')
    .select(['name', 'mail', 'roles'])
    .where('dealershipId', '=', work.dealershipId)
    .where('id', '=', id)
    .where('acceptedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!invitation) throw new Refusal('notFound', 'There is no such invitation.');
  return invitation;
};

/** An invitation that can still be accepted. Refuses with `invitationExpired` for every other token. */
export const findInvitation = async (work: Work, token: string) => {
  const invitation = await work.sql
    .selectFrom('invitations as invitation')
    .innerJoin('dealerships as dealership', 'dealership.dealershipId', 'invitation.dealershipId')
    .where('invitation.tokenHash', '=', hashOf(token))
    .where('invitation.acceptedAt', 'is', null)
    .where('invitation.expiresAt', '>', work.now)
    .select([
      'invitation.id',
      'invitation.dealershipId',
      'invitation.name',
      'invitation.mail',
      'invitation.roles',
      'dealership.name as dealership',
    ])
    .forUpdate('invitation')
    .executeTakeFirst();
  if (!invitation)
    throw new Refusal(
      'invitationExpired',
      'The invitation is used up, too old or was replaced. Ask for a new one.',
    );
  return invitation;
};

/** Turns an invitation into an account, once; returns the account's id. */
export const acceptInvitation = async (
  work: Work,
  token: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<string> => {
  const { id, dealershipId, mail, roles } = await findInvitation(work, token);
  await work.sql
    .updateTable('invitations')
    .set({ acceptedAt: work.now })
    .where('dealershipId', '=', dealershipId)
    .where('id', '=', id)
    .execute();
  // Nobody does it for them: the change is their own.
  const account = { id: newId(), name, mail, password, roles: rolesOf(roles) };
  return createAccount({ ...work, dealershipId }, account, account.id);
};

/** Only colleagues are looked at: who else has an account on this installation is nobody's business. */
const refuseColleague = async (work: DealershipWork, mail: string): Promise<void> => {
  const colleague = await work.sql
    .selectFrom('accounts')
    .where('dealershipId', '=', work.dealershipId)
    .where('mail', '=', mail)
    .select('id')
    .executeTakeFirst();
  if (colleague) throw new Refusal('mailInUse', `${mail} already has an account here.`);
};

const findDealershipName = async (work: DealershipWork): Promise<string> => {
  const { name } = await work.sql
    .selectFrom('dealerships')
    .where('dealershipId', '=', work.dealershipId)
    .select('name')
    .executeTakeFirstOrThrow();
  return name;
};
