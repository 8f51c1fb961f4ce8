import type { Step } from '../../domain/distribution/decide.ts';
import type { DealershipWork } from '../db/database.ts';

/** The names of the people and branches that steps speak of, by their ids, as they are called today. */
export const namesInSteps = async (
  { sql, dealershipId }: DealershipWork,
  steps: readonly Step[],
): Promise<Record<string, string>> => {
  const ids = steps.flatMap((step) => [
    ...('person' in step ? [step.person] : []),
    ...('insteadOf' in step ? [step.insteadOf] : []),
    ...('branchId' in step ? [step.branchId] : []),
  ]);
  if (ids.length === 0) return {};
  const namesOf = (table: 'accounts' | 'branches') =>
    sql
      .selectFrom(table)
      .select(['id', 'name'])
      .where('dealershipId', '=', dealershipId)
      .where('id', 'in', ids);
  const rows = await namesOf('accounts').unionAll(namesOf('branches')).execute();
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
};
