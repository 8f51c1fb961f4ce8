/** Numbers that look random and are the same for the same seed: the demo plays alike every time. */
export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number;
  /** True in `share` of the cases. */
  happens(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Picks by the weights, which need not add up to anything. */
  pickWeighted<T extends { readonly weight: number }>(choices: readonly T[]): T;
}

/** The same parts give the same sequence; whoever needs numbers of their own adds a part. */
export const chanceOf = (...seed: readonly (string | number)[]): Chance => {
  const next = mulberry32(hashOf(seed.join('/')));
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    between,
    happens: (share) => next() < share,
    pick: (choices) => chosen(choices[between(0, choices.length - 1)]),
    pickWeighted: (choices) => {
      let left = next() * choices.reduce((sum, { weight }) => sum + weight, 0);
      return chosen(choices.find(({ weight }) => (left -= weight) < 0) ?? choices.at(-1));
    },
  };
};

const chosen = <T>(choice: T | undefined): T => {
  if (choice === undefined) throw new Error('There is nothing to choose from.');
  return choice;
};

/** FNV-1a, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
};

/** A small generator with 32 bits of state; plenty for a play. */
const mulberry32 = (state: number) => (): number => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
