import type { Customer, Enquiry, Vehicle, Wish } from './enquiry.ts';

/*
 * The answers of select boxes in forms, in the languages of `labels.ts`. Undefined for any other answer.
 */

/** The value of the first pattern that fits. */
function firstFit<T>(text: string, choices: readonly (readonly [RegExp, T])[]): T | undefined {
  return choices.find(([pattern]) => pattern.test(text))?.[1];
}

export function parseSalutation(text: string): Customer['salutation'] {
  return firstFit(text, [
    [
      /^(?:herrn?\s+(?:und|&)\s+frau|frau\s+(?:und|&)\s+herrn?|eheleute|ehepaar|married[_ ]couple|mr[_ ]and[_ ]mrs)\b/i,
      'couple',
    ],
    [/^(?:herrn?|mr|mister|monsieur|m\.|signor|sig\.|de heer|dhr)(?![\p{L}_])/iu, 'mr'],
    [/^(?:frau|ms|mrs|miss|madame|mme|mlle|signora|sig\.ra|mevrouw|mevr|mw)(?![\p{L}_])/iu, 'ms'],
    [/^(?:familie|family|famille|famiglia)\b/i, 'family'],
    [/^(?:firma|company)\b/i, 'company'],
    [/^(?:divers|mx)\b\.?/i, 'diverse'],
  ]);
}

export function parseCondition(text: string): Vehicle['condition'] {
  return firstFit(text, [
    [/vorführ|demo/i, 'demo'],
    [/tageszulassung|kurzzulassung|pre[-_ ]?regist/i, 'pre_registered'],
    [/jahreswagen|dienstwagen|werkswagen|employee/i, 'employee'],
    [/oldtimer|classic/i, 'classic'],
    [/gebraucht|used|occasion|usat[oa]|tweedehands/i, 'used'],
    [/\bneu|\bnew|\bneuf|\bnuov[oa]|\bnieuw/i, 'new'],
  ]);
}

export function parseContactChannel(text: string): Wish['preferredContact'] {
  return firstFit(text, [
    [/whats\s?app/i, 'whatsapp'],
    [/\bsms\b/i, 'sms'],
    [/mail|courriel/i, 'email'],
    [/tel[eé](?:f|ph)o|anruf|r(?:ü|ue)ckruf|phone|call|mobil|handy/i, 'phone'],
    [/\b(?:post|brief|letter)\b/i, 'letter'],
  ]);
}

export function parsePayment(text: string): Wish['payment'] {
  return firstFit(text, [
    [/leas/i, 'lease'],
    [/finanz|financ|kredit|\brate/i, 'finance'],
    [/\babo/i, 'subscription'],
    [/\bbar|cash|überweisung|sofort/i, 'cash'],
  ]);
}

export function parseKind(text: string): Enquiry['kind'] | undefined {
  return firstFit(text, [
    [/inzahlung|ankauf|trade|reprise|permuta|inruil/i, 'trade_in'],
    [/leasing|lease/i, 'leasing'],
    [/r(?:ü|ue)ckruf|callback|rappel|terugbel/i, 'callback'],
    [/werkstatt|service|reparatur|wartung|inspektion|reifen|r(?:ä|ae)der|hauptuntersuchung|tüv/i, 'service'],
  ]);
}

export function asksTestDrive(text: string): boolean {
  return /probefahrt|test drive|essai|prova|proefrit/i.test(text);
}

/** Whether an answer names wishes and nothing else: "Probefahrt, Leasing" to "Interessiert an". */
export function namesWishesOnly(text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}]+/u);
  return words.every((word) => WISH_WORDS.has(word));
}

const WISH_WORDS = new Set(
  ` und oder einer einem angebot ankauf beratung finanzierung inzahlungnahme inspektion leasing probefahrt rückruf service
 werkstatttermin neuwagen gebrauchtwagen jahreswagen vorführwagen tageszulassung dienstwagen neufahrzeug gebrauchtfahrzeug`.split(
    /\s/,
  ),
);

/** Whether a form about buying a car is one in which the customer sells his. */
export function isPurchase(text: string): boolean {
  return /ankauf|auto verkaufen|fahrzeug verkaufen|sell (?:my|your) car/i.test(text);
}

/** Whether a form's own subject says so; a customer who writes "Ankauf" there may as well ask about a car of ours. */
export function isPurchaseForm(subject: string): boolean {
  return /(?:ankauf(?:s?anfrage|sformular)|fahrzeugankauf|autoankauf|wir kaufen ihr (?:auto|fahrzeug))/i.test(
    subject,
  );
}

/** Whether a form's own subject says that it is a workshop's. */
export function isServiceForm(subject: string): boolean {
  return /(?:werkstatt|service)[ -]?(?:termin|anfrage)/i.test(subject);
}

/** Whether a consent box was ticked: "Ja", "akzeptiert", "Ich stimme zu". */
export function parseConsent(text: string): boolean | undefined {
  return firstFit(text, [
    [/^(?:nein|no|non|nee|nicht\b.*)$/i, false],
    [
      /^(?:ja|yes|oui|1|x|on|true|akzeptiert|zugestimmt|eingewilligt|einverstanden|accepted|agreed|consented)\b/i,
      true,
    ],
    [
      /^(?:ich (?:stimme|akzeptiere|willige|bin (?:damit )?einverstanden)|i agree|i consent)\b(?!.*\bnicht\b)/i,
      true,
    ],
  ]);
}
