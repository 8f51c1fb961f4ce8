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
const everyStage = Object.fromEntries(CONFIGURABLE_STAGES.map((stage) => [stage, stageSetting])) as Record<
  (typeof CONFIGURABLE_STAGES)[number],
  typeof stageSetting
>;
export const policy = z.object(everyStage);

/** The reason of a step as data; screens say it as "E1 Mo 10:00 = 2 h Öffnungszeit ab Mo 08:00". */
export const stepReason = z.object({
  minutes: z.number().int(),
  unit: z.enum(['openingHours', 'clockHours']),
  from: z.string(),
  fromAt: instant,
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
          minutes: reason.minutes,
          unit: reason.unit,
          from: reason.from,
          fromAt: reason.fromAt.toString(),
          passed: reason.closed.flatMap(({ days }) =>
            days.map(({ on, name }) => ({ on: on.toString(), name: name ?? 'closed' })),
          ),
        },
});

export const getPolicy = endpoint({
  method: 'GET',
  path: '/api/escalation/policy',
  who: 'signedIn',
  summary: "The dealership's escalation times beside the newest recommendation.",
  output: z.object({
    policy,
    recommended: policy,
    recommendedOn: z.string(),
    version: z.number().int(),
    changedAt: instant,
    changedBy: z.string().nullable(),
    mayChange: z.boolean(),
  }),
});

export const setPolicy = endpoint({
  method: 'PUT',
  path: '/api/escalation/policy',
  who: ['admin'],
  summary: 'Save new escalation times. They hold for new clocks; running ones keep theirs.',
  body: z.object({ policy, basedOnVersion: z.number().int() }),
  output: z.object({ version: z.number().int() }),
});

const course = z.object({
  zone: z.string(),
  branch: z.string(),
  steps: z.array(courseStep),
  /** Opening intervals from arrival to the last step, for the drawing. */
  open: z.array(z.object({ from: instant, to: instant })),
});

export const explainCourse = endpoint({
  method: 'GET',
  path: '/api/escalation/course',
  who: 'signedIn',
  summary: 'What would happen, and when, to an enquiry that arrives at this instant at this branch.',
  query: z.object({ arrivalAt: instant.optional(), branchId: id.optional() }),
  output: course,
});

export const previewCourse = endpoint({
  method: 'POST',
  path: '/api/escalation/course',
  who: ['admin'],
  summary: 'The same course with escalation times that are not saved yet.',
  body: z.object({ policy, arrivalAt: instant.optional(), branchId: id.optional() }),
  output: course,
});
