import type { Place } from '../escalation/settings.ts';

/** How new enquiries of a branch or source find their person (product.md 8). */
export const MODES = ['pool', 'manual', 'roundRobin', 'rules'] as const;
export type Mode = (typeof MODES)[number];

/**
 * Persönlicher Kundenbetreuer: `all`: whoever handled the customer's latest enquiry gets the next one; `open`: only while
 * one of them is not closed.
 */
export const ADVISERS = ['off', 'open', 'all'] as const;
export type Adviser = (typeof ADVISERS)[number];

/** Which leads of others sellers see besides the pool: none, or their colleagues' within their scope. */
export const SELLERS_SEE = ['own', 'colleagues'] as const;
export type SellersSee = (typeof SELLERS_SEE)[number];

/** What an enquiry must be for a rule; an empty list or null asks for nothing. */
export interface RuleConditions {
  /** Ids of sources and of branches. */
  readonly sources: readonly string[];
  readonly branches: readonly string[];
  /** Names of makes, as people write them. */
  readonly brands: readonly string[];
  readonly condition: 'new' | 'used' | null;
  readonly postcodes: readonly PostcodeRange[];
}

/** German postcodes, both ends included; shorter ones stand for all that begin with them ("80" to "82"). */
export interface PostcodeRange {
  readonly from: string;
  readonly to: string;
}

/** Who gets what a rule matches; `branchId` null: the pool of the enquiry's own branch. */
export type RuleTarget =
  | { readonly to: 'person'; readonly personId: string }
  | { readonly to: 'group'; readonly people: readonly string[] }
  | { readonly to: 'pool'; readonly branchId: string | null }
  | { readonly to: 'dispatchers' };

export interface Rule extends RuleConditions {
  /** Stays the same when rules are moved: whose turn it is in its group goes by it. */
  readonly id: string;
  readonly target: RuleTarget;
}

/** Everything a dealership has set about its distribution. */
export interface DistributionSettings {
  /** By branch id; a branch not named has the pool. */
  readonly branches: Readonly<Record<string, Mode>>;
  /** By source id; a source not named follows its branch. */
  readonly sources: Readonly<Record<string, Mode>>;
  /** Asked in this order wherever the mode is `rules`; what none matches goes to the pool. */
  readonly rules: readonly Rule[];
  readonly adviser: Adviser;
  readonly sellersSee: SellersSee;
}

/** What a new dealership starts with. */
export const INITIAL_DISTRIBUTION: DistributionSettings = {
  branches: {},
  sources: {},
  rules: [],
  adviser: 'all',
  sellersSee: 'own',
};

/** The mode that holds for enquiries of a place, and whose it is. */
export const modeFor = (
  { branches, sources }: DistributionSettings,
  { branchId, sourceId }: Place,
): { readonly mode: Mode; readonly by: 'source' | 'branch' } => {
  const own = sources[sourceId];
  return own ? { mode: own, by: 'source' } : { mode: branches[branchId] ?? 'pool', by: 'branch' };
};

/** What is wrong with the rule at that position (from 0). */
export interface RuleProblem {
  readonly position: number;
  readonly code: 'emptyGroup' | 'postcodeWrong' | 'postcodesReversed' | 'sameId';
}

/** What is wrong with settings before they are stored; whether the ids in them exist, the shell knows. */
export const distributionProblems = ({ rules }: DistributionSettings): readonly RuleProblem[] =>
  rules.flatMap(({ id, target, postcodes }, position) => {
    const codes: RuleProblem['code'][] = [];
    if (rules.findIndex((rule) => rule.id === id) < position) codes.push('sameId');
    if (target.to === 'group' && target.people.length === 0) codes.push('emptyGroup');
    if (postcodes.some(({ from, to }) => !POSTCODE.test(from) || !POSTCODE.test(to)))
      codes.push('postcodeWrong');
    else if (postcodes.some(({ from, to }) => firstOf(from) > lastOf(to))) codes.push('postcodesReversed');
    return codes.map((code) => ({ position, code }));
  });

const POSTCODE = /^\d{1,5}$/;

/** The first and the last postcode that begin with these digits. */
export const firstOf = (digits: string): string => digits.padEnd(5, '0');
export const lastOf = (digits: string): string => digits.padEnd(5, '9');

/** The ids a set of settings speaks of, each once, by what they are ids of. */
export const idsIn = ({ branches, sources, rules }: DistributionSettings) => ({
  branches: unique([
    ...Object.keys(branches),
    ...rules.flatMap((rule) => [
      ...rule.branches,
      ...(rule.target.to === 'pool' && rule.target.branchId !== null ? [rule.target.branchId] : []),
    ]),
  ]),
  sources: unique([...Object.keys(sources), ...rules.flatMap((rule) => rule.sources)]),
  people: unique(
    rules.flatMap(({ target }) => {
      if (target.to === 'person') return [target.personId];
      return target.to === 'group' ? target.people : [];
    }),
  ),
});

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
