import { type RawBuilder, sql } from 'kysely';
import type { LeadSight } from '../../domain/leads/sight.ts';
import type { Caller } from '../accounts/caller.ts';
import { readSight } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { visibleTo } from '../leads/store.ts';

/** Links in them let somebody in: for admins' eyes only. */
const SIGN_IN_LINKS = ['invitation', 'passwordReset'];

/**
 * The mails of the outbox somebody sees: admins all; others what was sent to themselves, and what speaks of enquiries all
 * of which they see; who oversees everything also sees what speaks of none, as the source monitor's mails.
 */
export const visibleMails = async (work: DealershipWork, caller: Caller) => {
  const mails = work.sql.selectFrom('outbox').selectAll().where('dealershipId', '=', work.dealershipId);
  if (caller.roles.includes('admin')) return mails;
  const sight = await readSight(work, caller);
  return mails
    .where('kind', 'not in', SIGN_IN_LINKS)
    .where(sql<boolean>`(account_id = ${caller.accountId} or ${speaksOfVisible(sight)})`);
};

const speaksOfVisible = (sight: LeadSight): RawBuilder<boolean> => {
  if (overseesAll(sight)) return sql<boolean>`true`;
  const itsLeads = sql`
    from leads where leads.dealership_id = outbox.dealership_id and (leads.id = outbox.lead_id or leads.id in (
      select lead_id from outbox_leads told
      where told.dealership_id = outbox.dealership_id and told.outbox_id = outbox.id))`;
  return sql<boolean>`(
    exists (select 1 ${itsLeads}) and not exists (select 1 ${itsLeads} and not ${visibleTo(sight)}))`;
};

const overseesAll = ({ everything, oversees }: LeadSight): boolean =>
  everything || oversees.some(({ branches, sources }) => branches.length === 0 && sources.length === 0);
