import { type CountryCode, countryBefore, countryBehind, countryCode } from './countries.ts';
import { addEmail, addExtra, isNoReply, setFullName } from './draft.ts';
import type { Enquiry, Provenance } from './enquiry.ts';
import { asksTestDrive, isPurchase, isPurchaseForm, isServiceForm, parseKind } from './form-words.ts';
import { type FormTopic, LABEL_SETTERS } from './label-setters.ts';
import type { LabelledValue } from './labelled-text.ts';
import type { FormSection } from './form-section.ts';
import type { LabelField } from './label-words.ts';
import { isOfVehicle, labelField, tradeInLabel } from './labels.ts';
import type { ReaderInput } from './reader.ts';
import { parseYesNo, stated } from './values.ts';

/**
 * Puts the values of a form into the enquiry; what has no field or does not fit it is kept in `extra`. `subject` is that of a
 * mail which the form wrote itself.
 */
export function takeLabels(enquiry: Enquiry, values: LabelledValue[], subject = ''): void {
  const topic = topicOf(values, subject);
  if (topic === 'purchase') enquiry.kind = 'trade_in';
  if (topic === 'service') enquiry.kind = 'service';
  const sections = sectionsOf(values);
  const region = regionOf(values);
  for (const [at, { label, value: text, field: plainField, method }] of values.entries()) {
    const value = stated(text);
    if (value === undefined) continue;
    const own = tradeInLabel(label);
    const section = sections[at];
    const field =
      fieldBeside(values, at, section) ??
      plainField ??
      (own === null ? undefined : own === '' ? 'vehicle' : labelField(own));
    const origin: Provenance = { path: label, method, confidence: 1, raw: value.slice(0, 500) };
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
        ...(region && { region }),
      });
    }
  }
}

/**
 * What a label stands for only beside others: the name of a vehicle in its data, and of whom to speak to below the customer's
 * firm, where the form names nobody else.
 */
function fieldBeside(
  values: LabelledValue[],
  at: number,
  section: FormSection | undefined,
): LabelField | undefined {
  const label = values[at]?.label.toLowerCase();
  if (label === 'bezeichnung') {
    const isBeside = [values[at - 1], values[at + 1]].some((one) => isOfVehicle(one?.field));
    return isBeside || section === 'wanted' || section === 'own' ? 'vehicle' : undefined;
  }
  if (label !== 'ansprechpartner' && label !== 'kontaktperson') return undefined;
  const firm = values[at - 1];
  const isOfFirm = section !== 'house' && firm?.field === 'company' && stated(firm.value) !== undefined;
  const isNamed = values.some(
    ({ field, value }) => field && NAME_FIELDS.includes(field) && stated(value) !== undefined,
  );
  return isOfFirm && !isNamed ? 'full' : undefined;
}

const NAME_FIELDS: readonly LabelField[] = ['first', 'last', 'full'];

/** The country, if another one than ours, whose numbers the customer dials without its code: the one he says he lives in. */
function regionOf(values: LabelledValue[]): CountryCode | undefined {
  const code = values
    .map(({ field, value }) => {
      if (field === 'country') return countryCode(value);
      const isPlace = field === 'address' || field === 'postalCodeCity' || field === 'postalCode';
      return isPlace ? (countryBehind(value)?.code ?? countryBefore(value)) : undefined;
    })
    .find((one) => one !== undefined);
  return code === 'DE' ? undefined : code;
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
function topicOf(values: LabelledValue[], subject: string): FormTopic | null {
  const answers = values.filter(({ value }) => stated(value) !== undefined && parseYesNo(value) !== false);
  const kinds = answers.filter(({ field }) => field === 'enquiryKind').map(({ value }) => value);
  const has = (wanted: LabelledValue['field']) => answers.some(({ field }) => field === wanted);
  if (has('service') || isServiceForm(subject) || kinds.some((kind) => parseKind(kind) === 'service'))
    return 'service';
  if (has('testDrive') || kinds.some(asksTestDrive)) return 'test_drive';
  const subjects = answers
    .filter(({ label }) => /^(?:betreff|subject)$/i.test(label))
    .map(({ value }) => value);
  return kinds.some(isPurchase) || [subject, ...subjects].some(isPurchaseForm) ? 'purchase' : null;
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
