/** What stands in the address of "neu einlesen": the source to begin with, and the job that is looked at. */
export interface RereadSearch {
  quelle?: string;
  auftrag?: string;
}

export const readRereadSearch = (search: Partial<Record<keyof RereadSearch, unknown>>): RereadSearch => ({
  ...(typeof search.quelle === 'string' ? { quelle: search.quelle } : {}),
  ...(typeof search.auftrag === 'string' ? { auftrag: search.auftrag } : {}),
});
