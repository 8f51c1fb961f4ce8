import type { TFunction } from 'i18next';
import type { Rule } from '../../domain/distribution/settings.ts';
import { formatPostcodes } from './rule-draft.ts';

export interface RuleWords {
  readonly t: TFunction;
  readonly language: string;
  /** What the branches, sources and people are called, by their ids. */
  readonly names: Readonly<Record<string, string>>;
}

/** A rule in one sentence: "Quelle mobile.de, Marke Audi: an Otto Ohm". */
export const ruleText = (rule: Rule, words: RuleWords): string =>
  `${conditionsText(rule, words)}: ${targetText(rule, words)}`;

const conditionsText = (
  { sources, branches, brands, condition, postcodes }: Rule,
  { t, language, names }: RuleWords,
): string => {
  const either = (list: readonly string[]) =>
    new Intl.ListFormat(language, { type: 'disjunction' }).format(list);
  const called = (ids: readonly string[]) =>
    either(ids.map((id) => names[id] ?? t('settings.changes.former')));
  const parts: string[] = [];
  if (sources.length > 0) parts.push(t('distribution.rule.ifSource', { names: called(sources) }));
  if (branches.length > 0) parts.push(t('distribution.rule.ifBranch', { names: called(branches) }));
  if (brands.length > 0) parts.push(t('distribution.rule.ifBrand', { names: either(brands) }));
  if (condition) parts.push(t(`distribution.rule.if_${condition}`));
  if (postcodes.length > 0)
    parts.push(t('distribution.rule.ifPostcode', { ranges: formatPostcodes(postcodes) }));
  return parts.length > 0 ? parts.join(', ') : t('distribution.rule.ifAny');
};

const targetText = ({ target }: Rule, { t, language, names }: RuleWords): string => {
  const called = (id: string) => names[id] ?? t('settings.changes.former');
  switch (target.to) {
    case 'person':
      return t('distribution.rule.toPerson', { name: called(target.personId) });
    case 'group': {
      const list = new Intl.ListFormat(language, { type: 'conjunction' }).format(target.people.map(called));
      return t('distribution.rule.toGroup', { names: list });
    }
    case 'pool':
      return target.branchId === null
        ? t('distribution.rule.toPool')
        : t('distribution.rule.toBranchPool', { name: called(target.branchId) });
    case 'dispatchers':
      return t('distribution.rule.toDispatchers');
  }
};
