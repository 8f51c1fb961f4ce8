import { addEmail, addExtra, isNoReply, setFullName } from './draft.ts';
import type { Enquiry, Provenance } from './enquiry.ts';
import { asksTestDrive, isPurchase, isPurchaseForm, parseKind } from './form-words.ts';
import { type FormTopic, LABEL_SETTERS } from './label-setters.ts';
import type { LabelledValue } from './labelled-text.ts';
import type { FormSection } from './form-section.ts';
import type { LabelField } from './label-words.ts';
import { labelField, tradeInLabel } from './labels.ts';
import type { ReaderInput } from './reader.ts';
import { parseYesNo, stated } from './values.ts';

/** Puts the values of a form into the enquiry; what has no field or does not fit it is kept in `extra`. */
export function takeLabels(enquiry: Enquiry, values: LabelledValue[]): void {
  const topic = topicOf(values);
  if (topic === 'purchase') enquiry.kind = 'trade_in';
  const sections = sectionsOf(values);
  for (const [at, { label, value: text, field: plainField, method }] of values.entries()) {
    const value = stated(text);
    if (value === undefined) continue;
    const own = tradeInLabel(label);
    const field = plainField ?? (own === null ? undefined : own === '' ? 'vehicle' : labelField(own));
    const origin: Provenance = { path: label, method, confidence: 1, raw: value.slice(0, 500) };
    const section = sections[at];
    if (!field || field === 'other') addExtra(enquiry, label, value);
    else if (section === 'house' && isOfPerson(field)) addExtra(enquiry, label, value);
    else {
      const isOwn = topic !== 'service' && (own !== null || section === 'own');
      LABEL_SETTERS[field]({
        enquiry,
        value,
        origin,
        role: isOwn || topic === 'purchase' ? 'trade_in' : 'wanted',
        ...(topic && { topic }),
      });
    }
  }
}
/**
 * Of whom or what each value speaks: by the heading above it; of another car behind a "Ja" to the trade-in; and of the house
 * where it stands above the customer's part and is asked for there too.
 */
function sectionsOf(values: LabelledValue[]): (FormSection | undefined)[] {
  let section: FormSection | undefined;
  let wanted = '';
  let hasTradeIn = false;
  const sections = values.map(({ label, value: text, field, section: headed }) => {
    const value = stated(text);
    const isPlain = tradeInLabel(label) === null;
    if (headed) section = headed;
    else if (value === undefined && field === 'tradeIn') section = 'own';
    else if (value === undefined && field === 'vehicle') section = 'wanted';
    else if (value !== undefined && field === 'tradeIn') hasTradeIn = parseYesNo(value) !== false;
    else if (value !== undefined && isPlain && (field === 'make' || field === 'vehicle')) {
      if (field === 'make' && hasTradeIn && wanted && !wanted.includes(value.toLowerCase())) section = 'own';
      if (section !== 'own') wanted += ` ${value.toLowerCase()}`;
    }
    return section;
  });
  const ofCustomer = new Set(values.flatMap(({ field }, at) => (sections[at] === 'customer' ? [field] : [])));
  return values.map(({ field }, at) => {
    const isAbove = sections[at] === undefined && field !== undefined && isOfPerson(field);
    return isAbove && ofCustomer.has(field) ? 'house' : sections[at];
  });
}

function isOfPerson(field: LabelField): boolean {
  return PERSON_FIELDS.includes(field);
}

const PERSON_FIELDS: readonly LabelField[] = [
  'salutation',
  'title',
  'first',
  'last',
  'full',
  'company',
  'email',
  'phone',
  'mobile',
  'fax',
  'street',
  'houseNumber',
  'postalCode',
  'city',
  'postalCodeCity',
  'country',
  'address',
];

/** What a form asks for by its own fields, wherever in it they stand; a workshop's form speaks of one car only. */
function topicOf(values: LabelledValue[]): FormTopic | null {
  const answers = values.filter(({ value }) => stated(value) !== undefined && parseYesNo(value) !== false);
  const kinds = answers.filter(({ field }) => field === 'enquiryKind').map(({ value }) => value);
  const has = (wanted: LabelledValue['field']) => answers.some(({ field }) => field === wanted);
  if (has('service') || kinds.some((kind) => parseKind(kind) === 'service')) return 'service';
  if (has('testDrive') || kinds.some(asksTestDrive)) return 'test_drive';
  const subjects = answers
    .filter(({ label }) => /^(?:betreff|subject)$/i.test(label))
    .map(({ value }) => value);
  return kinds.some(isPurchase) || subjects.some(isPurchaseForm) ? 'purchase' : null;
}

/**
 * Ends the reading of a form: the address from Reply-To where the form named none (never from From, which is the
 * homepage's own), and `partial` where nobody could be answered.
 */
export function finishForm(enquiry: Enquiry, { mail, context }: ReaderInput): void {
  const own = context.ownAddress?.toLowerCase();
  const sender = mail.replyTo.find(({ address }) => !isNoReply(address) && address.toLowerCase() !== own);
  const { customer } = enquiry;
  splitName(enquiry);
  if (sender && customer.emails.length === 0) {
    const origin: Provenance = { path: 'reply-to', method: 'header', confidence: 0.9 };
    addEmail(enquiry, sender.address, origin);
    const isNamed = customer.full ?? customer.last ?? customer.first ?? customer.company;
    if (!isNamed && !sender.name.includes('@')) setFullName(enquiry, sender.name, origin);
  }
  finishStatus(enquiry);
}

/** "Vorname: Anna" beside "Name: Müller" (or "Nome" beside "Cognome"): the other half of the name, not a whole one. */
export function splitName({ customer, parse: { fields } }: Enquiry): void {
  const { full, first, last } = customer;
  const origin = fields['customer.full'];
  if (full === undefined || !origin || (first === undefined) === (last === undefined)) return;
  const known = first ?? last ?? '';
  if (full.toLowerCase().includes(known.toLowerCase())) return;
  const missing = first === undefined ? 'first' : 'last';
  customer[missing] = full;
  fields[`customer.${missing}`] = origin;
  delete customer.full;
  delete fields['customer.full'];
}

/** ok needs somebody with a name and a way to answer. */
export function finishStatus(enquiry: Enquiry): void {
  const { customer, parse } = enquiry;
  const isReachable =
    customer.emails.length > 0 || customer.phones.some(({ type, masked }) => type !== 'fax' && !masked);
  const isNamed = [customer.full, customer.first, customer.last, customer.company].some(
    (name) => name !== undefined,
  );
  if (!isReachable) parse.warnings.push({ code: 'contactMissing' });
  if (!isNamed) parse.warnings.push({ code: 'nameMissing' });
  if (!isReachable || !isNamed) parse.status = 'partial';
}
