import { FORM_PATH } from '../../contract/forms.ts';
import {
  type Entries,
  type EntryError,
  type FormField,
  FORM_FIELDS,
  MOST_CHARS,
} from '../../domain/forms/homepage-form.ts';
import { de } from '../../i18n/public-form/de.ts';
import { en } from '../../i18n/public-form/en.ts';
import { escapeHtml } from '../mail/html.ts';
import type { PublicForm } from './store.ts';

export type PageLanguage = 'de' | 'en';
const TEXTS = { de, en };

/** The first language of ours that the browser names; German where it names none. */
export const languageOf = (accepted = ''): PageLanguage =>
  /^\s*(?:.{0,200}?[,\s])?(de|en)\b/i.exec(accepted.slice(0, 300))?.[1]?.toLowerCase() === 'en' ? 'en' : 'de';

export interface FormPage {
  readonly form: Pick<PublicForm, 'token' | 'fields' | 'consentText' | 'dealership'>;
  readonly language: PageLanguage;
  readonly entries: Entries;
  readonly offer: { readonly number: string; readonly link: string };
  readonly pageToken: string;
  readonly errors?: Readonly<Partial<Record<FormField, EntryError>>>;
  /** Why the form is shown once more. */
  readonly notice?: 'check' | 'confirm' | 'away' | 'tooMany';
}

/** The form, with what was entered so far; needs no script. */
export const formPage = (page: FormPage): string => {
  const { form, language, offer, pageToken, notice, errors = {} } = page;
  const text = TEXTS[language];
  const title = text.title.replace('{{name}}', () => form.dealership);
  const asked = FORM_FIELDS.filter((field) => form.fields[field] !== 'off');
  // What the embedding page says of the vehicle comes along where the form does not ask for it.
  const silentVehicle = asked.includes('vehicle') ? '' : hidden('vehicle', page.entries.vehicle);
  return shell(
    language,
    title,
    `<h1>${escapeHtml(title)}</h1>
<p>${text.intro}</p>
${notice ? `<p class="notice" role="alert">${text[notice]}</p>` : ''}
<form method="post" action="${FORM_PATH}${form.token}" novalidate>
${asked.map((field) => fieldHtml(page, field, errors[field])).join('\n')}
<div class="apart" aria-hidden="true"><label for="website">${text.hidden}</label>
<input id="website" name="website" tabindex="-1" autocomplete="off"></div>
${hidden('page', pageToken)}${hidden('number', offer.number)}${hidden('link', offer.link)}${silentVehicle}
${notice === 'confirm' ? hidden('confirmed', 'ja') : ''}
<button type="submit">${text.send}</button>
</form>`,
  );
};

type Words = 'thanks' | 'off' | 'unknown' | 'failed';

/** A page that says one thing. */
export const wordsPage = (language: PageLanguage, words: Words, dealership = ''): string => {
  const text = TEXTS[language];
  const body = escapeHtml(text[`${words}Text`].replace('{{name}}', () => dealership));
  return shell(language, text[words], `<h1>${text[words]}</h1><p role="status">${body}</p>`);
};

const hidden = (name: string, value: string): string =>
  `<input type="hidden" name="${name}" value="${escapeHtml(value)}">`;

const AUTOCOMPLETE: Readonly<Partial<Record<FormField, string>>> = {
  name: 'name',
  mail: 'email',
  phone: 'tel',
};
const TYPE: Readonly<Partial<Record<FormField, string>>> = { mail: 'email', phone: 'tel' };

/** What a label says of having to be filled in: of mail and telephone one is needed, unless one is asked for anyway. */
const remarkOf = (
  fields: FormPage['form']['fields'],
  field: FormField,
  text: (typeof TEXTS)[PageLanguage],
): string => {
  if (fields[field] === 'required') return '';
  if (field !== 'mail' && field !== 'phone') return text.optional;
  const other = fields[field === 'mail' ? 'phone' : 'mail'];
  if (other === 'required') return text.optional;
  return other === 'off' ? '' : text.either[field];
};

const fieldHtml = ({ form, language, entries }: FormPage, field: FormField, error?: EntryError): string => {
  const text = TEXTS[language];
  const entry = escapeHtml(entries[field]);
  const required = form.fields[field] === 'required';
  const described = error ? ` aria-invalid="true" aria-describedby="${field}-error"` : '';
  const common = `id="${field}" name="${field}"${required ? ' required' : ''}${described}`;
  const said = error ? `<p class="error" id="${field}-error">${text.error[error]}</p>` : '';
  const remark = remarkOf(form.fields, field, text);
  const label = `<label for="${field}">${text.label[field]}${remark && ` <small>(${remark})</small>`}</label>`;
  if (field === 'consent') {
    const box = `<input type="checkbox" ${common} value="ja"${entry === 'ja' ? ' checked' : ''}>`;
    return `<div class="tick">${box}<label for="consent">${escapeHtml(form.consentText)}</label></div>${said}`;
  }
  if (field === 'message') return `${label}${said}<textarea ${common} rows="5">${entry}</textarea>`;
  if (field === 'contact') return `${label}${said}<select ${common}>${options(language, entry)}</select>`;
  const kind = `type="${TYPE[field] ?? 'text'}" maxlength="${MOST_CHARS[field]}"`;
  return `${label}${said}<input ${common} ${kind} autocomplete="${AUTOCOMPLETE[field] ?? 'off'}" value="${entry}">`;
};

/** Written as the reader of enquiries understands them. */
const CONTACTS = { any: '', mail: 'E-Mail', phone: 'Telefon' } as const;

const options = (language: PageLanguage, chosen: string): string =>
  (['any', 'mail', 'phone'] as const)
    .map((way) => {
      const selected = CONTACTS[way] === chosen ? ' selected' : '';
      return `<option value="${CONTACTS[way]}"${selected}>${TEXTS[language].contact[way]}</option>`;
    })
    .join('');

const shell = (language: PageLanguage, title: string, main: string): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${FORM_PATH}formular.css"><script src="${FORM_PATH}hoehe.js" async></script></head>
<body><main>${main}</main></body></html>`;
