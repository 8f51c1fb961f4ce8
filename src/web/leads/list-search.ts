import { LEAD_SYMBOLS, LEAD_VIEWS, type LeadSymbol, type LeadView } from '../../domain/leads/lead.ts';

/** The filter of the list as it stands in the address, so that a view can be shared. */
export interface ListSearch {
  view: LeadView;
  q?: string;
  symbol?: LeadSymbol;
  source?: string;
  /** Only what is marked "bitte prüfen". */
  review?: true;
}

/** Reads an address by hand or from long ago: what does not fit is left out. */
export const readListSearch = (search: Partial<Record<keyof ListSearch, unknown>>): ListSearch => {
  // A number searched for is read from the address as a number.
  const q = typeof search.q === 'number' ? String(search.q) : search.q;
  const sought = typeof q === 'string' && q !== '';
  const symbol = LEAD_SYMBOLS.find((one) => one === search.symbol);
  return {
    view: LEAD_VIEWS.find((one) => one === search.view) ?? (sought ? 'all' : 'mine'),
    ...(sought ? { q } : {}),
    ...(symbol ? { symbol } : {}),
    ...(typeof search.source === 'string' ? { source: search.source } : {}),
    ...(search.review === true ? { review: true } : {}),
  };
};
