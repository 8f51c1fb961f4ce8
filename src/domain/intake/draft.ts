import {
  type CountryCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { describeAttachments } from './attachments.ts';
import type { CustomerPhone, Enquiry, Provenance, Vehicle } from './enquiry.ts';
import { headerValue } from './mail.ts';
import type { ReaderInput } from './reader.ts';
import { stated } from './values.ts';

/*
 * An enquiry under construction. Readers put values in through these functions only, so that none enters
 * without its origin, the first statement stays, and a contradicting later one is shown instead of lost.
 */

type Section = 'source' | 'external' | 'customer' | 'wish' | 'consent';

/** An enquiry that says nothing yet but what the mail as a whole says. */
export function newEnquiry(input: ReaderInput, reader: { name: string; version: string }): Enquiry {
  const { mail, context } = input;
  const external: Enquiry['external'] = { ids: [] };
  if (mail.messageId) external.messageId = mail.messageId;
  const enquiry: Enquiry = {
    schema: 1,
    kind: 'inquiry',
    source: { key: context.sourceKind, channel: 'email' },
    external,
    customer: { type: 'unknown', emails: [], phones: [] },
    vehicles: [],
    wish: {},
    consent: { source: 'none' },
    attachments: describeAttachments(mail.attachments),
    extra: [],
    parse: { reader: reader.name, version: reader.version, status: 'ok', warnings: [], fields: {} },
  };
  if (context.ownAddress) enquiry.source.leadAddress = context.ownAddress;
  const language = /^[a-z]{2}(?:-[A-Z]{2})?$/.exec(headerValue(mail, 'content-language') ?? '')?.[0];
  if (language) enquiry.locale = language;
  // A clock of a sender far ahead says nothing about when he wrote.
  const latest = context.receivedAt.add({ hours: 24 });
  if (mail.date && Temporal.Instant.compare(mail.date, latest) <= 0) {
    enquiry.submittedAt = mail.date.toString();
    enquiry.parse.fields['submittedAt'] = { path: 'date', method: 'header', confidence: 1 };
  }
  return enquiry;
}

/** Sets a value of a section once; an empty value is none, a second different one goes to `extra`. */
export function setField<S extends Section, K extends keyof Enquiry[S] & string>(
  enquiry: Enquiry,
  section: S,
  key: K,
  value: Enquiry[S][K] | undefined,
  origin: Provenance,
): void {
  setOnce(enquiry, enquiry[section], key, value, `${section}.${key}`, origin);
}

/** The same for a vehicle of the enquiry. */
export function setVehicle<K extends keyof Vehicle>(
  enquiry: Enquiry,
  vehicle: Vehicle,
  key: K,
  value: Vehicle[K] | undefined,
  origin: Provenance,
): void {
  setOnce(enquiry, vehicle, key, value, `vehicles.${enquiry.vehicles.indexOf(vehicle)}.${key}`, origin);
}

/** The same for a part of the customer's address. */
export function setAddress(
  enquiry: Enquiry,
  key: 'postalCode' | 'city' | 'region' | 'country',
  value: string | undefined,
  origin: Provenance,
): void {
  if (value === undefined) return;
  enquiry.customer.address ??= { lines: [] };
  setOnce(enquiry, enquiry.customer.address, key, value, `customer.address.${key}`, origin);
}

export function addAddressLine(enquiry: Enquiry, line: string, origin: Provenance): void {
  enquiry.customer.address ??= { lines: [] };
  const { lines } = enquiry.customer.address;
  if (lines.push(line) === 1) enquiry.parse.fields['customer.address.lines'] = origin;
}

function setOnce<T extends object, K extends keyof T>(
  enquiry: Enquiry,
  target: T,
  key: K,
  value: T[K] | undefined,
  path: string,
  origin: Provenance,
): void {
  if (value === undefined || value === '') return;
  if (path in enquiry.parse.fields) {
    if (target[key] !== value) addExtra(enquiry, origin.path, origin.raw ?? String(value));
    return;
  }
  target[key] = value;
  enquiry.parse.fields[path] = origin;
}

/** Keeps what there is no field for. */
export function addExtra(enquiry: Enquiry, key: string, value: string | undefined): void {
  const text = stated(value);
  if (text !== undefined && enquiry.extra.length < 200) enquiry.extra.push({ key, value: text });
}

const EMAIL = /^[^\s@<>()[\],;:"]{1,64}@[^\s@<>()[\],;:"]{1,190}$/;
const RELAY_HOSTS = [
  'kontakt.mobile.de',
  'mail.mobile.de',
  'mail.kleinanzeigen.de',
  'mail.ebay-kleinanzeigen.de',
];

/** Whether an address belongs to nobody who could read an answer. */
export function isNoReply(address: string): boolean {
  return /^(?:no-?_?reply|do-?not-?reply|mailer-daemon|wordpress|www-data|root|nobody|bounces?)\b/i.test(
    address,
  );
}

/** Adds an e-mail address of the customer; a text that is none goes to `extra` with a warning. */
export function addEmail(
  enquiry: Enquiry,
  raw: string | undefined,
  origin: Provenance,
  isPreferred = false,
): void {
  const text = stated(raw);
  if (text === undefined) return;
  const address = text
    .slice(0, 1000)
    .split(/[\s<>()[\],;]+|mailto:/i)
    .find((part) => EMAIL.test(part));
  if (!address) {
    enquiry.parse.warnings.push({ code: 'emailUnreadable', detail: text.slice(0, 100) });
    return addExtra(enquiry, origin.path, text);
  }
  const { emails } = enquiry.customer;
  if (emails.some((email) => email.address.toLowerCase() === address.toLowerCase())) return;
  const host = address.slice(address.indexOf('@') + 1).toLowerCase();
  emails.push({ address, relay: RELAY_HOSTS.includes(host), preferred: isPreferred });
  enquiry.parse.fields[`customer.emails.${emails.length - 1}`] = { ...origin, raw: text };
}

/** What is known of a number beside its digits. */
export interface PhoneHint {
  type?: CustomerPhone['type'];
  time?: CustomerPhone['time'];
  isPreferred?: boolean;
  /** Where a number without country code is dialled. */
  region?: CountryCode;
}

/** Adds a telephone number; a text without enough digits goes to `extra`. */
export function addPhone(
  enquiry: Enquiry,
  text: string | undefined,
  origin: Provenance,
  hint: PhoneHint = {},
): void {
  const raw = stated(text);
  if (raw === undefined) return;
  const isMasked = /[x*•#]{2,}/i.test(raw);
  if (raw.replaceAll(/\D/g, '').length < (isMasked ? 3 : 5) || raw.length > 60)
    return addExtra(enquiry, origin.path, raw);

  const number = isMasked ? undefined : parsePhone(raw, hint.region ?? regionOf(enquiry.locale));
  const { phones } = enquiry.customer;
  const e164 = number?.number;
  if (phones.some((phone) => (e164 ? phone.e164 === e164 : phone.raw === raw))) return;
  const phone: CustomerPhone = {
    raw,
    type: hint.type ?? typeOfNumber(number?.getType()),
    preferred: hint.isPreferred ?? false,
    masked: isMasked,
  };
  if (e164) phone.e164 = e164;
  if (hint.time) phone.time = hint.time;
  phones.push(phone);
  enquiry.parse.fields[`customer.phones.${phones.length - 1}`] = { ...origin, raw };
}

/**
 * Without a country we are in Germany, where a complete number starts with 0 or +; anything else ("555-1234",
 * an American number) stays as written rather than becoming a wrong German one.
 */
export function parsePhone(raw: string, region: CountryCode | undefined): PhoneNumber | undefined {
  const text = raw
    .replaceAll(/\p{Zs}/gu, ' ')
    .replace(/^\(?00(?=[1-9])/, '+')
    .replaceAll('(0)', '');
  if (!region && !/^[(\s]*[+0]/.test(text)) return undefined;
  const number = parsePhoneNumberFromString(text, region ?? 'DE');
  // Whoever lives abroad may have a German number all the same.
  const isAbroad = region !== undefined && region !== 'DE';
  return (isAbroad ? number?.isValid() : number?.isPossible()) ? number : undefined;
}

function regionOf(locale: string | undefined): CountryCode | undefined {
  const region = /-([A-Z]{2})$/.exec(locale ?? '')?.[1];
  return region && isSupportedCountry(region) ? region : undefined;
}

function typeOfNumber(type: string | undefined): CustomerPhone['type'] {
  return type === 'MOBILE' ? 'mobile' : type === 'FIXED_LINE' ? 'landline' : 'unknown';
}

/** A whole name. "Last, First" is turned round, as it is never written otherwise with one comma. */
export function setFullName(enquiry: Enquiry, text: string | undefined, origin: Provenance): void {
  const name = stated(text)?.replaceAll(/\s+/g, ' ');
  if (name === undefined) return;
  const [last, first, ...more] = name.split(/\s*,\s*/);
  if (!last || !first || more.length > 0) return setField(enquiry, 'customer', 'full', name, origin);
  const turned = { ...origin, raw: name };
  setField(enquiry, 'customer', 'full', `${first} ${last}`, turned);
  setField(enquiry, 'customer', 'first', first, turned);
  setField(enquiry, 'customer', 'last', last, turned);
}

/** The vehicle of a role, made when first spoken of. */
export function vehicleOf(enquiry: Enquiry, role: Vehicle['role']): Vehicle {
  const known = enquiry.vehicles.find((vehicle) => vehicle.role === role);
  if (known) return known;
  const vehicle: Vehicle = { role };
  enquiry.vehicles.push(vehicle);
  return vehicle;
}

/** What the customer wrote; `text` without what is quoted below it. */
export function setMessage(
  enquiry: Enquiry,
  fullText: string | undefined,
  text: string,
  origin: Provenance,
): void {
  const full = fullText?.trim();
  if (!full) return;
  enquiry.message = {
    text: text.trim() || full,
    fullText: full,
    quotedRemoved: text.trim() !== '' && text.trim() !== full,
  };
  enquiry.parse.fields['message'] = origin;
}
