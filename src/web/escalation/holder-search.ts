import type { Holder } from '../../domain/escalation/holders.ts';

/** Whose times a page shows, as it stands in the address; neither: the whole dealership's. */
export interface HolderSearch {
  niederlassung?: string;
  quelle?: string;
}

export const readHolderSearch = ({ niederlassung, quelle }: Record<string, unknown>): HolderSearch => ({
  ...(typeof niederlassung === 'string' && niederlassung !== '' ? { niederlassung } : {}),
  ...(typeof quelle === 'string' && quelle !== '' ? { quelle } : {}),
});

/** The most specific of what the address names. */
export const holderIn = ({ niederlassung, quelle }: HolderSearch): Holder => {
  if (quelle) return { origin: 'source', id: quelle };
  return niederlassung ? { origin: 'branch', id: niederlassung } : { origin: 'dealership' };
};

export const searchFor = (holder: Holder): HolderSearch => {
  if (holder.origin === 'dealership') return {};
  return holder.origin === 'source' ? { quelle: holder.id } : { niederlassung: holder.id };
};
