import type { TFunction } from 'i18next';
import { ProblemError } from '../api.ts';

/** What is wrong with a form, by the path of the field ("admin.mail", "people.0.name"). */
export type FieldErrors = Readonly<Record<string, string>>;

const SENTENCES = {
  name: 'accounts.missing.name',
  mail: 'accounts.missing.mail',
  password: 'accounts.missing.newPassword',
  roles: 'accounts.missing.roles',
} as const;

/** Codes that speak of one field, whatever else the answer says. */
const FIELD_OF_CODE = {
  mailInUse: 'mail',
  passwordTooShort: 'password',
  wrongSetupCode: 'setupCode',
} as const;

/** The fields a refusal names, each with our own sentence: the server's are for programmers. */
export const refusedFields = (error: unknown, t: TFunction, prefix = ''): FieldErrors => {
  if (!(error instanceof ProblemError)) return {};
  const errors: Record<string, string> = {};
  for (const { path } of error.fields) {
    const field = Object.keys(SENTENCES).find((name) => path === name || path.endsWith(`.${name}`));
    errors[path] = isKnown(field) ? t(SENTENCES[field]) : t('problem.badInput');
  }
  const { code } = error;
  if (code === 'mailInUse' || code === 'passwordTooShort' || code === 'wrongSetupCode') {
    const path =
      error.fields[0]?.path ?? (code === 'wrongSetupCode' ? 'setupCode' : `${prefix}${FIELD_OF_CODE[code]}`);
    errors[path] = t(`problem.${code}`);
  }
  return errors;
};

const isKnown = (field: string | undefined): field is keyof typeof SENTENCES =>
  field !== undefined && field in SENTENCES;

/** Of the errors shown, those that an edit has not mended; it brings up no new ones before the form is sent. */
export const stillWrong = (shown: FieldErrors, found: FieldErrors): FieldErrors =>
  Object.fromEntries(Object.entries(found).filter(([path]) => path in shown));

/** As far as a browser can tell; the server decides. */
export const looksLikeMail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());
