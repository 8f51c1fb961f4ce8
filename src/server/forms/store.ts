import type { Selectable } from 'kysely';
import type { FormFields } from '../../domain/forms/homepage-form.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import type { SourceForms } from '../db/tables.ts';

/** A form as it is shown to the public. */
export interface PublicForm {
  readonly dealershipId: string;
  readonly sourceId: string;
  readonly token: string;
  readonly active: boolean;
  readonly fields: FormFields;
  readonly consentText: string;
  readonly consentVersion: number;
  /** What the dealership is called. */
  readonly dealership: string;
}

export const findPublicForm = async (work: Work, token: string): Promise<PublicForm | null> => {
  const row = await work.sql
    .selectFrom('sourceForms as form')
    .innerJoin('dealerships', 'dealerships.dealershipId', 'form.dealershipId')
    .selectAll('form')
    .select('dealerships.name as dealership')
    .where('token', '=', token)
    .executeTakeFirst();
  return row ? { ...row, fields: row.fields as FormFields } : null;
};

export const findForm = async (
  work: DealershipWork,
  sourceId: string,
): Promise<(Omit<Selectable<SourceForms>, 'fields'> & { fields: FormFields }) | null> => {
  const row = await work.sql
    .selectFrom('sourceForms')
    .selectAll()
    .where('dealershipId', '=', work.dealershipId)
    .where('sourceId', '=', sourceId)
    .executeTakeFirst();
  return row ? { ...row, fields: row.fields as FormFields } : null;
};
