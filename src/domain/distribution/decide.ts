import { isThere, type Member, type Staff, standInFor } from '../accounts/staff.ts';
import { covers } from '../accounts/scope.ts';
import type { Place } from '../escalation/settings.ts';
import { type LeadFacts, type Unmet, unmetBy } from './rules.ts';
import { type Adviser, type DistributionSettings, type Mode, modeFor, type RuleTarget } from './settings.ts';

/** An earlier lead of the same customer. */
export interface KnownLead {
  readonly number: number;
  /** null in the pool. */
  readonly assigneeId: string | null;
  readonly open: boolean;
}

/** Who had which turn in a group: the higher, the later. Whoever is not named never had one. */
export interface Turn {
  readonly group: string;
  readonly personId: string;
  readonly turn: number;
}

/**
 * One thing that was looked at on the way to the decision, in order. `person`, `insteadOf` and `branchId` are ids;
 * `rule` counts from 1, as people do.
 */
export type Step =
  | { readonly code: 'customerUnknown' }
  | { readonly code: 'noAdviser' }
  | { readonly code: 'adviserGone'; readonly person: string; readonly number: number }
  | { readonly code: 'adviser'; readonly person: string; readonly number: number }
  | { readonly code: 'mode'; readonly mode: Mode; readonly by: 'source' | 'branch' }
  | { readonly code: 'ruleFails'; readonly rule: number; readonly unmet: Unmet }
  | { readonly code: 'rule'; readonly rule: number }
  | { readonly code: 'noRule' }
  | { readonly code: 'named'; readonly person: string }
  | { readonly code: 'absent'; readonly person: string }
  | { readonly code: 'standIn'; readonly person: string; readonly insteadOf: string }
  | { readonly code: 'nextInTurn'; readonly person: string; readonly among: number }
  | { readonly code: 'onlyOneThere'; readonly person: string }
  /** What speaks for somebody where a dispatcher chooses; `open` leads. */
  | { readonly code: 'fewestOpen'; readonly person: string; readonly open: number }
  | { readonly code: 'nobodyThere' }
  | { readonly code: 'pool'; readonly branchId: string }
  | { readonly code: 'dispatchers' };

/** What is decided about a new enquiry, and why. */
export interface Decision {
  readonly to:
    | { readonly kind: 'person'; readonly personId: string }
    | { readonly kind: 'pool' }
    | { readonly kind: 'dispatchers' };
  /** Where it belongs from now on: another branch only when a rule gives it to that branch's pool. */
  readonly branchId: string;
  /** The turn that is used up by it. */
  readonly turn: { readonly group: string; readonly personId: string } | null;
  readonly steps: readonly Step[];
}

export interface Question {
  readonly lead: LeadFacts;
  /** Earlier leads of the customer, newest first. */
  readonly known: readonly KnownLead[];
  readonly turns: readonly Turn[];
}

/**
 * Who gets a new enquiry (product.md 8): the customer's adviser; else whoever the mode of its source or branch gives it
 * to. Nobody absent gets anything. Where nobody is there who should get it, it waits for the dispatchers, of whom
 * product.md 4 tells who is next.
 */
export const decideOwner = (question: Question, settings: DistributionSettings, staff: Staff): Decision => {
  const { lead } = question;
  const advised = adviserOf(question.known, settings.adviser, staff);
  if (advised.personId !== null) return given(lead, advised.personId, advised.steps);

  const { mode, by } = modeFor(settings, lead);
  const steps: Step[] = [...advised.steps, { code: 'mode', mode, by }];
  switch (mode) {
    case 'pool':
      return waiting(lead, 'pool', steps);
    case 'manual':
      return waiting(lead, 'dispatchers', steps);
    case 'roundRobin': {
      const group = by === 'source' ? `source:${lead.sourceId}` : `branch:${lead.branchId}`;
      return amongGroup(question, group, sellersOf(lead, staff), staff, steps);
    }
    case 'rules':
      return byRules(question, settings, staff, steps);
  }
};

/** The sellers whose scope covers the place of an enquiry, in the order of the staff. */
export const sellersOf = (lead: Place, { people }: Staff): readonly Member[] =>
  people.filter(({ roles, scope }) => roles.includes('seller') && covers(scope, lead));

/** Whoever handled the latest of the customer's leads and is there, or whoever stands in for them. */
export const adviserOf = (
  known: readonly KnownLead[],
  adviser: Adviser,
  staff: Staff,
): { personId: string | null; steps: Step[] } => {
  if (adviser === 'off') return { personId: null, steps: [] };
  if (known.length === 0) return { personId: null, steps: [{ code: 'customerUnknown' }] };
  const steps: Step[] = [];
  for (const { assigneeId, open, number } of known) {
    const person = staff.people.find(({ id }) => id === assigneeId);
    if (!person || (adviser === 'open' && !open)) continue;
    const there = presentFor(person, staff);
    if (there.personId !== null) {
      steps.push({ code: 'adviser', person: person.id, number }, ...there.steps);
      return { personId: there.personId, steps };
    }
    const isSaid = steps.some((step) => 'person' in step && step.person === person.id);
    if (!isSaid) steps.push({ code: 'adviserGone', person: person.id, number });
  }
  return { personId: null, steps: steps.length > 0 ? steps : [{ code: 'noAdviser' }] };
};

/** The person if they are there, else the end of their chain of substitutes. */
const presentFor = (person: Member, staff: Staff): { personId: string | null; steps: Step[] } => {
  if (isThere(person, staff)) return { personId: person.id, steps: [] };
  const standIn = standInFor(person, staff);
  return standIn
    ? { personId: standIn.id, steps: [{ code: 'standIn', person: standIn.id, insteadOf: person.id }] }
    : { personId: null, steps: [{ code: 'absent', person: person.id }] };
};

const byRules = (
  question: Question,
  { rules }: DistributionSettings,
  staff: Staff,
  before: readonly Step[],
): Decision => {
  const steps = [...before];
  for (const [position, rule] of rules.entries()) {
    const unmet = unmetBy(question.lead, rule);
    if (unmet === null) {
      steps.push({ code: 'rule', rule: position + 1 });
      return toTarget(question, { ...rule.target, group: `rule:${rule.id}` }, staff, steps);
    }
    steps.push({ code: 'ruleFails', rule: position + 1, unmet });
  }
  return waiting(question.lead, 'pool', [...steps, { code: 'noRule' }]);
};

const toTarget = (
  question: Question,
  target: RuleTarget & { readonly group: string },
  staff: Staff,
  steps: readonly Step[],
): Decision => {
  const { lead } = question;
  switch (target.to) {
    case 'pool':
      return waiting({ branchId: target.branchId ?? lead.branchId }, 'pool', steps);
    case 'dispatchers':
      return waiting(lead, 'dispatchers', steps);
    case 'group': {
      const members = staff.people.filter(({ id }) => target.people.includes(id));
      return amongGroup(question, target.group, members, staff, steps);
    }
    case 'person': {
      const person = staff.people.find(({ id }) => id === target.personId);
      const there = person ? presentFor(person, staff) : { personId: null, steps: [] };
      const said: readonly Step[] = [...steps, { code: 'named', person: target.personId }, ...there.steps];
      return there.personId === null ? nobody(lead, said) : given(lead, there.personId, said);
    }
  }
};

/** Of a group, whoever is there and had no turn for longest; if nobody is there, the same among their stand-ins. */
const amongGroup = (
  { lead, turns }: Question,
  group: string,
  members: readonly Member[],
  staff: Staff,
  before: readonly Step[],
): Decision => {
  const { candidates, standIns, absent } = whoIsThere(members, staff);
  const steps: Step[] = [...before, ...absent];
  const personId = nextInTurn(candidates, group, turns);
  if (personId === null) return nobody(lead, steps);
  steps.push(
    candidates.length === 1
      ? { code: 'onlyOneThere', person: personId }
      : { code: 'nextInTurn', person: personId, among: candidates.length },
  );
  const insteadOf = standIns.get(personId);
  if (insteadOf) steps.push({ code: 'standIn', person: personId, insteadOf });
  return { ...given(lead, personId, steps), turn: { group, personId } };
};

/** Ids of those of a group who are there; if nobody is, of their stand-ins, each with whom they stand in for. */
export const whoIsThere = (members: readonly Member[], staff: Staff) => {
  const present = members.filter((member) => isThere(member, staff)).map(({ id }) => id);
  const absent = members
    .filter(({ active, id }) => active && staff.absent.has(id))
    .map(({ id }): Step => ({ code: 'absent', person: id }));
  const standIns = new Map<string, string>();
  for (const member of present.length > 0 ? [] : members) {
    const standIn = standInFor(member, staff);
    if (standIn && !standIns.has(standIn.id)) standIns.set(standIn.id, member.id);
  }
  return { candidates: present.length > 0 ? present : [...standIns.keys()], standIns, absent };
};

/** Whoever never had a turn, else whose last one is longest ago; of several the first. */
const nextInTurn = (candidates: readonly string[], group: string, turns: readonly Turn[]): string | null => {
  const lastOf = new Map(turns.filter((turn) => turn.group === group).map((one) => [one.personId, one.turn]));
  return candidates.toSorted((a, b) => (lastOf.get(a) ?? 0) - (lastOf.get(b) ?? 0))[0] ?? null;
};

const given = ({ branchId }: { branchId: string }, personId: string, steps: readonly Step[]): Decision => ({
  to: { kind: 'person', personId },
  branchId,
  turn: null,
  steps,
});

const waiting = (
  { branchId }: { branchId: string },
  kind: 'pool' | 'dispatchers',
  steps: readonly Step[],
): Decision => ({
  to: { kind },
  branchId,
  turn: null,
  steps: [...steps, kind === 'pool' ? { code: 'pool', branchId } : { code: 'dispatchers' }],
});

const nobody = (lead: LeadFacts, steps: readonly Step[]): Decision =>
  waiting(lead, 'dispatchers', [...steps, { code: 'nobodyThere' }]);

/** Steps that say why it came out so; the others say what did not apply. */
const DECISIVE: readonly Step['code'][] = [
  'adviser',
  'mode',
  'rule',
  'noRule',
  'named',
  'standIn',
  'nextInTurn',
  'onlyOneThere',
  'nobodyThere',
  'pool',
  'dispatchers',
];

/** What the Verlauf says of a decision, in order. Rules and the pool speak for themselves: their mode need not be named. */
export const decisiveSteps = (steps: readonly Step[]): readonly Step[] =>
  steps.filter(
    (step) =>
      DECISIVE.includes(step.code) && !(step.code === 'mode' && ['rules', 'pool'].includes(step.mode)),
  );

/** Places where nobody is there today who should get a new enquiry, so that it waits for the dispatchers. */
export const unstaffedPlaces = <At extends { branchId: string; sourceId: string }>(
  places: readonly At[],
  settings: DistributionSettings,
  staff: Staff,
): readonly At[] =>
  places.filter((place) => {
    const lead = { ...place, make: null, vehicle: null, condition: null, postcode: null };
    const { steps } = decideOwner({ lead, known: [], turns: [] }, settings, staff);
    return steps.some(({ code }) => code === 'nobodyThere');
  });
