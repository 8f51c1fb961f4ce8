/**
 * The escalation as product.md 3 and 4 tell it, written a second time and as plainly as possible: minutes on a calendar
 * that never closes, no engine, no database. What the program does must look like this.
 */
export interface Times {
  readonly E1: number;
  /** null: switched off. */
  readonly EM1: number | null;
  readonly 'E2.1': number | null;
  readonly 'EM2.1': number | null;
  readonly 'E2.2': number | null;
  readonly 'EM2.2': number | null;
}
export type ModelStage = keyof Times | 'followUp';
export type Who = 'admin' | 'seller' | 'dispatcher' | 'controller';

/** Everything in minutes since the beginning of the story. */
interface ModelClock {
  kind: 'answer' | 'followUp';
  startedAt: number;
  times: Times;
  overdueAt: number | null;
  escalatedAt: number | null;
  /** When it was given other times while it ran, and which mail stages had been reached by then. */
  appliedAt: number | null;
  spent: ReadonlySet<ModelStage>;
  /** Mail stages reached since then: `sendAt` is the end of the minute in which somebody is to be told; null when told. */
  notices: Map<ModelStage, { sendAt: number | null }>;
}

export interface ModelLead {
  status: 'new' | 'open' | 'followUp' | 'closed';
  generation: number;
  assignee: Who | null;
  clock: ModelClock | null;
  /** Where its customer's messages go since it was merged. */
  mergedInto: ModelLead | null;
  /** `generation stage dueAt` of what was reached. */
  ledger: string[];
  /** `generation stage recipient` of what was told. */
  mails: string[];
}

const newClock = (kind: ModelClock['kind'], startedAt: number, times: Times): ModelClock => ({
  kind,
  startedAt,
  times,
  overdueAt: null,
  escalatedAt: null,
  appliedAt: null,
  spent: new Set(),
  notices: new Map(),
});

export const arrive = (at: number, times: Times): ModelLead => ({
  status: 'new',
  generation: 1,
  assignee: null,
  clock: newClock('answer', at, times),
  mergedInto: null,
  ledger: [],
  mails: [],
});

/** When the lead is to be handled. */
const dueAt = (clock: ModelClock): number => {
  if (clock.overdueAt !== null) return clock.overdueAt;
  return clock.kind === 'followUp' ? clock.startedAt : notBefore(clock, clock.startedAt + clock.times.E1);
};

/** What new times would have made due before they were given is due when they are given. */
const notBefore = ({ appliedAt }: ModelClock, at: number): number => Math.max(at, appliedAt ?? at);

/** The stages the clock has still to reach, with their due minutes. */
const courseOf = (clock: ModelClock): [ModelStage, number][] => {
  const { times } = clock;
  const answer = clock.kind === 'answer';
  const course: [ModelStage, number][] = [];
  const mail = (stage: 'EM1' | 'EM2.1' | 'EM2.2', after: number): void => {
    const minutes = times[stage];
    if (minutes === null || clock.spent.has(stage) || clock.notices.has(stage)) return;
    // Of what was past when the new times came, mails count from then.
    course.push([stage, notBefore(clock, after) + minutes]);
  };
  const overdue = dueAt(clock);
  if (clock.overdueAt === null) course.push([answer ? 'E1' : 'followUp', overdue]);
  if (answer) mail('EM1', overdue);

  const minutes = answer ? times['E2.1'] : times['E2.2'];
  if (minutes === null) return course;
  const escalated = clock.escalatedAt ?? notBefore(clock, overdue + minutes);
  if (clock.escalatedAt === null) course.push([answer ? 'E2.1' : 'E2.2', escalated]);
  mail(answer ? 'EM2.1' : 'EM2.2', escalated);
  return course;
};

const isMail = (stage: ModelStage): boolean => stage.startsWith('EM');
const endOfMinute = (now: number): number => Math.floor(now) + 1;

const reach = (lead: ModelLead, clock: ModelClock, [stage, at]: [ModelStage, number], now: number): void => {
  lead.ledger.push(`${lead.generation} ${stage} ${at}`);
  if (isMail(stage)) clock.notices.set(stage, { sendAt: endOfMinute(now) });
  else if (stage === 'E1' || stage === 'followUp') clock.overdueAt = at;
  else clock.escalatedAt = at;
};

/** What is due is written down once; mails due in it leave at the end of the minute in which it was noticed. */
const settle = (lead: ModelLead, now: number): void => {
  const { clock } = lead;
  if (!clock) return;
  for (const step of courseOf(clock)) if (step[1] <= now) reach(lead, clock, step, now);
};

/** The engine looks. */
export const sweep = (lead: ModelLead, now: number): void => {
  settle(lead, now);
  for (const [stage, notice] of lead.clock?.notices ?? []) {
    if (notice.sendAt === null || notice.sendAt > now) continue;
    notice.sendAt = null;
    const recipient = stage === 'EM1' ? (lead.assignee ?? 'dispatcher') : 'controller';
    const mail = `${lead.generation} ${stage} ${recipient}`;
    // Once means once.
    if (!lead.mails.includes(mail)) lead.mails.push(mail);
  }
};

const start = (lead: ModelLead, status: ModelLead['status'], clock: ModelClock): void => {
  Object.assign(lead, { status, clock, generation: lead.generation + 1, mergedInto: null });
};

/** Somebody acts: what was due stays written, what was not is void with the clock; who acts on a pool lead has it. */
const handle = (lead: ModelLead, now: number): void => {
  settle(lead, now);
  lead.assignee ??= 'admin';
};

export const followUp = (lead: ModelLead, now: number, inMinutes: number, times: Times): void => {
  if (lead.status === 'closed') return;
  handle(lead, now);
  start(lead, 'followUp', newClock('followUp', now + Math.max(inMinutes, 0), times));
};

export const close = (lead: ModelLead, now: number): void => {
  if (lead.status === 'closed') return;
  handle(lead, now);
  Object.assign(lead, { status: 'closed', clock: null });
};

export const reopen = (lead: ModelLead, now: number, times: Times): void => {
  if (lead.status === 'closed') start(lead, 'open', newClock('answer', now, times));
};

/** A second message changes nothing while an answer is due already. */
export const customerWrites = (lead: ModelLead, now: number, times: Times): void => {
  if (lead.mergedInto) return customerWrites(lead.mergedInto, now, times);
  if (lead.status === 'new' || lead.status === 'open') return;
  settle(lead, now);
  start(lead, 'open', newClock('answer', now, times));
};

/** Moves no due instant; whoever answers for the lead now is told what was told before them. */
export const assign = (lead: ModelLead, now: number, to: Who | null): void => {
  if (lead.status === 'closed' || lead.assignee === to) return;
  lead.assignee = to;
  if (to !== 'admin') tellNewcomers(lead, now);
};

const tellNewcomers = ({ clock }: ModelLead, now: number): void => {
  for (const notice of clock?.notices.values() ?? []) notice.sendAt ??= endOfMinute(now);
};

/** Of two clocks the one due first goes on, with all it has reached and told. */
export const merge = (lead: ModelLead, into: ModelLead, now: number): void => {
  if (lead === into || !lead.clock || !into.clock) return;
  settle(lead, now);
  settle(into, now);
  const [own, other] = [dueAt(into.clock), dueAt(lead.clock)];
  const moves =
    other < own || (other === own && into.clock.kind === 'followUp' && lead.clock.kind === 'answer');
  const passedOn = into.assignee === null && lead.assignee !== null;
  into.assignee ??= lead.assignee;
  if (moves) {
    const told = lead.mails.filter((mail) => mail.startsWith(`${lead.generation} `));
    const handledBefore = into.status !== 'new' || lead.status !== 'new';
    const answering = handledBefore ? 'open' : 'new';
    start(into, lead.clock.kind === 'followUp' ? 'followUp' : answering, lead.clock);
    into.mails.push(...told.map((mail) => mail.replace(/^\d+/, String(into.generation))));
  }
  Object.assign(lead, { status: 'closed', clock: null, mergedInto: into });
  if (moves || passedOn) tellNewcomers(into, now);
};

/** A running clock is given other times: at most one stage is due at once, and no mail comes a second time. */
export const reapply = (lead: ModelLead, now: number, times: Times): void => {
  const { clock } = lead;
  if (!clock) return;
  settle(lead, now);
  if (clock.times === times) return;
  const waiting = [...clock.notices].filter(([, { sendAt }]) => sendAt !== null);
  Object.assign(clock, { times, appliedAt: now, spent: new Set([...clock.spent, ...clock.notices.keys()]) });
  clock.notices = new Map(waiting);
  const told = lead.mails.filter((mail) =>
    waiting.some(([stage]) => mail.startsWith(`${lead.generation} ${stage} `)),
  );
  lead.generation += 1;
  // Who was told of a mail that others still wait for stays told.
  lead.mails.push(...told.map((mail) => mail.replace(/^\d+/, String(lead.generation))));
  for (const step of courseOf(clock)) if (step[1] <= now && !isMail(step[0])) reach(lead, clock, step, now);
};

export const isOverdue = ({ clock }: ModelLead): boolean => (clock?.overdueAt ?? null) !== null;
export const isEscalated = ({ clock }: ModelLead): boolean => (clock?.escalatedAt ?? null) !== null;
