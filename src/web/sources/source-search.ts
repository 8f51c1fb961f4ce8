/** What the mails of the monitor lead to: the page of a source with one act in hand. */
const SOURCE_ACTS = ['testanfrage', 'gesehen', 'pausieren'] as const;
export type SourceAct = (typeof SOURCE_ACTS)[number];

export interface SourceSearch {
  tun?: SourceAct;
}

export const readSourceSearch = ({ tun }: Record<string, unknown>): SourceSearch => {
  const act = SOURCE_ACTS.find((one) => one === tun);
  return act ? { tun: act } : {};
};
