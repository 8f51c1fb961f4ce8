import type { NextStep } from '../../contract/leads.ts';
import { nowMs } from '../clock.ts';
import { dayAt, instantOf } from '../time.ts';
import type { Closing } from './closing-fields.tsx';

/** What somebody chose for "Wie geht es weiter?". */
export type NextChoice =
  | { kind: 'proposal' }
  | { kind: keyof typeof DAYS_AHEAD }
  /** `wall`: wall-clock time in the lead's zone, as the input holds it. */
  | { kind: 'ownDate'; wall: string }
  | { kind: 'close'; closing: Closing };

/** Quick choices: days from today, at nine in the morning. */
export const DAYS_AHEAD = { tomorrow: 1, inThreeDays: 3, nextWeek: 7 } as const;
const MORNING = '09:00';

/** The instant of a follow-up in epoch milliseconds; null when no usable date stands in the field. */
export const followUpMs = (
  choice: Exclude<NextChoice, { kind: 'close' }>,
  zone: string,
  proposedAt: string,
): number | null => {
  if (choice.kind === 'proposal') return Date.parse(proposedAt);
  if (choice.kind !== 'ownDate') return dayAt(nowMs(), zone, DAYS_AHEAD[choice.kind], MORNING);
  const ms = instantOf(choice.wall, zone);
  return Number.isNaN(ms) || ms <= nowMs() ? null : ms;
};

/** The choice as the contract wants it. The product's own proposal is sent as nothing, so that it stays known as one. */
export const nextStepOf = (
  choice: NextChoice,
  zone: string,
  proposedAt: string,
): { valid: boolean; next?: NextStep } => {
  if (choice.kind === 'proposal') return { valid: true };
  if (choice.kind === 'close') return { valid: true, next: { kind: 'close', ...choice.closing } };
  const ms = followUpMs(choice, zone, proposedAt);
  return ms === null
    ? { valid: false }
    : { valid: true, next: { kind: 'followUp', at: new Date(ms).toISOString() } };
};
