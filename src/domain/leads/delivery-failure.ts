import type { CloseOutcome } from './lead.ts';
import type { LeadEventKind } from './events.ts';

/** Why a mail did not arrive, as far as a salesperson can do something about it. */
export const FAILURE_REASONS = [
  'noSuchAddress',
  'noSuchHost',
  'full',
  'tooLarge',
  'refused',
  'unknown',
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];

/**
 * The reason by an enhanced status code (RFC 3463, "5.1.1"), else by what the server said: its own code in the text, then
 * its words. `status` is null when the report or the relay named none.
 */
export const failureReasonOf = (status: string | null, said: string): FailureReason => {
  const code = status ?? /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(said.slice(0, MOST_CHARS))?.[0] ?? '';
  const byCode = CODES.find(([pattern]) => pattern.test(code));
  if (byCode) return byCode[1];
  return WORDS.find(([pattern]) => pattern.test(said.slice(0, MOST_CHARS)))?.[1] ?? 'unknown';
};

const MOST_CHARS = 2_000;

const CODES: readonly (readonly [RegExp, FailureReason])[] = [
  [/^[45]\.1\.(?:1|3|6)$/, 'noSuchAddress'],
  [/^[45]\.2\.1$/, 'noSuchAddress'],
  [/^[45]\.1\.(?:2|10)$|^[45]\.4\.4$/, 'noSuchHost'],
  [/^[45]\.2\.2$/, 'full'],
  [/^[45]\.2\.3$|^[45]\.3\.4$/, 'tooLarge'],
  [/^[45]\.7\./, 'refused'],
];

const WORDS: readonly (readonly [RegExp, FailureReason])[] = [
  [
    /(?:user|mailbox|recipient|address|account).{0,40}(?:unknown|not found|not exist|unavailable|disabled)/i,
    'noSuchAddress',
  ],
  [/(?:unknown|no such|invalid) (?:user|mailbox|recipient|address)|empfänger unbekannt/i, 'noSuchAddress'],
  [/(?:host|domain).{0,40}(?:not found|unknown|not exist)/i, 'noSuchHost'],
  [/(?:quota|mailbox).{0,20}(?:full|exceeded)|over quota|postfach voll/i, 'full'],
  [/(?:too (?:large|big)|size limit|exceeds.{0,20}size)/i, 'tooLarge'],
  [/\b(?:spam|blocked|blacklist|policy|denied)\b/i, 'refused'],
];

/** Whether the failure says something of the address: a mail that was too large does not. */
export const isAddressAtFault = (reason: FailureReason): boolean => reason !== 'tooLarge';

/** Acts by which somebody reached the customer, or the customer somebody. */
const REACHED: readonly LeadEventKind[] = ['answered', 'visited', 'customerWrote'];

/**
 * Whether an answer is due again because one did not arrive: a failed answer was no answer (product.md 3). Not when
 * somebody spoke with the customer since, and not when the matter is settled otherwise. `since` are the acts after the
 * failed answer, without the next step that belongs to it.
 */
export const isAnswerDueAgain = (
  closeOutcome: CloseOutcome | 'merged' | null,
  since: readonly { readonly kind: LeadEventKind; readonly reached?: boolean }[],
): boolean =>
  closeOutcome !== 'won' &&
  closeOutcome !== 'unusable' &&
  !since.some(({ kind, reached }) => REACHED.includes(kind) || (kind === 'called' && reached === true));
