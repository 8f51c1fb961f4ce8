import type { Stage } from '../../domain/escalation/policy.ts';

/** One lead as a mail speaks of it. */
export interface MailedLead {
  readonly stage: Stage;
  readonly customer: string | null;
  readonly vehicle: string | null;
  readonly source: string;
  readonly assignee: string | null;
  readonly arrivedAt: string;
  readonly dueAt: string;
  readonly late: boolean;
  readonly link: string;
}

/** The sentences of the escalation mail; a function each, so that no language can leave one out. */
export interface EscalationMailTexts {
  subject(leads: readonly MailedLead[]): string;
  greeting(name: string): string;
  intro(leads: readonly MailedLead[]): string;
  stage(stage: Stage): string;
  unknownCustomer: string;
  arrived(lead: MailedLead): string;
  due(lead: MailedLead): string;
  late: string;
  open: string;
  why(asController: boolean): string;
  settings: string;
}
