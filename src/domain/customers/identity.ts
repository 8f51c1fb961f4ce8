import { isNoReply, parsePhone } from '../intake/draft.ts';
import { customerName, type Enquiry } from '../intake/enquiry.ts';

/** What identifies a person: an address or number of their own, or an exchange's key of the buyer. */
export interface Identity {
  readonly kind: 'mail' | 'buyer' | 'phone';
  /** Lower-case address, `source:key`, or E.164. */
  readonly value: string;
}

/**
 * By what an enquiry's customer is known again, the surest first: own addresses, the buyer key, telephones. Never a relay
 * address, a fax, a masked number, or what only fills a field (product.md 7, formats.md 11).
 */
export const identitiesOf = ({ customer, external, source }: Enquiry): Identity[] => {
  const mails = customer.emails
    .filter(({ address, relay }) => !relay && !isNoReply(address) && !FILLING_MAIL.test(address))
    .map(({ address }): Identity => ({ kind: 'mail', value: address.trim().toLowerCase() }));
  const buyer: Identity[] = external.buyerKey
    ? [{ kind: 'buyer', value: `${source.key}:${external.buyerKey}` }]
    : [];
  const phones = customer.phones.flatMap(({ e164, type, masked }): Identity[] =>
    e164 && type !== 'fax' && !masked && !FILLING_PHONE.test(e164) ? [{ kind: 'phone', value: e164 }] : [],
  );
  return [...mails, ...buyer, ...phones];
};

const FILLING_MAIL = /^(?:keine?(?:[-_.]?e?-?mail)?|unbekannt|none|no-?mail|nomail|test)@/i;
/** One digit over and over, or the digits in their order. */
const FILLING_PHONE = /^\+\d{1,3}?(?:(\d)\1{5,}|0?123456\d{0,4})$/;

/** A name to compare by: lower case, without titles, accents, and the order of its words; null where there is none. */
export const nameKey = (name: string | null): string | null => wordsOf(name).toSorted().join(' ') || null;

/** Whether two names cannot be of one person: each has a word the other has not, not even as an initial. */
export const namesDiffer = (one: string | null, other: string | null): boolean => {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const covers = (words: readonly string[], more: readonly string[]) =>
    words.every((word) => more.some((candidate) => isSameWord(word, candidate)));
  return a.length > 0 && b.length > 0 && !covers(a, b) && !covers(b, a);
};

const isSameWord = (one: string, other: string): boolean =>
  one === other ||
  (one.length === 1 && other.startsWith(one)) ||
  (other.length === 1 && one.startsWith(other));

const TITLES = new Set(['herr', 'herrn', 'frau', 'dr', 'prof', 'dipl', 'ing', 'mr', 'mrs', 'ms', 'familie']);

const wordsOf = (name: string | null): string[] =>
  (name ?? '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/ä/g, 'ae')
    .replaceAll(/ö/g, 'oe')
    .replaceAll(/ü/g, 'ue')
    .normalize('NFD')
    .split(/[^\p{L}\p{M}]+/u)
    .map((word) => word.replaceAll(/\p{M}/gu, ''))
    .filter((word) => word !== '' && !TITLES.has(word));

/**
 * What similar addresses have in common: the part before the @ without dots, strokes and what follows a plus. null where
 * that is short or says nothing of a person ("info").
 */
export const likenessOf = ({ kind, value }: Identity): string | null => {
  if (kind !== 'mail') return null;
  const local = value.slice(0, value.lastIndexOf('@')).replace(/\+.*$/, '').replaceAll(/[._-]/g, '');
  return local.length < 6 ||
    /^(?:kontakt|service|verkauf|anfrage|zentrale|office|einkauf|buero|contact)/.test(local)
    ? null
    : local;
};

/** What is kept of the customer beside the identities. */
export const describedBy = (enquiry: Enquiry) => {
  const name = customerName(enquiry);
  return { name, nameKey: nameKey(name), postcode: enquiry.customer.address?.postalCode ?? null };
};

/** A stated identity and whose it is so far; `name` is that customer's. */
export interface StatedIdentity extends Identity {
  readonly customerId: string | null;
  readonly name: string | null;
}

/**
 * Whose enquiry it is; null: of nobody known yet. `stated` in the order of `identitiesOf`: a mail says more than a
 * telephone, which people share. A telephone is not enough where the enquiry states an address of its own and a
 * name that cannot be the known customer's.
 */
export const recognise = (stated: readonly StatedIdentity[], name: string | null): string | null => {
  const hasMail = stated.some(({ kind }) => kind === 'mail');
  const owned = stated.find(
    ({ kind, customerId, name: known }) =>
      customerId !== null && !(kind === 'phone' && hasMail && namesDiffer(known, name)),
  );
  return owned?.customerId ?? null;
};

/** The telephone number in E.164 that a text is, in any writing; null where it is none. */
export const phoneIn = (text: string): string | null => parsePhone(text.trim(), undefined)?.number ?? null;
