/** What stands in the address of the import: the source to begin with, and the file that is looked at. */
export interface ImportSearch {
  quelle?: string;
  datei?: string;
}

export const readImportSearch = (search: Partial<Record<keyof ImportSearch, unknown>>): ImportSearch => ({
  ...(typeof search.quelle === 'string' ? { quelle: search.quelle } : {}),
  ...(typeof search.datei === 'string' ? { datei: search.datei } : {}),
});
