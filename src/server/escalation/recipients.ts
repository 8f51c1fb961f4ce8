import { EFFECTS, type Stage } from '../../domain/escalation/policy.ts';
import type { Role } from '../../domain/accounts/roles.ts';
import type { DealershipWork } from '../db/database.ts';

/** A person who can be told. */
export interface Recipient {
  readonly id: string;
  readonly name: string;
  readonly mail: string;
  readonly language: 'de' | 'en';
  readonly roles: readonly Role[];
}

/** The active people of the dealership, as of now: recipients are resolved when a mail is sent (product.md 3). */
export const listRecipients = async (work: DealershipWork): Promise<Recipient[]> => {
  const rows = await work.sql
    .selectFrom('accounts')
    .select(['id', 'name', 'mail', 'language', 'roles'])
    .where('dealershipId', '=', work.dealershipId)
    .where('active', '=', true)
    .orderBy('createdAt')
    .execute();
  return rows.map((row) => ({
    ...row,
    language: row.language as Recipient['language'],
    roles: row.roles as Role[],
  }));
};

/**
 * Who is told of a stage: the assignee (leads of the pool: the dispatchers), or the controllers. Where nobody of that
 * kind is left, the next level up; admins at last (product.md 4). Empty only when the dealership has nobody at all.
 */
export const recipientsOf = (
  stage: Stage,
  assigneeId: string | null,
  people: readonly Recipient[],
): readonly Recipient[] => {
  const having = (role: Role) => people.filter(({ roles }) => roles.includes(role));
  const levels = [having('controller'), having('admin')];
  if (EFFECTS[stage] === 'mailAssignee') {
    const assignee = people.filter(({ id }) => id === assigneeId);
    levels.unshift(assignee, having('dispatcher'));
  }
  return levels.find((level) => level.length > 0) ?? [];
};
