import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Rule } from '../../domain/distribution/settings.ts';
import type { Places } from '../escalation/places.ts';
import { peopleQuery } from '../people-query.ts';
import { formatPostcodes } from './rule-draft.ts';

/** A rule in one sentence: "Quelle mobile.de, Marke Audi: an Otto Ohm". */
export const useRuleText = ({ branches, sources }: Pick<Places, 'branches' | 'sources'>) => {
  const { t, i18n } = useTranslation();
  const people = useQuery(peopleQuery).data?.items ?? [];
  const nameIn = (items: readonly { id: string; name: string }[], id: string) =>
    items.find((item) => item.id === id)?.name ?? t('settings.changes.former');
  const either = (names: readonly string[]) =>
    new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(names);
  const all = (names: readonly string[]) =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(names);

  const conditions = (rule: Rule): string => {
    const parts = [
      rule.sources.length > 0 &&
        t('distribution.rule.ifSource', { names: either(rule.sources.map((id) => nameIn(sources, id))) }),
      rule.branches.length > 0 &&
        t('distribution.rule.ifBranch', { names: either(rule.branches.map((id) => nameIn(branches, id))) }),
      rule.brands.length > 0 && t('distribution.rule.ifBrand', { names: either(rule.brands) }),
      rule.condition && t(`distribution.rule.if_${rule.condition}`),
      rule.postcodes.length > 0 &&
        t('distribution.rule.ifPostcode', { ranges: formatPostcodes(rule.postcodes) }),
    ].filter((part) => typeof part === 'string');
    return parts.length > 0 ? parts.join(', ') : t('distribution.rule.ifAny');
  };
  const gives = ({ target }: Rule): string => {
    switch (target.to) {
      case 'person':
        return t('distribution.rule.toPerson', { name: nameIn(people, target.personId) });
      case 'group':
        return t('distribution.rule.toGroup', { names: all(target.people.map((id) => nameIn(people, id))) });
      case 'pool':
        return target.branchId === null
          ? t('distribution.rule.toPool')
          : t('distribution.rule.toBranchPool', { name: nameIn(branches, target.branchId) });
      case 'dispatchers':
        return t('distribution.rule.toDispatchers');
    }
  };
  return (rule: Rule): string => `${conditions(rule)} → ${gives(rule)}`;
};
