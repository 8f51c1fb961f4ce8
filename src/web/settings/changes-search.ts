/** What stands in the address of the change log: the subject shown, or all of them. */
export interface ChangesSearch {
  thema?: string;
}

export const readChangesSearch = ({ thema }: Record<string, unknown>): ChangesSearch =>
  typeof thema === 'string' && thema !== '' ? { thema } : {};
