import { z } from 'zod';

/** Every error answer: an RFC 9457 problem document with a stable `code`; texts for people are made from the code. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  /** What the sentence for the code names, e.g. a person. */
  words: z.record(z.string(), z.string()).optional(),
  /** Wrong fields of the input, by their path. */
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problem>;

/** Codes the product answers with; the web app has a German and an English sentence for each. */
export const PROBLEM_CODES = [
  'badInput',
  'notSignedIn',
  'notAllowed',
  'notFound',
  'alreadyTaken',
  'leadClosed',
  'leadNotClosed',
  'sameLead',
  'noMailAddress',
  'addressUnreachable',
  'attachmentsTooLarge',
  'attachmentEmpty',
  'attachmentRisky',
  'changedMeanwhile',
  'alreadySetUp',
  'wrongSetupCode',
  'mailInUse',
  'passwordTooShort',
  'passwordGuessable',
  'wrongPassword',
  'wrongCode',
  'secondFactorNeeded',
  'linkExpired',
  'invitationExpired',
  'absenceEndsBeforeStart',
  'ownSubstitute',
  'absencesOverlap',
  'substituteLoop',
  'policyRefused',
  'calendarRefused',
  'distributionRefused',
  'tooManyRequests',
  'wrongSecret',
  'secretsOverlap',
  'noEnquiry',
  'unknownPage',
  'keyReused',
  'importEmpty',
  'importTooLarge',
  'importUnknown',
  'wrongSignIn',
  'companySignInOnly',
  'noCompanySignIn',
  'providerAway',
  'unavailable',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];
