/** Units a duration is counted in: only while the branch is open, or on the plain time axis. */
export type DurationUnit = 'openingHours' | 'clockHours';

/** One stage of the escalation as a dealership sets it. */
export interface StageSetting {
  readonly on: boolean;
  readonly minutes: number;
  readonly unit: DurationUnit;
}

/** Stages with a duration of their own (product.md 4). The follow-up date itself is set per lead. */
export const CONFIGURABLE_STAGES = ['reminder', 'E1', 'EM1', 'E2.1', 'EM2.1', 'E2.2', 'EM2.2'] as const;
export type ConfigurableStage = (typeof CONFIGURABLE_STAGES)[number];

/** Every stage a lead can reach, as the trade names them. */
export type Stage = ConfigurableStage | 'followUp';

/** What a stage does when it is reached (product.md 4, last column). */
export const EFFECTS = {
  reminder: 'mailAssignee',
  E1: 'overdue',
  EM1: 'mailAssignee',
  'E2.1': 'escalated',
  'EM2.1': 'mailControllers',
  followUp: 'overdue',
  'E2.2': 'escalated',
  'EM2.2': 'mailControllers',
} as const satisfies Record<Stage, string>;
export type Effect = (typeof EFFECTS)[Stage];

/** Whether the stage tells somebody by mail. */
export const isMailStage = (stage: Stage): boolean => EFFECTS[stage].startsWith('mail');

/** The complete times one clock runs by; stamped on it when it starts. */
export type Policy = Readonly<Record<ConfigurableStage, StageSetting>>;

/** What a lead waits for: an answer (new/open), or its follow-up date. */
export type ClockKind = 'answer' | 'followUp';
