import { ARRIVAL_FLAGS } from '../leads/arrival.ts';
import { FIELD_PATHS, fieldsOf, type LeadFields, withCorrections } from './correct.ts';
import type { Enquiry } from './enquiry.ts';

/** A field of an enquiry with its origin. */
export interface ReadField {
  readonly path: string;
  /** As the enquiry keeps it: a text, a number, yes or no, or a group of them. Who shows it finds the words. */
  readonly value: unknown;
  /** Where it stood: `<method>: <path>` (`Provenance`). */
  readonly method: string;
  /** As it was written there; null where that is the value. */
  readonly raw: string | null;
}

/** The enquiry's fields with their origin, by the path they are kept under. */
export const readFields = (enquiry: Enquiry): ReadField[] =>
  Object.entries(enquiry.parse.fields).map(([path, origin]) => ({
    path,
    value: valueAt(enquiry, path),
    method: `${origin.method}: ${origin.path}`,
    raw: origin.raw ?? null,
  }));

const valueAt = (enquiry: Enquiry, path: string): unknown => {
  // What is quoted below it the customer did not write now.
  if (path === 'message') return enquiry.message?.text;
  let value: unknown = enquiry;
  for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
  return value;
};

/** What of a value decides whether it is another one: of a group, its texts and numbers, each once. */
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return '';
  const parts = membersOf(value).filter((member) => typeof member !== 'boolean');
  return [...new Set(parts.map(textOf))].filter((part) => part !== '').join(' ');
};

/** In one order, whoever wrote them down: PostgreSQL keeps the members of an object in an order of its own. */
const membersOf = (value: object): unknown[] =>
  Array.isArray(value)
    ? value
    : Object.entries(value)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, member]) => member);

/** What a newer reader sees otherwise; `null` is "not stated". `kept`: a person put it right, so it stays. */
export interface Difference {
  readonly path: string;
  readonly old: unknown;
  readonly new: unknown;
  readonly kept: boolean;
}

/**
 * The same message read anew (product.md 7.6): what people put right stays, as does what the arrival itself was marked
 * with; the rest is as the reader sees it now.
 */
export const rereadEnquiry = (old: Enquiry, fresh: Enquiry): Enquiry => {
  const ofArrival = old.parse.warnings.filter(({ code }) =>
    (ARRIVAL_FLAGS as readonly string[]).includes(code),
  );
  const read: Enquiry = {
    ...fresh,
    source: { ...fresh.source, ...(old.source.isTest && { isTest: true }) },
    parse: { ...fresh.parse, warnings: [...fresh.parse.warnings, ...ofArrival] },
  };
  return withCorrections(read, old.corrections);
};

/**
 * What a new reading of the message would change, by path, in the order of the fields; and, marked as kept, what it sees
 * otherwise than a person who put it right. Empty: it sees the same.
 */
export const differencesOf = (old: Enquiry, fresh: Enquiry): Difference[] => {
  const before = valuesOf(old);
  const after = valuesOf(rereadEnquiry(old, fresh));
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((path) => {
    const [was, is] = [before.get(path) ?? null, after.get(path) ?? null];
    return textOf(was) === textOf(is) ? [] : [{ path, old: was, new: is, kept: false }];
  });
  return [...changes, ...keptFields(old, fresh)];
};

const keptFields = (old: Enquiry, fresh: Enquiry): Difference[] => {
  const read = fieldsOf(fresh);
  const corrected = Object.keys(old.corrections ?? {}) as (keyof LeadFields)[];
  return corrected.flatMap((field) => {
    const [stays, seen] = [old.corrections?.[field]?.value, read[field]];
    return textOf(stays) === textOf(seen) || textOf(seen) === ''
      ? []
      : [{ path: FIELD_PATHS[field], old: stays, new: seen, kept: true }];
  });
};

/** Whether anything would change in the lead. */
export const isReadOtherwise = (differences: readonly Difference[]): boolean =>
  differences.some(({ kept }) => !kept);

/** All that was read, by path; what had no field of its own, by its label. */
const valuesOf = (enquiry: Enquiry): Map<string, unknown> =>
  new Map<string, unknown>([
    ...readFields(enquiry).map(({ path, value }) => [path, value] as const),
    ...enquiry.extra.map(({ key, value }) => [`extra.${key}`, value] as const),
  ]);
