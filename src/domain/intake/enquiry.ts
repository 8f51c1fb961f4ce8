import type { Corrections } from './correct.ts';
import type { ReadingWarning } from './warning.ts';

/**
 * One enquiry as it was read from a message (formats.md 11): plain JSON, stored on the lead and shown
 * with the origin of every field. Absent means "not stated"; nothing in here is guessed.
 */
export interface Enquiry {
  schema: 1;
  /** ISO 8601 instant the source states for the enquiry, else the mail's own date. */
  submittedAt?: string;
  kind: EnquiryKind;
  source: SourceHints;
  external: ExternalIds;
  customer: Customer;
  vehicles: Vehicle[];
  message?: Message;
  wish: Wish;
  consent: Consent;
  /** BCP 47 language tag, where the message states it. */
  locale?: string;
  attachments: AttachmentInfo[];
  /** Everything the reader had no field for, in the order of the message. */
  extra: ExtraField[];
  parse: ParseRecord;
  /** What people put right; stays when the message is read anew (correct.ts). */
  corrections?: Corrections;
}

export type EnquiryKind =
  | 'inquiry'
  | 'call'
  | 'missed_call'
  | 'callback'
  | 'trade_in'
  | 'leasing'
  | 'service'
  | 'other';

/** What the message itself says about where it comes from; the lead address decides the source. */
export interface SourceHints {
  key: string;
  channel: 'email' | 'api' | 'webhook' | 'manual' | 'phone' | 'whatsapp';
  /** A test enquiry of ours: a lead like any other, but no sign of life of its source (product.md 6). */
  isTest?: boolean;
  name?: string;
  leadAddress?: string;
  provider?: string;
  campaign?: string;
  form?: string;
  referrer?: string;
  clickIds?: Record<string, string>;
}

/** Numbers other systems know the enquiry by; the ground for recognising doubles. */
export interface ExternalIds {
  leadId?: string;
  eventId?: string;
  conversationId?: string;
  /** A stable key of the buyer at the exchange; unlike a relay address it may identify a person. */
  buyerKey?: string;
  dealerNumber?: string;
  messageId?: string;
  ids: { source: string; value: string; sequence?: number }[];
}

export interface Customer {
  type: 'private' | 'business' | 'dealer' | 'unknown';
  salutation?: 'mr' | 'ms' | 'diverse' | 'family' | 'couple' | 'company';
  /** Academic title. */
  title?: string;
  first?: string;
  middle?: string;
  last?: string;
  suffix?: string;
  full?: string;
  company?: string;
  customerNumber?: string;
  emails: CustomerEmail[];
  phones: CustomerPhone[];
  address?: PostalAddress;
}

export interface CustomerEmail {
  address: string;
  /** An exchange's forwarding address: good for answering, never for recognising a person. */
  relay: boolean;
  preferred: boolean;
}

export interface CustomerPhone {
  raw: string;
  e164?: string;
  type: 'mobile' | 'landline' | 'fax' | 'unknown';
  time?: 'morning' | 'afternoon' | 'evening' | 'day';
  preferred: boolean;
  /** Partly blanked out by the source, so not a number to call. */
  masked: boolean;
}

export interface PostalAddress {
  lines: string[];
  postalCode?: string;
  city?: string;
  region?: string;
  /** ISO 3166-1 alpha-2 where the country is known by it, else as written. */
  country?: string;
}

export interface Vehicle {
  role: 'wanted' | 'trade_in';
  interest?: 'buy' | 'lease' | 'sell' | 'trade-in' | 'test-drive' | 'subscribe';
  condition?: 'new' | 'used' | 'demo' | 'pre_registered' | 'employee' | 'classic';
  vehicleClass?: string;
  make?: string;
  model?: string;
  title?: string;
  trim?: string;
  modelYear?: number;
  body?: string;
  fuel?: string;
  transmission?: string;
  internalNumber?: string;
  listingId?: string;
  listingUrl?: string;
  vin?: string;
  licensePlate?: string;
  price?: Price;
  mileage?: { value: number; unit: 'km' | 'mi' };
  /** YYYY, YYYY-MM or YYYY-MM-DD. */
  firstRegistration?: string;
  powerKw?: number;
  color?: string;
  options?: string[];
  comments?: string;
}

export interface Price {
  /** Decimal text with a point, two digits where cents were given; never a float. */
  amount: string;
  /** ISO 4217; absent where the message does not say. */
  currency?: string;
  kind?: string;
}

export interface Message {
  /** What the customer newly wrote. */
  text: string;
  /** The same with everything quoted below it. */
  fullText: string;
  quotedRemoved: boolean;
}

export interface Wish {
  testDrive?: { at?: string };
  tradeIn?: boolean;
  financing?: boolean;
  leasing?: boolean;
  callback?: { from?: string; to?: string };
  offer?: boolean;
  delivery?: boolean;
  insurance?: boolean;
  registration?: boolean;
  reservation?: boolean;
  counterOffer?: string;
  payment?: 'cash' | 'finance' | 'lease' | 'subscription';
  finance?: { months?: number; downPayment?: string; monthly?: string; final?: string; kmPerYear?: number };
  timeframe?: { text?: string; earliest?: string; latest?: string };
  preferredContact?: 'email' | 'phone' | 'sms' | 'whatsapp' | 'letter';
}

/** What the customer agreed to, where the message says so; absent means unknown, never yes. */
export interface Consent {
  text?: string;
  given?: boolean;
  channels?: string[];
  at?: string;
  source: 'form' | 'portal' | 'none';
}

export interface AttachmentInfo {
  name: string;
  /** Media type by the file's bytes, not as the sender claims. */
  type: string;
  bytes: number;
  sha256: string;
  /** Runs when it is opened, or may bring something that does. */
  risky?: boolean;
}

export interface ExtraField {
  key: string;
  value: string;
}

export interface ParseRecord {
  reader: string;
  version: string;
  /** What the reader was chosen by; absent for the last resort. */
  reason?: string;
  /** How sure the reader was that the message is of its format, 0..1; absent for the last resort. */
  confidence?: number;
  /** ok: structured and reachable; partial: read, but look at it; unparsed: a structure that did not open. */
  status: 'ok' | 'partial' | 'unparsed';
  warnings: ReadingWarning[];
  /** Origin by path in the enquiry, e.g. `customer.phones.0`. */
  fields: Record<string, Provenance>;
}

/** Where a value stood in the message. */
export interface Provenance {
  /** XML path, header name, label, or the person's name, as the method says. */
  path: string;
  method: 'xml' | 'header' | 'label' | 'table' | 'regex' | 'api' | 'person';
  /** 0..1; below 1 where the value had to be interpreted. */
  confidence: number;
  /** As written, where the value kept is not that already. */
  raw?: string;
}

/** The customer as a person reads the name; the company where no person is named. */
export function customerName(enquiry: Enquiry): string | null {
  const { first, middle, last, suffix, full, company } = enquiry.customer;
  const parts = [first, middle, last, suffix].filter((part) => part !== undefined).join(' ');
  return full ?? (parts || (company ?? null));
}

/**
 * The address to answer to: the preferred one, else the first of the customer's own, else a relay. Whether it
 * is a relay stands in `customer.emails`.
 */
export function customerMail(enquiry: Enquiry): string | null {
  const { emails } = enquiry.customer;
  const best = emails.find((email) => email.preferred) ?? emails.find((email) => !email.relay) ?? emails[0];
  return best?.address ?? null;
}

/** The number to call, in E.164 where it could be read as one, else as written; never a fax or a masked one. */
export function customerPhone(enquiry: Enquiry): string | null {
  const callable = enquiry.customer.phones.filter((phone) => phone.type !== 'fax' && !phone.masked);
  const best =
    callable.find((phone) => phone.preferred) ?? callable.find((phone) => phone.e164) ?? callable[0];
  return best ? (best.e164 ?? best.raw) : null;
}

/** The vehicle asked for in one line: the source's own title, else make, model, trim and year. */
export function vehicleTitle(enquiry: Enquiry): string | null {
  const vehicle = enquiry.vehicles.find((one) => one.role === 'wanted') ?? enquiry.vehicles[0];
  if (!vehicle) return null;
  const { title, make, model, trim, modelYear } = vehicle;
  const parts = [make, model, trim, modelYear].filter((part) => part !== undefined).join(' ');
  return title ?? (parts || null);
}

/** Whether the lead is marked "bitte prüfen" (product.md 7.2). */
export function needsReview(enquiry: Enquiry): boolean {
  return enquiry.parse.status !== 'ok';
}
