/** A calendar day of the dealership as ISO text ("2026-03-09"): such texts are in the order of the days. */
export type Day = string;

/** Whole days on which a person is away, both ends included. */
export interface Absence {
  readonly id: string;
  readonly accountId: string;
  readonly fromOn: Day;
  /** null while nobody knows when they come back. */
  readonly untilOn: Day | null;
  /** Who stands in; null for nobody. */
  readonly substituteId: string | null;
}

/** The absences of one day by the id of the absent person. */
export type AbsentPeople = ReadonlyMap<string, Absence>;

export const isAbsentOn = ({ fromOn, untilOn }: Absence, on: Day): boolean =>
  fromOn <= on && (untilOn === null || on <= untilOn);

export const absentOn = (absences: readonly Absence[], on: Day): AbsentPeople =>
  new Map(
    absences.filter((absence) => isAbsentOn(absence, on)).map((absence) => [absence.accountId, absence]),
  );

/**
 * Who stands in for a person, then who for that one, to the last who is not away or named nobody. In a loop, which
 * cannot be saved, the last id is one that stood before: the chain ends in any case.
 */
export const substituteChain = (personId: string, absent: AbsentPeople): readonly string[] => {
  const chain = [personId];
  for (let next = substituteOf(personId, absent); next !== null; next = substituteOf(next, absent)) {
    const loops = chain.includes(next);
    chain.push(next);
    if (loops) break;
  }
  return chain;
};

const substituteOf = (personId: string, absent: AbsentPeople): string | null =>
  absent.get(personId)?.substituteId ?? null;

/** Why an absence cannot be saved, with whom or what it collides. */
export type AbsenceProblem =
  | { readonly code: 'absenceEndsBeforeStart' }
  | { readonly code: 'ownSubstitute' }
  | { readonly code: 'absencesOverlap'; readonly other: Absence }
  /** The people of the loop in order, the absent one first and last. */
  | { readonly code: 'substituteLoop'; readonly chain: readonly string[]; readonly on: Day };

/** What is wrong with an absence among the others of the dealership; null when it can be saved. */
export const absenceProblem = (wanted: Absence, all: readonly Absence[]): AbsenceProblem | null => {
  const { accountId, fromOn, untilOn, substituteId } = wanted;
  if (untilOn !== null && untilOn < fromOn) return { code: 'absenceEndsBeforeStart' };
  if (substituteId === accountId) return { code: 'ownSubstitute' };
  const others = all.filter(({ id }) => id !== wanted.id);
  const other = others.find((one) => one.accountId === accountId && overlap(one, wanted));
  if (other) return { code: 'absencesOverlap', other };
  return findLoop(wanted, [...others, wanted]);
};

const overlap = (a: Absence, b: Absence): boolean => isAbsentOn(a, b.fromOn) || isAbsentOn(b, a.fromOn);

/** A loop begins on the first day of the last of its absences, so only such days within the wanted one are looked at. */
const findLoop = (wanted: Absence, all: readonly Absence[]): AbsenceProblem | null => {
  const days = new Set(all.map(({ fromOn }) => fromOn).filter((on) => isAbsentOn(wanted, on)));
  for (const on of [...days].toSorted()) {
    const chain = substituteChain(wanted.accountId, absentOn(all, on));
    if (chain.length > 1 && chain.at(-1) === wanted.accountId) return { code: 'substituteLoop', chain, on };
  }
  return null;
};
