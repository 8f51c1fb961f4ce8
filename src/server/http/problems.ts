import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import { isDatabaseAway } from '../db/away.ts';
import { Refusal } from '../refusal.ts';

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Status and title of every code. The code is the stable part; screens have a sentence of their own for each. */
const ANSWERS: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  badInput: [400, 'The input is wrong'],
  passwordTooShort: [400, 'The password is too short'],
  passwordGuessable: [400, 'The password is easily guessed'],
  wrongPassword: [400, 'The present password is wrong'],
  wrongCode: [401, 'The code is wrong'],
  notSignedIn: [401, 'Nobody is signed in'],
  wrongSignIn: [401, 'Mail address or password is wrong'],
  companySignInOnly: [403, 'Only company accounts are let in'],
  noCompanySignIn: [404, 'No company account is known for this address'],
  wrongSecret: [401, 'The secret is wrong'],
  notAllowed: [403, 'Not allowed'],
  secondFactorNeeded: [403, 'A second factor is needed'],
  wrongSetupCode: [403, 'The set-up code is wrong'],
  notFound: [404, 'Not found'],
  alreadyTaken: [409, 'Somebody else was faster'],
  leadClosed: [409, 'The lead is closed'],
  leadNotClosed: [409, 'The lead is not closed'],
  sameLead: [409, 'It is the same lead'],
  addressUnreachable: [409, 'Mail did not arrive at this address'],
  attachmentsTooLarge: [413, 'Too many or too large attachments'],
  attachmentEmpty: [422, 'An attachment is empty'],
  attachmentRisky: [422, 'Such a file cannot be sent'],
  noMailAddress: [409, 'There is no mail address'],
  changedMeanwhile: [409, 'It was changed meanwhile'],
  secretsOverlap: [409, 'The source has two secrets already'],
  keyReused: [409, 'The key was used for another content'],
  importEmpty: [422, 'The file is empty'],
  importTooLarge: [413, 'The file is too large'],
  importUnknown: [422, 'The file is of no format that is read'],
  alreadySetUp: [409, 'Already set up'],
  mailInUse: [409, 'The mail address is in use'],
  linkExpired: [410, 'The link is no longer valid'],
  invitationExpired: [410, 'The invitation is no longer valid'],
  absenceEndsBeforeStart: [422, 'The absence ends before it begins'],
  ownSubstitute: [422, 'Nobody can be their own substitute'],
  absencesOverlap: [422, 'The person is away already'],
  substituteLoop: [422, 'The substitutes would stand in for each other'],
  noEnquiry: [422, 'This can be no enquiry'],
  unknownPage: [422, 'The page belongs to no source'],
  policyRefused: [422, 'The escalation times cannot be used'],
  calendarRefused: [422, 'The opening hours cannot be used'],
  distributionRefused: [422, 'The rules of the distribution cannot be used'],
  tooManyRequests: [429, 'Too many requests'],
  providerAway: [502, 'The provider of the company accounts does not answer'],
  internal: [500, 'Something went wrong'],
  unavailable: [503, 'Not available at the moment'],
};

/** The RFC 9457 document for whatever was thrown while answering; `internal` tells nothing of the cause. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Refusal) return problem(error.code, error.message, error.fields, error.words);
  if (hasZodFastifySchemaValidationErrors(error))
    return problem('badInput', undefined, wrongFields(error.validation));
  if (isDatabaseAway(error))
    return problem('unavailable', 'The database does not answer. Try again in a moment.');
  if (isClientError(error)) return { ...problem('badInput', error.message), status: error.statusCode };
  return problem('internal');
};

const problem = (
  code: ProblemCode,
  detail?: string,
  fields: Refusal['fields'] = [],
  words: Refusal['words'] = {},
): Problem => {
  const [status, title] = ANSWERS[code];
  return {
    type: `urn:leadwacht:problem:${code}`,
    title,
    status,
    code,
    ...(detail && { detail }),
    ...(fields.length > 0 && { fields: [...fields] }),
    ...(Object.keys(words).length > 0 && { words }),
  };
};

const wrongFields = (issues: readonly { instancePath: string; message?: string }[]): Refusal['fields'] =>
  issues.map(({ instancePath, message }) => ({
    path: instancePath.slice(1).replaceAll('/', '.'),
    message: message ?? '',
  }));

/** What Fastify itself refuses: malformed JSON, a body too large, another media type than JSON. */
const isClientError = (error: unknown): error is FastifyError & { statusCode: number } =>
  error instanceof Error &&
  'statusCode' in error &&
  typeof error.statusCode === 'number' &&
  error.statusCode >= 400 &&
  error.statusCode < 500;
