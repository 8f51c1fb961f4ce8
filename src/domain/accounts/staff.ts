import { type AbsentPeople, substituteChain } from './absence.ts';
import type { Role } from './roles.ts';
import type { Scope } from './scope.ts';

/** A person of the dealership as far as duties go. */
export interface Member {
  readonly id: string;
  /** False once their access has ended. */
  readonly active: boolean;
  readonly roles: readonly Role[];
  readonly scope: Scope;
  /** False while mails to their address are refused for good. */
  readonly reachable: boolean;
}

/** Everybody the dealership has or had, and who of them is away today. */
export interface Staff<Person extends Member = Member> {
  readonly people: readonly Person[];
  readonly absent: AbsentPeople;
}

/** At work today: access has not ended, and no absence is entered. */
export const isThere = ({ active, id }: Member, { absent }: Staff): boolean => active && !absent.has(id);

/**
 * Who is there in a person's place, following the chain of substitutes to its end; null when it ends with nobody. Whose
 * access has ended keeps a substitute for as long as their absence names one.
 */
export const standInFor = <Person extends Member>(
  { id }: Member,
  { people, absent }: Staff<Person>,
): Person | null => {
  const lastId = substituteChain(id, absent).at(-1);
  const last = people.find((person) => person.id === lastId);
  return last && last.id !== id && isThere(last, { people, absent }) ? last : null;
};
