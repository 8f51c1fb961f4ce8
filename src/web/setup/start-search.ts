/** The wizard's step as it stands in the address, counted from 1. */
export const readStartSearch = (search: Record<string, unknown>): { schritt?: number } =>
  typeof search['schritt'] === 'number' ? { schritt: search['schritt'] } : {};
