import { addEmail, addPhone, setField, setVehicle, vehicleOf } from './draft.ts';
import {
  type CustomerEmail,
  type CustomerPhone,
  customerMail,
  customerName,
  customerPhone,
  type Enquiry,
  type Provenance,
  vehicleTitle,
} from './enquiry.ts';

/** What a customer may wish beside the vehicle, as the form offers it. */
export const WISHES = ['testDrive', 'tradeIn', 'financing', 'leasing', 'callback', 'offer'] as const;
export type WishKind = (typeof WISHES)[number];

/** The fields people complete and put right; an empty text is "not stated". */
export interface LeadFields {
  readonly name: string;
  readonly mail: string;
  readonly phone: string;
  readonly vehicle: string;
  readonly text: string;
  readonly wishes: readonly WishKind[];
}

/** Who put a field right, and when (ISO 8601 instant). */
export interface Correction<Value> {
  readonly value: Value;
  readonly by: string;
  readonly at: string;
}

export type Corrections = { readonly [Field in keyof LeadFields]?: Correction<LeadFields[Field]> };

/** The fields in the order of the form, with the path in the enquiry each is called by. */
export const FIELD_PATHS: Readonly<Record<keyof LeadFields, string>> = {
  name: 'customer.full',
  mail: 'customer.emails',
  phone: 'customer.phones',
  vehicle: 'vehicles.0.title',
  text: 'message',
  wishes: 'wish',
};

/** The fields as an enquiry states them. */
export const fieldsOf = (enquiry: Enquiry): LeadFields => ({
  name: customerName(enquiry) ?? '',
  mail: customerMail(enquiry) ?? '',
  phone: customerPhone(enquiry) ?? '',
  vehicle: vehicleTitle(enquiry) ?? '',
  text: enquiry.message?.text ?? '',
  wishes: WISHES.filter((wish) => enquiry.wish[wish] !== undefined && enquiry.wish[wish] !== false),
});

/** What differs between two states of the fields, in the order of the form. */
export const changedFields = (before: LeadFields, after: LeadFields): (keyof LeadFields)[] =>
  (Object.keys(FIELD_PATHS) as (keyof LeadFields)[]).filter(
    (field) => String(before[field]) !== String(after[field]),
  );

/**
 * The enquiry with the fields a person filled or put right (issue: unread work items). Only what differs from what the
 * enquiry states becomes a correction; it is remembered with its author, so that reading anew never undoes it. `at` is
 * an ISO 8601 instant.
 */
export const correctEnquiry = (
  enquiry: Enquiry,
  wanted: LeadFields,
  { by, at }: { readonly by: string; readonly at: string },
): Enquiry => {
  const changed = changedFields(fieldsOf(enquiry), wanted);
  const entries = changed.map((field) => [field, { value: wanted[field], by, at }]);
  return withCorrections(enquiry, { ...enquiry.corrections, ...Object.fromEntries(entries) });
};

/** The enquiry with corrections made before, whatever was read this time. Leaves the given enquiry as it is. */
export const withCorrections = (read: Enquiry, corrections: Corrections | undefined): Enquiry => {
  if (!corrections || Object.keys(corrections).length === 0) return read;
  const enquiry: Enquiry = { ...structuredClone(read), corrections };
  const { name, mail, phone, vehicle, text, wishes } = corrections;
  if (name) correctName(enquiry, name);
  if (mail) correctMail(enquiry, mail);
  if (phone) correctPhone(enquiry, phone);
  if (vehicle) correctVehicle(enquiry, vehicle);
  if (text) correctText(enquiry, text);
  if (wishes) correctWishes(enquiry, wishes);
  return enquiry;
};

const personOf = ({ by }: { readonly by: string }): Provenance => ({
  path: by,
  method: 'person',
  confidence: 1,
});

const NAME_PARTS = ['full', 'first', 'middle', 'last', 'suffix'] as const;
const VEHICLE_PARTS = ['title', 'make', 'model', 'trim', 'modelYear'] as const;

const correctName = (enquiry: Enquiry, correction: Correction<string>): void => {
  const { customer } = enquiry;
  for (const part of correction.value === '' ? ([...NAME_PARTS, 'company'] as const) : NAME_PARTS) {
    delete customer[part];
    delete enquiry.parse.fields[`customer.${part}`];
  }
  setField(enquiry, 'customer', 'full', correction.value, personOf(correction));
};

const correctMail = (enquiry: Enquiry, correction: Correction<string>): void => {
  const kept = replaceContacts<CustomerEmail>(
    enquiry,
    'emails',
    ({ address }) => address === customerMail(enquiry),
  );
  if (correction.value === '') return dropContacts(enquiry, 'emails');
  for (const email of kept) email.preferred = false;
  addEmail(enquiry, correction.value, personOf(correction), true);
};

const correctPhone = (enquiry: Enquiry, correction: Correction<string>): void => {
  const wrong = customerPhone(enquiry);
  const kept = replaceContacts<CustomerPhone>(
    enquiry,
    'phones',
    ({ e164, raw }) => wrong !== null && (e164 ?? raw) === wrong,
  );
  if (correction.value === '') return dropContacts(enquiry, 'phones');
  for (const phone of kept) phone.preferred = false;
  addPhone(enquiry, correction.value, personOf(correction), { isPreferred: true });
};

/** Takes one way to reach the customer out, and lets the others keep their origins. Returns those that are left. */
const replaceContacts = <Contact extends CustomerEmail | CustomerPhone>(
  enquiry: Enquiry,
  list: 'emails' | 'phones',
  isWrong: (contact: Contact) => boolean,
): readonly Contact[] => {
  const contacts = enquiry.customer[list] as Contact[];
  const { fields } = enquiry.parse;
  const kept = contacts
    .map((contact, place) => ({ contact, origin: fields[`customer.${list}.${place}`] }))
    .filter(({ contact }) => !isWrong(contact));
  dropContacts(enquiry, list);
  for (const [place, { contact, origin }] of kept.entries()) {
    (enquiry.customer[list] as Contact[]).push(contact);
    if (origin) fields[`customer.${list}.${place}`] = origin;
  }
  return kept.map(({ contact }) => contact);
};

const dropContacts = (enquiry: Enquiry, list: 'emails' | 'phones'): void => {
  for (const place of enquiry.customer[list].keys()) delete enquiry.parse.fields[`customer.${list}.${place}`];
  enquiry.customer[list] = [];
};

const correctVehicle = (enquiry: Enquiry, correction: Correction<string>): void => {
  const vehicle = vehicleOf(enquiry, 'wanted');
  const place = enquiry.vehicles.indexOf(vehicle);
  for (const part of correction.value === '' ? VEHICLE_PARTS : (['title'] as const)) {
    delete vehicle[part];
    delete enquiry.parse.fields[`vehicles.${place}.${part}`];
  }
  setVehicle(enquiry, vehicle, 'title', correction.value, personOf(correction));
};

const correctText = (enquiry: Enquiry, correction: Correction<string>): void => {
  const { value } = correction;
  delete enquiry.message;
  if (value !== '') enquiry.message = { text: value, fullText: value, quotedRemoved: false };
  enquiry.parse.fields['message'] = personOf(correction);
};

const correctWishes = (enquiry: Enquiry, correction: Correction<readonly WishKind[]>): void => {
  for (const wish of WISHES) {
    const path = `wish.${wish}`;
    const isWanted = correction.value.includes(wish);
    const isStated = enquiry.wish[wish] !== undefined && enquiry.wish[wish] !== false;
    if (isWanted === isStated) continue;
    delete enquiry.parse.fields[path];
    delete enquiry.wish[wish];
    if (!isWanted) continue;
    if (wish === 'testDrive' || wish === 'callback')
      setField(enquiry, 'wish', wish, {}, personOf(correction));
    else setField(enquiry, 'wish', wish, true, personOf(correction));
  }
};
