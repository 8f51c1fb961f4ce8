import type { Customer } from '../intake/enquiry.ts';

export const MAIL_LANGUAGES = ['de', 'en'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** The language a customer is written to: German unless the enquiry (`locale`, BCP 47) says otherwise. */
export const mailLanguageOf = (locale: string | undefined): MailLanguage =>
  locale === undefined || locale.toLowerCase().startsWith('de') ? 'de' : 'en';

type Named = Pick<Customer, 'salutation' | 'title' | 'first' | 'last' | 'full'>;

/**
 * How a mail to the customer begins, without a comma at the end. "Sehr geehrte Frau Dr. Kunde" only where the enquiry
 * said Frau and a last name; whose sex is not known is greeted by the whole name, and nothing is guessed from a first name.
 */
export const salutationOf = (customer: Named, language: MailLanguage): string => {
  const { salutation, title, last } = customer;
  const words = WORDS[language];
  const name = [title, last].filter(Boolean).join(' ');
  const whole = wholeName(customer);
  if (salutation === 'company') return words.company;
  if (last && salutation === 'mr') return `${words.mr} ${name}`;
  if (last && salutation === 'ms') return `${words.ms} ${name}`;
  if (last && salutation === 'family') return words.family(last);
  return whole ? `${words.unknown} ${whole}` : words.nameless;
};

/** The name as it was given; first and last where it was given in parts. */
export const wholeName = ({ first, last, full }: Pick<Customer, 'first' | 'last' | 'full'>): string =>
  [first, last].filter(Boolean).join(' ') || (full ?? '');

const WORDS = {
  de: {
    company: 'Sehr geehrte Damen und Herren',
    mr: 'Sehr geehrter Herr',
    ms: 'Sehr geehrte Frau',
    family: (last: string) => `Sehr geehrte Familie ${last}`,
    unknown: 'Guten Tag',
    nameless: 'Guten Tag',
  },
  en: {
    company: 'Dear Sir or Madam',
    mr: 'Dear Mr',
    ms: 'Dear Ms',
    family: (last: string) => `Dear ${last} family`,
    unknown: 'Dear',
    nameless: 'Hello',
  },
};
