import { covers } from '../accounts/scope.ts';
import { isThere, type Member, type Staff, standInFor } from '../accounts/staff.ts';
import { EFFECTS, type Stage } from './policy.ts';
import type { Place } from './settings.ts';

/** What makes somebody answer for a lead. */
export type Duty = 'assignee' | 'dispatcher' | 'controller' | 'admin';

/** A lead as far as it decides who is told. */
export interface TellableLead extends Place {
  /** null in the pool. */
  readonly assigneeId: string | null;
}

/** Somebody to be told, and why it is them. */
export interface Told<Person extends Member = Member> {
  readonly person: Person;
  readonly as: Duty;
  /** The absent people whose place they take; empty when they are told in their own right. */
  readonly insteadOf: readonly Person[];
}

/**
 * Who is told of a stage today (product.md 4): those whose duty it is and who are there; if none of them is, the present
 * ends of their chains of substitutes; if nobody is left, the next duty, and at last the admins, absent ones too. Somebody
 * whose address refuses mails is told as well, but the next in line with them. Empty only without an active admin.
 */
export const recipientsOf = <Person extends Member>(
  stage: Stage,
  lead: TellableLead,
  staff: Staff<Person>,
): readonly Told<Person>[] => {
  const told: Told<Person>[] = [];
  for (const line of linesOf(stage, lead, staff)) {
    const known = new Set(told.map(({ person }) => person.id));
    told.push(...line.filter(({ person }) => !known.has(person.id)));
    if (told.some(({ person }) => person.reachable)) break;
  }
  return told;
};

/** The places whose escalations go to the admins today, because no controller and no substitute is there. */
export const unattendedPlaces = <At extends Place>(places: readonly At[], staff: Staff): readonly At[] =>
  places.filter((place) =>
    recipientsOf('E2.1', { ...place, assigneeId: null }, staff).every(({ as }) => as === 'admin'),
  );

/** The duties a stage of one level asks for, one after the other; the admins come last in any case. */
const SELLER_LEVEL = ['assignee', 'dispatcher', 'controller'] as const;
const CONTROLLER_LEVEL = ['controller'] as const;

/** Those to be told, in the order in which they are tried. */
function* linesOf<Person extends Member>(
  stage: Stage,
  lead: TellableLead,
  staff: Staff<Person>,
): Generator<Told<Person>[]> {
  const inOwnRight = (people: readonly Person[], as: Duty) =>
    people.map((person) => ({ person, as, insteadOf: [] }));
  for (const duty of EFFECTS[stage] === 'mailAssignee' ? SELLER_LEVEL : CONTROLLER_LEVEL) {
    const holders = holdersOf(duty, lead, staff);
    yield inOwnRight(
      holders.filter((person) => isThere(person, staff)),
      duty,
    );
    yield standInsFor(holders, duty, staff);
  }
  const admins = staff.people.filter(({ active, roles }) => active && roles.includes('admin'));
  yield inOwnRight(
    admins.filter((person) => isThere(person, staff)),
    'admin',
  );
  yield inOwnRight(admins, 'admin');
}

const holdersOf = <Person extends Member>(
  duty: 'assignee' | 'dispatcher' | 'controller',
  lead: TellableLead,
  { people }: Staff<Person>,
): readonly Person[] =>
  duty === 'assignee'
    ? people.filter(({ id }) => id === lead.assigneeId)
    : people.filter(({ active, roles, scope }) => active && roles.includes(duty) && covers(scope, lead));

/** One entry a stand-in, however many people they take the place of. */
const standInsFor = <Person extends Member>(
  absentees: readonly Person[],
  as: Duty,
  staff: Staff<Person>,
): Told<Person>[] => {
  const byStandIn = Map.groupBy(absentees, (person) => standInFor(person, staff));
  return [...byStandIn].flatMap(([person, insteadOf]) => (person ? [{ person, as, insteadOf }] : []));
};
