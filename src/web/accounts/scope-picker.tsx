import { MultiSelect } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../domain/accounts/scope.ts';
import { branchesQuery } from '../branches-query.ts';
import { sourceNamesQuery } from '../sources/queries.ts';

interface Props {
  value: Scope;
  onChange: (scope: Scope) => void;
}

/** Which branches and sources a controller or dispatcher answers for; nothing chosen means all. */
export const ScopePicker = ({ value, onChange }: Props) => {
  const { t } = useTranslation();
  const [branches, sources] = useQueries({ queries: [branchesQuery, sourceNamesQuery] });
  const several = (branches.data?.items.length ?? 0) > 1;
  // A source belongs to one branch: those of other branches would never be meant.
  const inBranches = (chosen: readonly string[]) =>
    sources.data?.items.filter(
      ({ id, branchId, archived }) =>
        (chosen.length === 0 || chosen.includes(branchId)) && (!archived || value.sources.includes(id)),
    ) ?? [];
  const chooseBranches = (chosen: string[]) => {
    const left = new Set(inBranches(chosen).map(({ id }) => id));
    onChange({ branches: chosen, sources: value.sources.filter((id) => left.has(id)) });
  };
  return (
    <>
      {several ? (
        <MultiSelect
          searchable
          clearable
          label={t('accounts.scope.branches')}
          placeholder={value.branches.length === 0 ? t('accounts.scope.allBranches') : ''}
          data={branches.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={[...value.branches]}
          onChange={chooseBranches}
        />
      ) : null}
      <MultiSelect
        searchable
        clearable
        label={t('accounts.scope.sources')}
        placeholder={value.sources.length === 0 ? t('accounts.scope.allSources') : ''}
        description={t('accounts.scope.hint')}
        data={inBranches(value.branches).map(({ id, name, branch }) => ({
          value: id,
          label: several ? `${name} (${branch})` : name,
        }))}
        value={[...value.sources]}
        onChange={(chosen) => onChange({ ...value, sources: chosen })}
      />
    </>
  );
};
