import type { Role } from '../accounts/roles.ts';
import { covers, type Scope } from '../accounts/scope.ts';
import { type Staff, standInFor } from '../accounts/staff.ts';
import type { SellersSee } from '../distribution/settings.ts';
import type { Place } from '../escalation/settings.ts';

/** Which leads somebody sees and works (product.md 8), whatever makes them do so. */
export interface LeadSight {
  /** Admins see all. */
  readonly everything: boolean;
  /** Whose leads are theirs: their own, and those of the people they stand in for today. */
  readonly people: readonly string[];
  /** What they oversee as dispatcher or controller: everything in these scopes. */
  readonly oversees: readonly Scope[];
  /** Where they sell: the pools within these scopes. */
  readonly sells: readonly Scope[];
  /** Whether those who sell see what their colleagues there have, too. */
  readonly colleagues: boolean;
}

/** Of whoever may look at all leads of a dealership without belonging to it: its support. */
export const EVERYTHING: LeadSight = {
  everything: true,
  people: [],
  oversees: [],
  sells: [],
  colleagues: false,
};

export interface VisibleLead extends Place {
  readonly assigneeId: string | null;
  /** Nobody has it, and a dispatcher shall give it to somebody: sellers do not take it. */
  readonly toDistribute: boolean;
}

/** What a person sees today: what is theirs by role and scope, and all that whoever they stand in for would see. */
export const sightOf = (personId: string, staff: Staff, sellersSee: SellersSee): LeadSight => {
  const people = staff.people.filter(
    (person) => person.id === personId || standInFor(person, staff)?.id === personId,
  );
  // Of somebody whose access has ended, only the leads are left to stand in for.
  const holders = people.filter(({ active }) => active);
  const scopesOf = (...roles: readonly Role[]) =>
    holders.filter((person) => person.roles.some((role) => roles.includes(role))).map(({ scope }) => scope);
  return {
    everything: holders.some(({ roles }) => roles.includes('admin')),
    people: people.map(({ id }) => id),
    oversees: scopesOf('dispatcher', 'controller'),
    sells: scopesOf('seller'),
    colleagues: sellersSee === 'colleagues',
  };
};

/** Whether a lead is one that person sees. The lists ask the database the same: `visibleTo` in the server's leads. */
export const sees = (sight: LeadSight, lead: VisibleLead): boolean => {
  const within = (scopes: readonly Scope[]) => scopes.some((scope) => covers(scope, lead));
  if (oversees(sight, lead)) return true;
  if (lead.assigneeId !== null)
    return sight.people.includes(lead.assigneeId) || (sight.colleagues && within(sight.sells));
  return !lead.toDistribute && within(sight.sells);
};

/** Whether somebody oversees the leads of a place, as admins, controllers and dispatchers do, and may give them away. */
export const oversees = (sight: LeadSight, place: Place): boolean =>
  sight.everything || sight.oversees.some((scope) => covers(scope, place));
