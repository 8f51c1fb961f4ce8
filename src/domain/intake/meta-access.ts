/** Why leads cannot be fetched from Meta; the screens have a sentence and an advice for each. */
export const META_FAILURES = ['accessExpired', 'notAllowed', 'limited', 'unreachable'] as const;
export type MetaFailure = (typeof META_FAILURES)[number];

/** What Meta's answer means: a failure of the access, which concerns every lead, or one lead that is not to be had. */
export const metaFailureOf = (status: number, code: number | undefined): MetaFailure | 'unknownLead' => {
  if (code === 190 || code === 102) return 'accessExpired';
  if (status === 429 || isLimit(code)) return 'limited';
  if (code === 3 || code === 10 || (code !== undefined && code >= 200 && code < 300)) return 'notAllowed';
  if (status >= 500 || code === 1 || code === 2) return 'unreachable';
  return status === 401 || status === 403 ? 'notAllowed' : 'unknownLead';
};

/** Of the app, the account, the page, the call; from 80000 on those of a business, 80005 its leads. */
const isLimit = (code: number | undefined): boolean =>
  code !== undefined && ([4, 17, 32, 613].includes(code) || (code >= 80_000 && code <= 80_014));

/** Pauses of an access that fails, the last one again and again: one call asks whether it works again. */
const ACCESS_PAUSES_SECONDS: Readonly<Record<MetaFailure, readonly number[]>> = {
  accessExpired: [60, 300, 900, 3_600],
  notAllowed: [60, 300, 900, 3_600],
  limited: [300, 900, 3_600],
  unreachable: [10, 30, 60, 120, 300],
};

/** Seconds to leave Meta alone after the given number of failures in a row (1, 2, …). */
export const accessPauseSeconds = (failure: MetaFailure, failures: number): number =>
  at(ACCESS_PAUSES_SECONDS[failure], failures);

const LEAD_PAUSES_SECONDS = [60, 120, 300, 900, 3_600];

/** Seconds from the given try of one lead (1, 2, …) to its next. */
export const leadPauseSeconds = (tries: number): number => at(LEAD_PAUSES_SECONDS, tries);

const at = (pauses: readonly number[], count: number): number =>
  pauses[Math.min(count, pauses.length) - 1] ?? 0;

/** A lead that is not fetched by then becomes work for a person as it is: what is known, and where to look it up. */
export const FETCHED_WITHIN_SECONDS = 300;

/** So long Meta keeps a lead. */
export const META_KEEPS_DAYS = 90;
