import { addExtra, newEnquiry, setField } from './draft.ts';
import type { Enquiry, Provenance, Vehicle } from './enquiry.ts';
import { finishStatus } from './form.ts';
import { LABEL_SETTERS, type Setter } from './label-setters.ts';
import type { LabelField } from './label-words.ts';
import { labelField } from './labels.ts';
import type { Reader } from './reader.ts';
import { parseInstant, stated } from './values.ts';

/** What a member stands for: the same as a form's label of that meaning, something of its own, or a group of members. */
export type JsonField = Exclude<LabelField, 'other'> | Setter | JsonGroup;
export interface JsonGroup {
  /** By the name of the member in lower case. */
  readonly members: Readonly<Record<string, JsonField>>;
  /** The vehicle the group speaks of. */
  readonly role?: Vehicle['role'];
}

export type JsonObject = Readonly<Record<string, unknown>>;

interface JsonFormat {
  readonly name: string;
  readonly version: string;
  /** A member no other format has; absent for the format that reads whatever object there is. */
  readonly mark?: string;
  read(enquiry: Enquiry, document: JsonObject): void;
}

/** A reader of JSON objects; of what it does not know nothing is lost, as long as `read` takes all members. */
export const jsonReader = ({ name, version, mark, read }: JsonFormat): Reader => ({
  name,
  version,
  evidence: ({ body }) => {
    const document = parseObject(body);
    if (mark === undefined) return { score: document ? 0.9 : 0, reason: 'a JSON object' };
    return { score: document && mark in document ? 1 : 0, reason: `a JSON object with "${mark}"` };
  },
  read: (input) => {
    const document = parseObject(input.body);
    if (!document) return [];
    const enquiry = newEnquiry(input, { name, version });
    read(enquiry, document);
    finishStatus(enquiry);
    return [enquiry];
  },
});

/** The object a text is in JSON, null when it is none. Whole numbers beyond 2^53, as ids are, become their text. */
export const parseObject = (text: string): JsonObject | null => {
  try {
    const value: unknown = JSON.parse(text, exactly);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

const exactly = (_: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source ?? '')
    ? context?.source
    : value;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text of a member that holds one value; undefined for empty ones, lists and objects. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'boolean') return value ? 'ja' : 'nein';
  return typeof value === 'string' || typeof value === 'number' ? stated(String(value)) : undefined;
};

/** Says where a value stood. */
export const jsonOrigin = (path: string, raw?: string): Provenance => ({
  path,
  method: 'api',
  confidence: 1,
  ...(raw !== undefined && { raw: raw.slice(0, 500) }),
});

/** Sets what the enquiry says about where it comes from. */
export const ofSource =
  (key: 'campaign' | 'form' | 'referrer' | 'provider'): Setter =>
  ({ enquiry, value, origin }) =>
    setField(enquiry, 'source', key, value, origin);

/** Sets by which id of its own the sender knows the enquiry. */
export const leadId: Setter = ({ enquiry, value, origin }) =>
  setField(enquiry, 'external', 'leadId', value, origin);

/** Sets when the enquiry was sent; a time without an offset is one of `zone`. */
export const submittedAt =
  (zone: string): Setter =>
  ({ enquiry, value, origin }) => {
    const instant = parseInstant(value, zone);
    if (!instant) {
      addExtra(enquiry, origin.path, value);
      enquiry.parse.warnings.push({ code: 'dateUnreadable', detail: value.slice(0, 100) });
      return;
    }
    enquiry.submittedAt = instant;
    enquiry.parse.fields['submittedAt'] = origin;
  };

/** Takes what is of no use to anybody and stands in the original all the same. */
export const nothing: Setter = () => undefined;

/**
 * Takes the members of an object for what they stand for. One that `group` does not name is taken by its name as if it
 * were the label of a form ("Vorname", "telefon"), else kept in `extra`; a value of the wrong shape is kept there, too,
 * and somebody looks at the enquiry.
 */
export const takeMembers = (
  enquiry: Enquiry,
  object: JsonObject,
  { members, role = 'wanted' }: JsonGroup,
  within = '',
): void => {
  for (const [key, value] of Object.entries(object)) {
    const field = ownMember(members, key) ?? byLabel(key);
    takeMember(enquiry, { key, path: `${within}${key}`, value, field, role });
  }
};

const ownMember = (members: JsonGroup['members'], key: string): JsonField | undefined => {
  const name = key.toLowerCase();
  return Object.hasOwn(members, name) ? members[name] : undefined;
};

interface Member {
  readonly key: string;
  readonly path: string;
  readonly value: unknown;
  readonly field: JsonField | undefined;
  readonly role: Vehicle['role'];
}

const takeMember = (enquiry: Enquiry, { key, path, value, field, role }: Member): void => {
  if (isGroup(field) && isObject(value)) return takeMembers(enquiry, value, field, `${path}.`);
  const single = isGroup(field) ? byLabel(key) : field;
  const list = Array.isArray(value) ? value : [value];
  if (single === undefined || list.some((one) => typeof one === 'object' && one !== null)) {
    addExtra(enquiry, path, textOf(value) ?? shown(value));
    if (single !== undefined) reportOdd(enquiry, path);
    return;
  }
  for (const one of list) {
    const text = textOf(one);
    const set = typeof single === 'string' ? LABEL_SETTERS[single] : single;
    if (text !== undefined) set({ enquiry, value: text, origin: jsonOrigin(path, text), role });
  }
};

const isGroup = (field: JsonField | undefined): field is JsonGroup => typeof field === 'object';

const reportOdd = ({ parse }: Enquiry, path: string): void => {
  parse.warnings.push({ code: 'valueUnreadable', detail: path.slice(0, 100) });
  parse.status = 'partial';
};

const shown = (value: unknown): string | undefined =>
  value === null || value === undefined || value === '' ? undefined : JSON.stringify(value);

/** "firstName" and "first_name" are written as labels are: "first name". */
const byLabel = (key: string): Exclude<LabelField, 'other'> | undefined => {
  const field = labelField(
    key
      .slice(0, 100)
      .replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
      .replaceAll('_', ' '),
  );
  return field === 'other' || field === 'mailHeader' ? undefined : field;
};
