import { fillPlaceholders, type PlaceholderValues } from '../conversation/placeholders.ts';
import { type MailLanguage, mailLanguageOf } from '../conversation/salutation.ts';
import { type AutoAnswerBar, isMachineAddress } from '../intake/auto-answer.ts';

/** The words of one language, with placeholders. */
export interface AcknowledgementTexts {
  readonly subject: string;
  /** Sent while the branch is open. */
  readonly inside: string;
  readonly outside: string;
}

/** The automatic first mail of a branch, or of one of its sources (product.md 9). */
export interface AcknowledgementSpec {
  readonly on: boolean;
  /** Whether addresses by which an exchange relays are answered as well. */
  readonly relays: boolean;
  /** `auto`: the customer's language where the enquiry says it, else German. */
  readonly language: MailLanguage | 'auto';
  readonly texts: Readonly<Record<MailLanguage, AcknowledgementTexts>>;
}

/** What a new dealership finds: off until wanted, with words to begin with. */
export const FIRST_ACKNOWLEDGEMENT: AcknowledgementSpec = {
  on: false,
  relays: false,
  language: 'auto',
  texts: {
    de: {
      subject: 'Ihre Anfrage bei {Autohaus}',
      inside:
        '{Anrede},\n\nvielen Dank für Ihre Anfrage. Wir haben sie erhalten und melden uns so bald wie möglich bei Ihnen.\n\nMit freundlichen Grüßen\n{Autohaus}',
      outside:
        '{Anrede},\n\nvielen Dank für Ihre Anfrage. Wir haben sie erhalten. Gerade haben wir geschlossen; sobald wir wieder öffnen, melden wir uns bei Ihnen.\n\nMit freundlichen Grüßen\n{Autohaus}',
    },
    en: {
      subject: 'Your enquiry at {dealership}',
      inside:
        '{salutation},\n\nthank you for your enquiry. We have received it and will get back to you as soon as possible.\n\nKind regards\n{dealership}',
      outside:
        '{salutation},\n\nthank you for your enquiry. We have received it. We are closed at the moment and will get back to you as soon as we open again.\n\nKind regards\n{dealership}',
    },
  },
};

/** Automatic mails to one address within a day: of one source, and of the whole dealership. */
export const MOST_A_DAY = { ofSource: 1, inAll: 3 };

/** What is known of an enquiry when it is to be decided whether it is acknowledged. */
export interface AcknowledgementFacts {
  /** What the way the enquiry came forbids; `undefined` when a person entered it. */
  readonly bar: AutoAnswerBar | null | undefined;
  readonly address: string | null;
  /** The address is an exchange's, which relays the mail. */
  readonly isRelay: boolean;
  /** The address belongs to this installation: a lead address, a reply address. */
  readonly isOwnAddress: boolean;
  readonly isTest: boolean;
  /** Automatic mails this address got within the last day. */
  readonly sentToday: { readonly ofSource: number; readonly inAll: number };
}

export type Silence =
  | AutoAnswerBar
  | 'off'
  | 'byHand'
  | 'noAddress'
  | 'relay'
  | 'ownAddress'
  | 'test'
  | 'enough';

/**
 * Why an enquiry is not acknowledged; null when it is. In doubt it is not: a customer without an automatic mail waits for
 * a personal one, but two machines that answer each other never stop (RFC 3834).
 */
export const whySilent = (spec: AcknowledgementSpec, facts: AcknowledgementFacts): Silence | null => {
  const { bar, address, isRelay, isOwnAddress, isTest, sentToday } = facts;
  if (!spec.on) return 'off';
  if (bar === undefined) return 'byHand';
  if (bar !== null) return bar;
  if (isTest) return 'test';
  if (address === null) return 'noAddress';
  if (isOwnAddress) return 'ownAddress';
  if (isMachineAddress(address)) return 'noReply';
  if (isRelay && !spec.relays) return 'relay';
  return sentToday.ofSource >= MOST_A_DAY.ofSource || sentToday.inAll >= MOST_A_DAY.inAll ? 'enough' : null;
};

/** The language a customer is written to; `locale` is the enquiry's BCP 47 tag, where it has one. */
export const languageFor = (
  language: AcknowledgementSpec['language'],
  locale: string | undefined,
): MailLanguage => {
  return language === 'auto' ? mailLanguageOf(locale) : language;
};

/** Subject and text as the customer gets them. */
export const acknowledgementMail = (
  { subject, inside, outside }: AcknowledgementTexts,
  isOpen: boolean,
  values: PlaceholderValues,
): { subject: string; text: string } => ({
  subject: fillPlaceholders(subject, values).text.replaceAll(/\s+/g, ' ').trim(),
  text: fillPlaceholders(isOpen ? inside : outside, values).text.trim(),
});
