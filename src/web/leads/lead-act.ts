import type { LeadPage } from '../../contract/leads.ts';

/** What can be recorded on the lead's page; the chosen one stands in the address. */
export const LEAD_ACTS = ['answer', 'call', 'visit', 'note', 'followUp', 'close'] as const;
export type LeadAct = (typeof LEAD_ACTS)[number];

export const readLeadAct = (search: { act?: unknown }): { act?: LeadAct } => {
  const act = LEAD_ACTS.find((one) => one === search.act);
  return act ? { act } : {};
};

/** What the box below the history offers before anybody chose. */
export const usualAct = (lead: Pick<LeadPage, 'status' | 'customerMail'>): LeadAct => {
  if (lead.status === 'closed') return 'note';
  return lead.status !== 'followUp' && lead.customerMail ? 'answer' : 'call';
};
