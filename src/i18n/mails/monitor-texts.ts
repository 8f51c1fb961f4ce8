import type { Duty } from '../../domain/escalation/recipients.ts';

/** One source as the monitor's mail speaks of it; times as the reader's language writes them. */
export interface MailedSource {
  readonly name: string;
  readonly branch: string;
  /** Its page. */
  readonly link: string;
  readonly leadAddress: string | null;
  readonly days: number;
  readonly limitDays: number;
  /** How many Fridays in a row. */
  readonly week: number;
  /** null when nothing ever came. */
  readonly lastLeadAt: string | null;
  readonly sinceAt: string;
  /** Enquiries in an average week of the last three months; null when there were too few to say. */
  readonly perWeek: number | null;
  /** Messages that came and could not be read. */
  readonly unread: number;
  /** Messages that came and were no enquiries: newsletters, notices, spam, answers of machines. */
  readonly otherwise: number;
}

/** A silence beside the rhythm that makes it improbable. */
export interface Quietness {
  readonly sinceAt: string;
  /** Enquiries that usually come in such a time. */
  readonly expected: number;
  /** Such a silence happens by chance once in so many. */
  readonly onceIn: number;
}

/** Why the reader is told. */
export interface MonitorReason {
  readonly as: Duty;
  readonly insteadOf: readonly string[];
}

/** The sentences of the source monitor's mails. */
export interface MonitorMailTexts {
  greeting(name: string): string;
  subject(silent: readonly MailedSource[]): string;
  intro(count: number): string;
  silent(source: MailedSource): string;
  lastLead(source: MailedSource): string;
  rhythm(perWeek: number): string;
  cause(source: MailedSource): string;
  recoveredIntro(count: number): string;
  recovered(source: MailedSource): string;
  intakeSubject: string;
  intakeIntro: string;
  mailboxSubject(names: readonly string[]): string;
  mailboxIntro: string;
  mailboxCause: string;
  intakeCause: string;
  quietSubject(names: readonly string[]): string;
  quietIntro(count: number): string;
  quiet(quietness: Quietness): string;
  quietCause: string;
  intakeQuietSubject: string;
  intakeQuiet(quietness: Quietness): string;
  why(reason: MonitorReason): string;
  whyIntake: string;
  sources: string;
  sendTest: string;
  markSeen: string;
  pause: string;
  health: string;
}
