/**
 * The escalation as product.md 4 tells it, written a second time and as plainly as possible: minutes on a calendar
 * that never closes, one lead, no engine, no database. What the program does must look like this.
 */
export const MINUTES = { E1: 120, 'E2.1': 240, 'EM2.1': 60, 'E2.2': 1440, 'EM2.2': 60 } as const;

export type ModelStage = keyof typeof MINUTES | 'followUp';

/** Everything in minutes since the beginning of the story. */
export interface ModelLead {
  status: 'new' | 'open' | 'followUp' | 'closed';
  generation: number;
  startedAt: number;
  /** `generation stage dueAt`, in the order of their due instants. */
  ledger: string[];
  /** Mails waiting for the end of their minute: at which minute they leave. */
  waiting: { stage: ModelStage; sendAt: number }[];
  mails: string[];
}

export const arrive = (now: number): ModelLead => ({
  status: 'new',
  generation: 1,
  startedAt: now,
  ledger: [],
  waiting: [],
  mails: [],
});

/** The stages of the lead's present clock with their due minutes. */
const courseOf = (lead: ModelLead): [ModelStage, number][] => {
  const { startedAt } = lead;
  if (lead.status === 'closed') return [];
  if (lead.status === 'followUp') {
    const escalated = startedAt + MINUTES['E2.2'];
    return [
      ['followUp', startedAt],
      ['E2.2', escalated],
      ['EM2.2', escalated + MINUTES['EM2.2']],
    ];
  }
  const overdue = startedAt + MINUTES.E1;
  const escalated = overdue + MINUTES['E2.1'];
  return [
    ['E1', overdue],
    ['E2.1', escalated],
    ['EM2.1', escalated + MINUTES['EM2.1']],
  ];
};

/** What is due is written down once; mails due in it leave at the end of the minute in which it was noticed. */
const settle = (lead: ModelLead, now: number): void => {
  for (const [stage, dueAt] of courseOf(lead)) {
    const entry = `${lead.generation} ${stage} ${dueAt}`;
    if (dueAt > now || lead.ledger.includes(entry)) continue;
    lead.ledger.push(entry);
    if (stage.startsWith('EM')) lead.waiting.push({ stage, sendAt: Math.floor(now) + 1 });
  }
};

/** The engine looks. */
export const sweep = (lead: ModelLead, now: number): void => {
  settle(lead, now);
  for (const { stage, sendAt } of lead.waiting)
    if (sendAt <= now) lead.mails.push(`${lead.generation} ${stage}`);
  lead.waiting = lead.waiting.filter(({ sendAt }) => sendAt > now);
};

/** Somebody acts: what was due stays written, what was not is void, and no mail leaves any more. */
const act = (lead: ModelLead, now: number): void => {
  settle(lead, now);
  lead.waiting = [];
};

export const followUp = (lead: ModelLead, now: number, inMinutes: number): void => {
  if (lead.status === 'closed') return;
  act(lead, now);
  Object.assign(lead, {
    status: 'followUp',
    generation: lead.generation + 1,
    startedAt: now + Math.max(inMinutes, 0),
  });
};

export const close = (lead: ModelLead, now: number): void => {
  if (lead.status === 'closed') return;
  act(lead, now);
  lead.status = 'closed';
};

export const reopen = (lead: ModelLead, now: number): void => {
  if (lead.status !== 'closed') return;
  Object.assign(lead, { status: 'open', generation: lead.generation + 1, startedAt: now });
};

/** A second message changes nothing while an answer is due already. */
export const customerWrites = (lead: ModelLead, now: number): void => {
  if (lead.status === 'new' || lead.status === 'open') return;
  act(lead, now);
  Object.assign(lead, { status: 'open', generation: lead.generation + 1, startedAt: now });
};

export const isOverdue = (lead: ModelLead): boolean =>
  lead.status !== 'closed' &&
  lead.ledger.some((entry) => /^\d+ (E1|followUp) /.test(entry) && entry.startsWith(`${lead.generation} `));

export const isEscalated = (lead: ModelLead): boolean =>
  lead.status !== 'closed' &&
  lead.ledger.some((entry) => /^\d+ E2\.[12] /.test(entry) && entry.startsWith(`${lead.generation} `));
