import type { Place } from '../escalation/settings.ts';

/** What a controller or dispatcher answers for (product.md 4), or a seller sells for (8): ids; an empty list means all. */
export interface Scope {
  readonly branches: readonly string[];
  readonly sources: readonly string[];
}

/** Of a person whom nobody gave a narrower scope. */
export const EVERYTHING: Scope = { branches: [], sources: [] };

/** Whether an enquiry of this place is the person's business: both its branch and its source are theirs. */
export const covers = ({ branches, sources }: Scope, { branchId, sourceId }: Place): boolean =>
  isAmong(branches, branchId) && isAmong(sources, sourceId);

const isAmong = (ids: readonly string[], id: string): boolean => ids.length === 0 || ids.includes(id);
