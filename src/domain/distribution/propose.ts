import type { Staff } from '../accounts/staff.ts';
import { adviserOf, type KnownLead, sellersOf, type Step, whoIsThere } from './decide.ts';
import type { LeadFacts } from './rules.ts';
import type { Adviser } from './settings.ts';

/** Whom a dispatcher is proposed for a lead, and why; `personId` null when nobody is there. */
export interface Proposal {
  readonly personId: string | null;
  readonly steps: readonly Step[];
}

interface Question {
  readonly lead: LeadFacts;
  /** Earlier leads of the customer, newest first. */
  readonly known: readonly KnownLead[];
  /** Open leads by the id of who has them. */
  readonly open: ReadonlyMap<string, number>;
}

/**
 * Whom a dispatcher would choose (product.md 8): the customer's adviser; else whoever is there of those who sell at the
 * lead's place and has the fewest open leads; if nobody of them is there, the same among their stand-ins.
 */
export const proposeOwner = ({ lead, known, open }: Question, adviser: Adviser, staff: Staff): Proposal => {
  const advised = adviserOf(known, adviser, staff);
  if (advised.personId !== null) return advised;
  const { candidates, standIns, absent } = whoIsThere(sellersOf(lead, staff), staff);
  const openOf = (id: string) => open.get(id) ?? 0;
  const personId = candidates.toSorted((a, b) => openOf(a) - openOf(b))[0] ?? null;
  const steps: Step[] = [...advised.steps, ...absent];
  if (personId === null) return { personId, steps: [...steps, { code: 'nobodyThere' }] };
  steps.push(
    candidates.length === 1
      ? { code: 'onlyOneThere', person: personId }
      : { code: 'fewestOpen', person: personId, open: openOf(personId) },
  );
  const insteadOf = standIns.get(personId);
  if (insteadOf) steps.push({ code: 'standIn', person: personId, insteadOf });
  return { personId, steps };
};
