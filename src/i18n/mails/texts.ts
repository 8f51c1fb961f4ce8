import type { Duty } from '../../domain/escalation/recipients.ts';
import type { Stage } from '../../domain/escalation/policy.ts';

/** One lead as a mail speaks of it; times as the reader's language writes them. */
export interface MailedLead {
  readonly stage: Stage;
  readonly customer: string | null;
  readonly vehicle: string | null;
  readonly source: string;
  readonly branch: string;
  readonly assignee: string | null;
  readonly arrivedAt: string;
  /** When the answer or the follow-up was due. */
  readonly dueAt: string;
  /** When the stage was due. */
  readonly stageAt: string;
  readonly late: boolean;
  readonly link: string;
}

/** Why a person is told of leads. */
export interface MailReason {
  /** What the stages of these leads tell: the people who handle leads, or the controllers. */
  readonly level: 'seller' | 'controller';
  readonly as: Duty;
  /** Names of the absent people whose place the reader takes. */
  readonly insteadOf: readonly string[];
}

/** What the reader answers for, by name; empty lists mean all. */
export interface NamedScope {
  readonly branches: readonly string[];
  readonly sources: readonly string[];
}

/** What the subject speaks of: the leads shown, and how many there are. */
export interface MailSubject {
  readonly leads: readonly MailedLead[];
  readonly count: number;
  /** All of it in somebody else's place. */
  readonly substituting: boolean;
}

/** The sentences of the escalation mail; a function each, so that no language can leave one out. */
export interface EscalationMailTexts {
  subject(subject: MailSubject): string;
  greeting(name: string): string;
  /** A sentence of its own after the greeting: why what follows comes late. */
  stoodStill(from: string, until: string): string;
  intro(reason: MailReason, count: number): string;
  stage(stage: Stage): string;
  unknownCustomer: string;
  due(lead: MailedLead): string;
  assignee(name: string | null): string;
  arrived(lead: MailedLead): string;
  reached(lead: MailedLead): string;
  late: string;
  more(count: number): string;
  all: string;
  why(reason: MailReason, scope: NamedScope): string;
  duties: string;
  settings: string;
}

/** "Karla Kunde, VW Golf" */
export const titleOf = ({ customer, vehicle }: MailedLead, unknown: string): string =>
  [customer ?? unknown, vehicle].filter(Boolean).join(', ');

/** One lead with its vehicle, several by their customers' names. */
export const namesOf = (
  leads: readonly MailedLead[],
  count: number,
  words: { unknown: string; more: (rest: number) => string; locale: string },
): string => {
  const [first] = leads;
  if (first && count === 1) return titleOf(first, words.unknown);
  const names = leads.slice(0, 2).map(({ customer }) => customer ?? words.unknown);
  const rest = count - names.length;
  return listOf(rest > 0 ? [...names, words.more(rest)] : names, words.locale);
};

export const listOf = (names: readonly string[], locale: string): string =>
  new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
