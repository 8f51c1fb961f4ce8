import { countryCode } from './countries.ts';
import {
  addAddressLine,
  addEmail,
  addExtra,
  addPhone,
  isNoReply,
  setAddress,
  setField,
  setFullName,
  setMessage,
  setVehicle,
  vehicleOf,
} from './draft.ts';
import type { Customer, Enquiry, Provenance, Vehicle, Wish } from './enquiry.ts';
import type { LabelledValue } from './labelled-text.ts';
import { type LabelField, labelField, tradeInLabel } from './labels.ts';
import { newText } from './new-text.ts';
import type { ReaderInput } from './reader.ts';
import {
  parseMileage,
  parsePowerKw,
  parsePrice,
  parseRegistration,
  parseYear,
  parseYesNo,
  stated,
} from './values.ts';

/** A labelled value on its way into the enquiry. */
interface Entry {
  enquiry: Enquiry;
  value: string;
  origin: Provenance;
  /** The vehicle the form is speaking of. */
  role: Vehicle['role'];
}

/** Puts the values of a form into the enquiry; what has no field or does not fit it is kept in `extra`. */
export function takeLabels(enquiry: Enquiry, values: LabelledValue[]): void {
  let role: Vehicle['role'] = 'wanted';
  for (const { label, value: text, field: plainField, method } of values) {
    const own = tradeInLabel(label);
    const field = plainField ?? (own === null ? undefined : labelField(own));
    const value = stated(text);
    // "Inzahlungnahme:" without a value heads the part about the customer's own car.
    if (value === undefined) {
      if (field === 'tradeIn') role = 'trade_in';
      else if (field === 'vehicle') role = 'wanted';
      continue;
    }
    const origin: Provenance = { path: label, method, confidence: 1, raw: value.slice(0, 500) };
    if (!field || field === 'other') addExtra(enquiry, label, value);
    else SETTERS[field]({ enquiry, value, origin, role: own === null ? role : 'trade_in' });
  }
}

const customerText = (key: 'title' | 'first' | 'last' | 'customerNumber') => (entry: Entry) =>
  setField(entry.enquiry, 'customer', key, entry.value, entry.origin);

type TextKey =
  | 'make'
  | 'model'
  | 'title'
  | 'trim'
  | 'vehicleClass'
  | 'fuel'
  | 'transmission'
  | 'color'
  | 'body'
  | 'vin'
  | 'licensePlate'
  | 'internalNumber'
  | 'listingId';
const vehicleText =
  (key: TextKey) =>
  ({ enquiry, value, origin, role }: Entry) =>
    setVehicle(enquiry, vehicleOf(enquiry, role), key, value, origin);

/** A vehicle value that must be understood; else it is shown as written. */
const vehicleValue =
  <K extends keyof Vehicle & string>(key: K, parse: (text: string) => Vehicle[K] | undefined) =>
  ({ enquiry, value, origin, role }: Entry) => {
    const parsed = parse(value);
    if (parsed === undefined) addExtra(enquiry, origin.path, value);
    else setVehicle(enquiry, vehicleOf(enquiry, role), key, parsed, origin);
  };

/** A wish that is answered with yes or no; any other answer is shown as written. */
const wishFlag =
  (key: 'financing' | 'leasing' | 'tradeIn') =>
  ({ enquiry, value, origin }: Entry) => {
    const answer = parseYesNo(value);
    if (answer === undefined) addExtra(enquiry, origin.path, value);
    else setField(enquiry, 'wish', key, answer, origin);
  };

const SETTERS: Record<Exclude<LabelField, 'other'>, (entry: Entry) => void> = {
  salutation: (entry) => setSalutation(entry),
  title: customerText('title'),
  first: customerText('first'),
  last: customerText('last'),
  full: ({ enquiry, value, origin }) => setNameWithSalutation(enquiry, value, origin),
  company: ({ enquiry, value, origin }) => {
    setField(enquiry, 'customer', 'company', value, origin);
    enquiry.customer.type = 'business';
  },
  customerNumber: customerText('customerNumber'),
  email: ({ enquiry, value, origin }) => addEmail(enquiry, value, origin),
  phone: ({ enquiry, value, origin }) => addPhones(enquiry, value, origin),
  mobile: ({ enquiry, value, origin }) => addPhones(enquiry, value, origin, 'mobile'),
  fax: ({ enquiry, value, origin }) => addPhones(enquiry, value, origin, 'fax'),
  preferredContact: ({ enquiry, value, origin }) => {
    const channel = contactChannel(value);
    if (channel) setField(enquiry, 'wish', 'preferredContact', channel, origin);
    else addExtra(enquiry, origin.path, value);
  },
  callback: ({ enquiry, value, origin }) => {
    const answer = parseYesNo(value);
    if (answer === false) return;
    setField(enquiry, 'wish', 'callback', answer ? {} : { from: value }, origin);
    if (enquiry.kind === 'inquiry') enquiry.kind = 'callback';
  },
  street: ({ enquiry, value, origin }) => addAddressLine(enquiry, value, origin),
  houseNumber: ({ enquiry, value, origin }) => {
    const lines = enquiry.customer.address?.lines;
    if (lines?.length) lines[lines.length - 1] += ` ${value}`;
    else addAddressLine(enquiry, value, origin);
  },
  postalCode: ({ enquiry, value, origin }) => setAddress(enquiry, 'postalCode', value, origin),
  city: ({ enquiry, value, origin }) => setAddress(enquiry, 'city', value, origin),
  postalCodeCity: ({ enquiry, value, origin }) => setPostalCodeCity(enquiry, value, origin),
  country: ({ enquiry, value, origin }) =>
    setAddress(enquiry, 'country', countryCode(value) ?? value, origin),
  address: ({ enquiry, value, origin }) => {
    const [, street, place] = /^(.{2,100}?),?\s+((?:[A-Z]{1,2}-)?\d{4,5}\s+\D.*)$/s.exec(value) ?? [];
    addAddressLine(enquiry, street ?? value, origin);
    if (place) setPostalCodeCity(enquiry, place, origin);
  },
  vehicle: (entry) => (entry.role === 'wanted' ? setWantedVehicle(entry) : vehicleText('title')(entry)),
  make: vehicleText('make'),
  model: vehicleText('model'),
  trim: vehicleText('trim'),
  vehicleClass: vehicleText('vehicleClass'),
  condition: vehicleValue('condition', parseCondition),
  modelYear: vehicleValue('modelYear', parseYear),
  firstRegistration: vehicleValue('firstRegistration', parseRegistration),
  mileage: vehicleValue('mileage', parseMileage),
  price: vehicleValue('price', parsePrice),
  power: vehicleValue('powerKw', parsePowerKw),
  fuel: vehicleText('fuel'),
  transmission: vehicleText('transmission'),
  color: vehicleText('color'),
  body: vehicleText('body'),
  vin: vehicleText('vin'),
  licensePlate: ({ enquiry, value, origin }) =>
    setVehicle(enquiry, vehicleOf(enquiry, 'trade_in'), 'licensePlate', value, origin),
  internalNumber: vehicleText('internalNumber'),
  listingId: vehicleText('listingId'),
  listingUrl: vehicleValue('listingUrl', (text) => /https?:\/\/\S+/.exec(text)?.[0]),
  testDrive: ({ enquiry, value, origin }) => {
    const answer = parseYesNo(value);
    if (answer === false) return;
    setField(enquiry, 'wish', 'testDrive', answer ? {} : { at: value }, origin);
  },
  tradeIn: (entry) => {
    const answer = parseYesNo(entry.value);
    setField(entry.enquiry, 'wish', 'tradeIn', answer ?? true, entry.origin);
    // "Inzahlungnahme: VW Golf VI, 2011" names the car instead of saying yes.
    if (answer === undefined) vehicleText('title')({ ...entry, role: 'trade_in' });
  },
  financing: wishFlag('financing'),
  leasing: wishFlag('leasing'),
  payment: ({ enquiry, value, origin }) => {
    const payment = paymentKind(value);
    if (payment) setField(enquiry, 'wish', 'payment', payment, origin);
    else addExtra(enquiry, origin.path, value);
  },
  timeframe: ({ enquiry, value, origin }) => setField(enquiry, 'wish', 'timeframe', { text: value }, origin),
  enquiryKind: (entry) => setKind(entry),
  message: ({ enquiry, value, origin }) => {
    if (enquiry.message) addExtra(enquiry, origin.path, value);
    else
      setMessage(enquiry, value, newText(value), { path: origin.path, method: origin.method, confidence: 1 });
  },
  consent: ({ enquiry, value, origin }) => {
    const given =
      parseYesNo(value) ??
      (/^(?:akzeptiert|zugestimmt|eingewilligt|einverstanden|accepted|agreed|consented)\b/i.test(value) ||
        undefined);
    setField(enquiry, 'consent', 'text', `${origin.path}: ${value}`, origin);
    setField(enquiry, 'consent', 'given', given, origin);
    enquiry.consent.source = 'form';
  },
  mailHeader: () => undefined,
};

const SALUTATIONS: [RegExp, Customer['salutation']][] = [
  [/^(?:herrn?\s+(?:und|&)\s+frau|frau\s+(?:und|&)\s+herrn?|eheleute|ehepaar)\b/i, 'couple'],
  [/^(?:herrn?|mr|mister)\b\.?/i, 'mr'],
  [/^(?:frau|ms|mrs|miss)\b\.?/i, 'ms'],
  [/^(?:familie|family)\b/i, 'family'],
  [/^(?:firma|company)\b/i, 'company'],
  [/^(?:divers|mx)\b\.?/i, 'diverse'],
];

function setSalutation({ enquiry, value, origin }: Entry): void {
  const salutation = SALUTATIONS.find(([pattern]) => pattern.test(value))?.[1];
  if (!salutation) return addExtra(enquiry, origin.path, value);
  setField(enquiry, 'customer', 'salutation', salutation, origin);
  if (salutation === 'company') enquiry.customer.type = 'business';
  else if (enquiry.customer.type === 'unknown') enquiry.customer.type = 'private';
}

/** "Herr Max Mustermann": the salutation goes to its own field. */
function setNameWithSalutation(enquiry: Enquiry, value: string, origin: Provenance): void {
  const match = /^(herrn?|frau|mr\.?|mrs\.?|ms\.?|familie)\s+(\S.*)$/i.exec(value);
  if (match?.[1]) setSalutation({ enquiry, value: match[1], origin, role: 'wanted' });
  setFullName(enquiry, match?.[2] ?? value, origin);
}

/** "0171 1234567 / 089 123456": several numbers in one field. */
function addPhones(enquiry: Enquiry, value: string, origin: Provenance, type?: 'mobile' | 'fax'): void {
  const several = value
    .split(/\s+(?:\/|oder|or|und|and)\s+|[;,]\s*/)
    .filter((part) => part.replaceAll(/\D/g, '').length >= 6);
  for (const one of several.length > 1 ? several : [value])
    addPhone(enquiry, one, origin, type ? { type } : {});
}

/** "80331 München", "D-80331 München", "80331, München". */
function setPostalCodeCity(enquiry: Enquiry, value: string, origin: Provenance): void {
  const match = /^(?:([A-Z]{1,2})[- ])?(\d{4,5})\b[\s,]*(.*)$/s.exec(value);
  if (!match?.[2]) return setAddress(enquiry, 'city', value, origin);
  setAddress(enquiry, 'postalCode', match[2], origin);
  if (match[3]) setAddress(enquiry, 'city', match[3].trim(), origin);
}

/** A link in the vehicle's line is the listing; the rest of the line its title. */
function setWantedVehicle({ enquiry, value, origin }: Entry): void {
  const vehicle = vehicleOf(enquiry, 'wanted');
  const url = /https?:\/\/[^\s<>)]+/.exec(value.slice(0, 3000))?.[0];
  if (url) setVehicle(enquiry, vehicle, 'listingUrl', url, origin);
  setVehicle(
    enquiry,
    vehicle,
    'title',
    value
      .replace(url ?? '', '')
      .replaceAll(/[\s([<]+$/g, '')
      .trim(),
    origin,
  );
}

function parseCondition(text: string): Vehicle['condition'] {
  if (/vorführ|demo/i.test(text)) return 'demo';
  if (/tageszulassung|kurzzulassung|pre-?registered/i.test(text)) return 'pre_registered';
  if (/jahreswagen|dienstwagen|werkswagen|employee/i.test(text)) return 'employee';
  if (/oldtimer|classic/i.test(text)) return 'classic';
  if (/gebraucht|used/i.test(text)) return 'used';
  return /\bneu|new/i.test(text) ? 'new' : undefined;
}

function contactChannel(text: string): Wish['preferredContact'] {
  if (/whats\s?app/i.test(text)) return 'whatsapp';
  if (/\bsms\b/i.test(text)) return 'sms';
  if (/e-?mail/i.test(text)) return 'email';
  if (/telefon|anruf|rückruf|phone|call|mobil|handy/i.test(text)) return 'phone';
  return /\b(?:post|brief|letter)\b/i.test(text) ? 'letter' : undefined;
}

function paymentKind(text: string): Wish['payment'] {
  if (/leas/i.test(text)) return 'lease';
  if (/finanz|financ|kredit|rate/i.test(text)) return 'finance';
  if (/\babo/i.test(text)) return 'subscription';
  return /\bbar|cash|überweisung|sofort/i.test(text) ? 'cash' : undefined;
}

const KINDS: [RegExp, Enquiry['kind']][] = [
  [/inzahlung|ankauf|trade/i, 'trade_in'],
  [/leasing|lease/i, 'leasing'],
  [/rückruf|callback/i, 'callback'],
  [/werkstatt|service|reparatur|wartung|inspektion|reifen/i, 'service'],
];

function setKind({ enquiry, value, origin }: Entry): void {
  const kind = KINDS.find(([pattern]) => pattern.test(value))?.[1];
  if (kind) enquiry.kind = kind;
  if (/probefahrt|test drive/i.test(value)) setField(enquiry, 'wish', 'testDrive', {}, origin);
  if (/finanzierung/i.test(value)) setField(enquiry, 'wish', 'financing', true, origin);
  addExtra(enquiry, origin.path, value);
}

/**
 * Ends the reading of a form: the address from Reply-To where the form named none (never from From, which is the
 * homepage's own), and `partial` where nobody could be answered.
 */
export function finishForm(enquiry: Enquiry, { mail, context }: ReaderInput): void {
  const own = context.ownAddress?.toLowerCase();
  const sender = mail.replyTo.find(({ address }) => !isNoReply(address) && address.toLowerCase() !== own);
  const { customer } = enquiry;
  if (sender && customer.emails.length === 0) {
    const origin: Provenance = { path: 'reply-to', method: 'header', confidence: 0.9 };
    addEmail(enquiry, sender.address, origin);
    const isNamed = customer.full ?? customer.last ?? customer.first ?? customer.company;
    if (!isNamed && !sender.name.includes('@')) setFullName(enquiry, sender.name, origin);
  }
  finishStatus(enquiry);
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
