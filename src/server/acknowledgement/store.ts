import {
  type AcknowledgementSpec,
  FIRST_ACKNOWLEDGEMENT,
} from '../../domain/acknowledgement/acknowledgement.ts';
import type { DealershipWork } from '../db/database.ts';
import { newId } from '../ids.ts';

/** Whose acknowledgement it is: a branch's, or of one source where it differs. */
export interface AcknowledgementPlace {
  readonly branchId: string;
  readonly sourceId: string | null;
}

/** What was set for places of the dealership; places without a setting of their own are not in it. */
export const listAcknowledgements = async (
  work: DealershipWork,
): Promise<readonly (AcknowledgementPlace & { readonly spec: AcknowledgementSpec })[]> => {
  const rows = await work.sql
    .selectFrom('acknowledgements')
    .select(['branchId', 'sourceId', 'spec'])
    .where('dealershipId', '=', work.dealershipId)
    .execute();
  return rows.map((row) => ({ ...row, spec: row.spec as AcknowledgementSpec }));
};

/** What holds for enquiries of a source by what was set: its own setting, else its branch's, else what nobody has touched yet. */
export const acknowledgementFor = (
  set: Awaited<ReturnType<typeof listAcknowledgements>>,
  { branchId, sourceId }: { branchId: string; sourceId: string },
): AcknowledgementSpec => {
  const own = set.find((one) => one.sourceId === sourceId && one.branchId === branchId);
  const branch = set.find((one) => one.sourceId === null && one.branchId === branchId);
  return (own ?? branch)?.spec ?? FIRST_ACKNOWLEDGEMENT;
};

/** Sets a place's own acknowledgement; null takes it away. */
export const setAcknowledgement = async (
  work: DealershipWork,
  { branchId, sourceId }: AcknowledgementPlace,
  spec: AcknowledgementSpec | null,
): Promise<void> => {
  const { dealershipId } = work;
  await work.sql
    .deleteFrom('acknowledgements')
    .where('dealershipId', '=', dealershipId)
    .where('branchId', '=', branchId)
    .where('sourceId', 'is not distinct from', sourceId)
    .execute();
  if (spec === null) return;
  await work.sql
    .insertInto('acknowledgements')
    .values({ dealershipId, id: newId(), branchId, sourceId, spec: JSON.stringify(spec) })
    .execute();
};
