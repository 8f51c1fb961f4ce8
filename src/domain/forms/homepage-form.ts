/** What a homepage form can ask for, in the order of the page (product.md 7). */
export const FORM_FIELDS = ['name', 'mail', 'phone', 'vehicle', 'message', 'contact', 'consent'] as const;
export type FormField = (typeof FORM_FIELDS)[number];

/** How a form asks: not at all, or with or without insisting on an answer. */
export const ASKED = ['off', 'optional', 'required'] as const;
export type Asked = (typeof ASKED)[number];

export type FormFields = Readonly<Record<FormField, Asked>>;

/** What a new form asks for. */
export const DEFAULT_FIELDS: FormFields = {
  name: 'required',
  mail: 'optional',
  phone: 'optional',
  vehicle: 'optional',
  message: 'optional',
  contact: 'off',
  consent: 'off',
};

/** The longest answer of each field, in characters; whoever writes more is told so, nothing is cut off. */
export const MOST_CHARS: Readonly<Record<FormField, number>> = {
  name: 200,
  mail: 254,
  phone: 60,
  vehicle: 300,
  message: 10_000,
  contact: 20,
  consent: 5,
};

/** What somebody entered; empty where nothing was. `consent` is "ja" where the box was ticked. */
export type Entries = Readonly<Record<FormField, string>>;

/** What is wrong with an entry. `reach`: neither address nor number, so nobody could answer. */
export type EntryError = 'missing' | 'notMail' | 'notPhone' | 'tooLong' | 'reach';

const MAIL = /^[^\s@<>()[\],;:"]{1,64}@[^\s@<>()[\],;:"]{1,180}\.[^\s@<>()[\],;:".]{2,}$/;
const FEWEST_DIGITS = 5;

/**
 * Checks entries against what the form asks for (product.md 7); at most one error a field, none where all is well. What
 * the form does not ask for is not looked at. At least one of mail and phone is needed wherever the form asks for one.
 */
export const checkEntries = (
  fields: FormFields,
  entries: Entries,
): Readonly<Partial<Record<FormField, EntryError>>> => {
  const errors: Partial<Record<FormField, EntryError>> = {};
  for (const field of FORM_FIELDS) {
    const error = fields[field] === 'off' ? null : errorOf(field, entries[field], fields[field]);
    if (error) errors[field] = error;
  }
  const ways = (['mail', 'phone'] as const).filter((way) => fields[way] !== 'off');
  const [first] = ways;
  if (first && ways.every((way) => entries[way] === '' && !errors[way])) errors[first] = 'reach';
  return errors;
};

const errorOf = (field: FormField, entry: string, asked: Asked): EntryError | null => {
  if (entry === '') return asked === 'required' ? 'missing' : null;
  if (entry.length > MOST_CHARS[field]) return 'tooLong';
  if (field === 'mail' && !MAIL.test(entry)) return 'notMail';
  if (field === 'phone' && entry.replaceAll(/\D/g, '').length < FEWEST_DIGITS) return 'notPhone';
  return null;
};

/** Why a form cannot be switched on: its customers could not be answered, or a consent has no words. */
export const formErrors = (fields: FormFields, consentText: string): ('mail' | 'consentText')[] => [
  ...(fields.mail === 'off' && fields.phone === 'off' ? (['mail'] as const) : []),
  ...(fields.consent !== 'off' && consentText.trim() === '' ? (['consentText'] as const) : []),
];
