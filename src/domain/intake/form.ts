import { addEmail, addExtra, isNoReply, setFullName } from './draft.ts';
import type { Enquiry, Provenance, Vehicle } from './enquiry.ts';
import { asksTestDrive, isPurchase, parseKind } from './form-words.ts';
import { type FormTopic, LABEL_SETTERS } from './label-setters.ts';
import type { LabelledValue } from './labelled-text.ts';
import { labelField, tradeInLabel } from './labels.ts';
import type { ReaderInput } from './reader.ts';
import { parseYesNo, stated } from './values.ts';

/** Puts the values of a form into the enquiry; what has no field or does not fit it is kept in `extra`. */
export function takeLabels(enquiry: Enquiry, values: LabelledValue[]): void {
  const topic = topicOf(values);
  let role: Vehicle['role'] = topic === 'purchase' ? 'trade_in' : 'wanted';
  for (const { label, value: text, field: plainField, method } of values) {
    const own = tradeInLabel(label);
    const field = plainField ?? (own ? labelField(own) : undefined);
    const value = stated(text);
    // "Inzahlungnahme:" without a value heads the part about the customer's own car.
    if (value === undefined) {
      if (field === 'tradeIn') role = 'trade_in';
      else if (field === 'vehicle') role = 'wanted';
      continue;
    }
    const origin: Provenance = { path: label, method, confidence: 1, raw: value.slice(0, 500) };
    if (!field || field === 'other') addExtra(enquiry, label, value);
    else {
      const isOwn = own !== null && topic !== 'service';
      LABEL_SETTERS[field]({
        enquiry,
        value,
        origin,
        role: isOwn ? 'trade_in' : role,
        ...(topic && { topic }),
      });
    }
  }
}

/** What a form asks for by its own fields, wherever in it they stand; a workshop's form speaks of one car only. */
function topicOf(values: LabelledValue[]): FormTopic | null {
  const answers = values.filter(({ value }) => stated(value) !== undefined && parseYesNo(value) !== false);
  const kinds = answers.filter(({ field }) => field === 'enquiryKind').map(({ value }) => value);
  const has = (wanted: LabelledValue['field']) => answers.some(({ field }) => field === wanted);
  if (has('service') || kinds.some((kind) => parseKind(kind) === 'service')) return 'service';
  if (has('testDrive') || kinds.some(asksTestDrive)) return 'test_drive';
  return kinds.some(isPurchase) ? 'purchase' : null;
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
