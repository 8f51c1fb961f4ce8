import { z } from 'zod';
import type { CourseStep } from '../domain/escalation/course.ts';
import { CONFIGURABLE_STAGES } from '../domain/escalation/policy.ts';
import type { StepReason } from '../domain/escalation/reason.ts';
import { endpoint, id, instant } from './endpoint.ts';

export const stageSetting = z.object({
  on: z.boolean(),
  minutes: z.number().int().min(0).max(525_600),
  unit: z.enum(['openingHours', 'clockHours']),
});
const forStages = <Schema extends z.ZodType>(schema: Schema) =>
  z.object(
    Object.fromEntries(CONFIGURABLE_STAGES.map((stage) => [stage, schema])) as Record<
      (typeof CONFIGURABLE_STAGES)[number],
      Schema
    >,
  );
export const policy = forStages(stageSetting);
const someStages = forStages(stageSetting.exactOptional());

/** The dealership's own times, and those of branches and sources that differ from them, by id. */
export const escalationSettings = z.object({
  stages: policy,
  branches: z.record(id, someStages),
  sources: z.record(id, someStages),
});

/** The reason of a step as data; screens say it as "E1 Mo 10:00 = 2 h Öffnungszeit ab Mo 08:00". */
export const stepReason = z.object({
  key: z.enum([
    'ownDate',
    'recorded',
    'atOnce',
    'openingHours',
    'clockHours',
    'clockHoursMovedToOpening',
    'before',
    'atStart',
  ]),
  minutes: z.number().int(),
  unit: z.enum(['openingHours', 'clockHours']),
  from: z.enum([...CONFIGURABLE_STAGES, 'arrival', 'followUp', 'applied']),
  fromAt: instant,
  /** Where the counting began: the first open instant for opening hours, else `fromAt`. */
  countedFromAt: instant,
  /** Names of holidays, closures and the word `weekend`/`closed` for what lies between. */
  passed: z.array(z.object({ on: z.string(), name: z.string() })),
});

export const courseStep = z.object({
  stage: z.enum([...CONFIGURABLE_STAGES, 'arrival', 'followUp']),
  at: instant,
  /** null for the arrival and for follow-up dates, which a person chose. */
  reason: stepReason.nullable(),
});
export type CourseStepView = z.infer<typeof courseStep>;

/** A step of a course as it leaves the program. */
export const courseStepView = (step: CourseStep, reason: StepReason): CourseStepView => ({
  stage: step.stage,
  at: step.at.toString(),
  reason:
    reason.key === 'ownDate'
      ? null
      : {
          key: reason.key,
          minutes: reason.minutes,
          unit: reason.unit,
          from: reason.from,
          fromAt: reason.fromAt.toString(),
          countedFromAt: reason.countedFromAt.toString(),
          passed: reason.closed.flatMap(({ days }) =>
            days.map(({ on, name }) => ({ on: on.toString(), name: name ?? 'closed' })),
          ),
        },
});

export const getEscalationSettings = endpoint({
  method: 'GET',
  path: '/api/escalation/settings',
  who: 'signedIn',
  summary: "The dealership's escalation times and their exceptions, beside the newest recommendation.",
  output: z.object({
    settings: escalationSettings,
    recommended: policy,
    recommendedOn: z.string(),
    /** Stages recommended otherwise than in the recommendation the dealership copied when it was set up. */
    newlyRecommended: z.array(z.enum(CONFIGURABLE_STAGES)),
    version: z.number().int(),
    changedAt: instant,
    changedBy: z.string().nullable(),
    mayChange: z.boolean(),
  }),
});

/** What giving the open leads new times does at once, in numbers of leads. */
export const reapplyCounts = z.object({
  /** All that are not closed. */
  open: z.number().int(),
  /** Of these, whose times become others. */
  changed: z.number().int(),
  turnRed: z.number().int(),
  escalate: z.number().int(),
  mail: z.number().int(),
});
export type ReapplyCounts = z.infer<typeof reapplyCounts>;

export const previewEscalationSettings = endpoint({
  method: 'POST',
  path: '/api/escalation/settings/preview',
  who: ['admin'],
  summary: 'What settings that are not saved yet would do to the open leads.',
  body: z.object({ settings: escalationSettings }),
  output: reapplyCounts,
});

export const setEscalationSettings = endpoint({
  method: 'PUT',
  path: '/api/escalation/settings',
  who: ['admin'],
  summary: 'Save new escalation times, for new leads only or for the open ones too.',
  body: z.object({
    settings: escalationSettings,
    basedOnVersion: z.number().int(),
    openLeads: z.enum(['keep', 'apply']),
  }),
  /** `applied` is null when the open leads keep their times. */
  output: z.object({ version: z.number().int(), applied: reapplyCounts.nullable() }),
});

const course = z.object({
  zone: z.string(),
  branch: z.string(),
  steps: z.array(courseStep),
  /** Opening intervals from arrival to the last step, for the drawing. */
  open: z.array(z.object({ from: instant, to: instant })),
});

/** An imagined enquiry: now, at the dealership's first branch and from no source, unless told otherwise. */
const imagined = {
  arrivalAt: instant.optional(),
  /** Also what comes after a follow-up at this instant. */
  followUpAt: instant.optional(),
  branchId: id.optional(),
  sourceId: id.optional(),
};

export const explainCourse = endpoint({
  method: 'GET',
  path: '/api/escalation/course',
  who: 'signedIn',
  summary:
    'What would happen, and when, to an enquiry that arrives at this instant at this branch and source.',
  query: z.object(imagined),
  output: course,
});

export const previewCourse = endpoint({
  method: 'POST',
  path: '/api/escalation/course',
  who: ['admin'],
  summary: 'The same course with escalation times that are not saved yet.',
  body: z.object({ settings: escalationSettings, ...imagined }),
  output: course,
});
