import {
  addEmail,
  addExtra,
  addPhone,
  newEnquiry,
  setField,
  setFullName,
  setMessage,
  setVehicle,
  vehicleOf,
} from '../draft.ts';
import type { Enquiry, Provenance } from '../enquiry.ts';
import { finishForm, takeLabels } from '../form.ts';
import { readLabelledText } from '../labelled-text.ts';
import { headerValue, type MailContent } from '../mail.ts';
import { newText } from '../new-text.ts';
import type { Reader } from '../reader.ts';

const BUYER_ID = 'x-mobilede-buyer-id';
const RELAY = /^(?:buyer|b)-[\w.+-]+@(?:kontakt|mail)\.mobile\.de$/i;
const RELAY_INPUT = /^noreply@team\.mobile\.de$/i;
/** Where the platform's own text begins below the buyer's. */
const PLATFORM_TEXT =
  /^(?:Nutze bitte die Antwort-Funktion|Bitte beachte:|Sicherheit bei mobile\.de|Diese E-Mail ist ein Service der mobile\.de|Hinweis: Diese Nachricht enthält|Mit freundlichen Grüßen\s+Diese E-Mail)/im;
const LISTING = /^[ \t*]{0,20}Inseratsnummer:[ \t*]{0,20}(\d{5,15})[^\n]*/im;
const MESSAGE_LABEL = /^[ \t*]{0,20}Nachricht:[ \t*]{0,20}/im;

/**
 * Mails of mobile.de's relay (formats.md 2.2): envelope, headers and section markers, which are documented; of
 * the body's other lines only what has a label, as no complete mail is public.
 */
export const mobileDe: Reader = {
  name: 'mobile.de',
  version: '2',
  evidence: ({ mail }) => {
    const reason = recognisedBy(mail);
    return reason ? { score: 0.95, reason } : { score: 0, reason: '' };
  },
  read: (input) => {
    const enquiry = newEnquiry(input, mobileDe);
    setField(enquiry, 'source', 'provider', 'mobile.de', header('from'));
    takeHeaders(enquiry, input.mail);
    const listing = LISTING.exec(input.body)?.[1];
    setVehicle(enquiry, vehicleOf(enquiry, 'wanted'), 'listingId', listing, labelled('Inseratsnummer'));

    const body = input.body.replace(LISTING, '');
    const end = PLATFORM_TEXT.exec(body)?.index ?? body.length;
    const label = MESSAGE_LABEL.exec(body.slice(0, end));
    takeLabels(enquiry, readLabelledText(body.slice(0, label?.index ?? 0)).values);
    const text = label ? body.slice(label.index + label[0].length, end) : body.slice(0, end);
    // A follow-up has no label, but the mail it answers below it.
    setMessage(enquiry, text, label ? text : newText(text), labelled(label ? 'Nachricht' : 'body'));
    finishForm(enquiry, input);
    return [enquiry];
  },
};

function recognisedBy(mail: MailContent): string | null {
  if (headerValue(mail, BUYER_ID)) return BUYER_ID;
  const relay = mail.from.find(({ address }) => RELAY.test(address));
  if (relay) return `from: ${relay.address}`;
  const isInput = mail.from.some(({ address }) => RELAY_INPUT.test(address)) && mail.replyTo.length > 0;
  return isInput ? `from: ${mail.from[0]?.address ?? ''}` : null;
}

function header(path: string, raw?: string): Provenance {
  return { path, method: 'header', confidence: 1, ...(raw && { raw }) };
}

function labelled(path: string): Provenance {
  return { path, method: 'label', confidence: 1 };
}

/** What else the relay says of both sides, for people to see. */
const SHOWN = ['x-cust-seller_type', 'x-cust-buyer_type', 'x-cust-publisher', 'x-cust-buyer_customer_id'];

/** The number shown to the dealer, abroad with its country's code, and the one for short messages. */
function takePhones(enquiry: Enquiry, value: (name: string) => string | undefined): void {
  const shown = value('x-cust-phone_number_display_number');
  const country = /^\+?(?:00)?([1-9]\d{0,2})$/.exec(value('x-cust-phone_number_country_code') ?? '')?.[1];
  const isLocal = shown !== undefined && !/^\s*(?:\+|00)/.test(shown);
  const number = country && isLocal ? `+${country} ${shown.replace(/^\s*\(?0/, '')}` : shown;
  addPhone(enquiry, number, header('x-cust-phone_number_display_number', shown));
  addPhone(enquiry, value('x-cust-sms_phone_number'), header('x-cust-sms_phone_number'));
}

/** Headers the relay is known to carry; all optional. The buyer's IP address is not kept. */
function takeHeaders(enquiry: Enquiry, mail: MailContent): void {
  const value = (name: string) => headerValue(mail, name)?.trim() || undefined;
  const sender = mail.from.find(({ address }) => RELAY.test(address)) ?? mail.replyTo[0];
  if (sender) {
    addEmail(enquiry, sender.address, header('from'));
    setFullName(enquiry, sender.name, header('from'));
  }
  setField(enquiry, 'external', 'buyerKey', value(BUYER_ID), header(BUYER_ID));
  setField(
    enquiry,
    'external',
    'dealerNumber',
    value('x-cust-customer_number'),
    header('x-cust-customer_number'),
  );
  takePhones(enquiry, value);
  const locale = /^([a-z]{2})(?:[_-]([A-Z]{2}))?$/.exec(value('x-cust-buyer_locale') ?? '');
  if (locale?.[1]) enquiry.locale ??= [locale[1], locale[2]].filter(Boolean).join('-');
  for (const name of SHOWN) addExtra(enquiry, name, value(name));

  const vehicle = vehicleOf(enquiry, 'wanted');
  const listing = /\d{5,}/.exec(value('x-adid') ?? '')?.[0];
  setVehicle(enquiry, vehicle, 'listingId', listing, header('x-adid', value('x-adid')));
  for (const [name, key] of [
    ['x-cust-make_name', 'make'],
    ['x-cust-model_description', 'title'],
    ['x-cust-internal_number', 'internalNumber'],
  ] as const) {
    setVehicle(enquiry, vehicle, key, value(name), header(name));
  }
  const amount = /^\d+(?:\.\d+)?$/.exec(value('x-cust-price_in_main_unit') ?? '')?.[0];
  const currency = value('x-cust-currency');
  if (amount)
    setVehicle(
      enquiry,
      vehicle,
      'price',
      { amount, ...(currency && { currency }) },
      header('x-cust-price_in_main_unit'),
    );
  else addExtra(enquiry, 'x-cust-price_in_main_unit', value('x-cust-price_in_main_unit'));
}
