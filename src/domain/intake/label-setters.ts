import { type CountryCode, countryBefore, countryBehind, countryCode } from './countries.ts';
import {
  addAddressLine,
  addEmail,
  addExtra,
  addPhone,
  setAddress,
  setField,
  setFullName,
  setMessage,
  setVehicle,
  vehicleOf,
} from './draft.ts';
import type { Customer, Enquiry, Provenance, Vehicle, Wish } from './enquiry.ts';
import * as words from './form-words.ts';
import type { LabelField } from './label-words.ts';
import { newText } from './new-text.ts';
import * as values from './values.ts';

/** A labelled value on its way into the enquiry. */
export interface Entry {
  enquiry: Enquiry;
  value: string;
  origin: Provenance;
  /** The vehicle the form is speaking of. */
  role: Vehicle['role'];
  /** What the form as a whole asks for, where its format has more than one meaning for a label. */
  topic?: FormTopic;
  /** Where the customer dials a number without a country's code, if he says where he lives. */
  region?: CountryCode;
}

export type FormTopic = 'test_drive' | 'service' | 'purchase';

/** Puts a value into the field it stands for. */
export type Setter = (entry: Entry) => void;

/** What each label does with its value. A value that is not understood is shown as written. */
export const LABEL_SETTERS: Record<Exclude<LabelField, 'other'>, Setter> = {
  salutation: setSalutation,
  title: (entry) => {
    // English forms call the salutation so.
    if (words.parseSalutation(entry.value)) setSalutation(entry);
    else customer('title', asWritten)(entry);
  },
  first: customer('first', asWritten),
  last: customer('last', asWritten),
  full: setName,
  company: (entry) => {
    customer('company', asWritten)(entry);
    entry.enquiry.customer.type = 'business';
  },
  customerNumber: customer('customerNumber', asWritten),
  email: ({ enquiry, value, origin }) => addEmail(enquiry, value, origin),
  phone: addPhones(),
  mobile: addPhones('mobile'),
  fax: addPhones('fax'),
  preferredContact: wish('preferredContact', words.parseContactChannel),
  callback: (entry) => {
    if (values.parseYesNo(entry.value) === false) return;
    const from = timeIn(entry.value);
    wish('callback', () => (from === undefined ? {} : { from }))(entry);
    if (entry.enquiry.kind === 'inquiry') entry.enquiry.kind = 'callback';
  },
  street: ({ enquiry, value, origin }) => addAddressLine(enquiry, value, origin),
  houseNumber: ({ enquiry, value, origin }) => {
    const lines = enquiry.customer.address?.lines ?? [];
    const street = lines.pop();
    addAddressLine(enquiry, street === undefined ? value : `${street} ${value}`, origin);
  },
  postalCode: ({ enquiry, value, origin }) => setAddress(enquiry, 'postalCode', value, origin),
  city: ({ enquiry, value, origin }) => setAddress(enquiry, 'city', value, origin),
  postalCodeCity: setPostalCodeCity,
  country: ({ enquiry, value, origin }) =>
    setAddress(enquiry, 'country', countryCode(value) ?? value, origin),
  address: setWholeAddress,
  vehicle: setVehicleLine,
  make: vehicle('make', asWritten),
  model: vehicle('model', asWritten),
  modelBesideMake: (entry) => {
    const isOfCar = entry.enquiry.vehicles.some(
      ({ role, make }) => role === entry.role && make !== undefined,
    );
    if (isOfCar) vehicle('model', asWritten)(entry);
    else addExtra(entry.enquiry, entry.origin.path, entry.value);
  },
  trim: vehicle('trim', asWritten),
  vehicleClass: vehicle('vehicleClass', asWritten),
  condition: vehicle('condition', words.parseCondition),
  modelYear: vehicle('modelYear', values.parseYear),
  firstRegistration: vehicle('firstRegistration', values.parseRegistration),
  // "Laufleistung: 10.000 km pro Jahr" speaks of a contract, not of a car.
  mileage: (entry) =>
    /(?:\/|\bpro|\bje)\s?jahr|jährlich|\bp\.\s?a\./i.test(entry.value)
      ? term('kmPerYear', values.parseOnlyKilometres)(entry)
      : vehicle('mileage', values.parseMileage)(entry),
  price: vehicle('price', values.parsePrice),
  power: vehicle('powerKw', values.parsePowerKw),
  fuel: vehicle('fuel', asWritten),
  transmission: vehicle('transmission', asWritten),
  color: vehicle('color', asWritten),
  body: vehicle('body', asWritten),
  vin: vehicle('vin', asWritten),
  // Only a car the customer already has bears a plate he knows.
  licensePlate: (entry) =>
    vehicle('licensePlate', asWritten)(entry.topic === 'service' ? entry : { ...entry, role: 'trade_in' }),
  internalNumber: vehicle('internalNumber', asWritten),
  listingId: vehicle('listingId', asWritten),
  listingUrl: vehicle('listingUrl', urlIn),
  testDrive: (entry) => {
    if (values.parseYesNo(entry.value) !== false) setTestDrive(entry);
  },
  // The time of a test drive where the form asks for one; else of a visit, which is shown as written.
  appointment: (entry) => {
    if (entry.topic === 'test_drive' || entry.enquiry.wish.testDrive) setTestDrive(entry);
    else addExtra(entry.enquiry, entry.origin.path, entry.value);
  },
  service: ({ enquiry, value, origin }) => {
    enquiry.kind = 'service';
    addExtra(enquiry, origin.path, value);
  },
  tradeIn: setTradeIn,
  financing: wish('financing', values.parseYesNo),
  leasing: wish('leasing', values.parseYesNo),
  payment: wish('payment', words.parsePayment),
  months: term('months', values.parseMonths),
  downPayment: term('downPayment', values.parseOnlyNumber),
  monthly: term('monthly', values.parseOnlyNumber),
  finalPayment: term('final', values.parseOnlyNumber),
  kmPerYear: term('kmPerYear', values.parseOnlyKilometres),
  timeframe: wish('timeframe', (text) => ({ text })),
  enquiryKind: setKind,
  message: ({ enquiry, value, origin: { path, method } }) => {
    if (enquiry.message) addExtra(enquiry, path, value);
    else setMessage(enquiry, value, newText(value), { path, method, confidence: 1 });
  },
  consent: ({ enquiry, value, origin }) => {
    setField(enquiry, 'consent', 'text', `${origin.path}: ${value}`, origin);
    setField(enquiry, 'consent', 'given', words.parseConsent(value), origin);
    enquiry.consent.source = 'form';
  },
  optIn: ({ enquiry, value, origin }) => addExtra(enquiry, origin.path, value),
  mailHeader: () => undefined,
};

/** A value of several lines, as cells of tables have, in one. */
function asWritten(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ', ');
}

function customer<K extends keyof Customer>(
  key: K,
  parse: (text: string) => Customer[K] | undefined,
): Setter {
  return ({ enquiry, value, origin }) => {
    const parsed = parse(value);
    if (parsed === undefined) addExtra(enquiry, origin.path, value);
    else setField(enquiry, 'customer', key, parsed, origin);
  };
}

function wish<K extends keyof Wish>(key: K, parse: (text: string) => Wish[K] | undefined): Setter {
  return ({ enquiry, value, origin }) => {
    const parsed = parse(value);
    if (parsed === undefined) addExtra(enquiry, origin.path, value);
    else setField(enquiry, 'wish', key, parsed, origin);
  };
}

/** A term of a financing or a leasing. */
function term<K extends keyof Terms>(key: K, parse: (text: string) => Terms[K] | undefined): Setter {
  return ({ enquiry, value, origin }) => {
    const path = `wish.finance.${key}`;
    const parsed = parse(value);
    if (parsed === undefined || path in enquiry.parse.fields) return addExtra(enquiry, origin.path, value);
    enquiry.wish.finance = { ...enquiry.wish.finance, [key]: parsed };
    enquiry.parse.fields[path] = origin;
  };
}

type Terms = NonNullable<Wish['finance']>;

function vehicle<K extends keyof Vehicle>(key: K, parse: (text: string) => Vehicle[K] | undefined): Setter {
  return ({ enquiry, value, origin, role }) => {
    const parsed = parse(value);
    if (parsed === undefined) addExtra(enquiry, origin.path, value);
    else setVehicle(enquiry, vehicleOf(enquiry, role), key, parsed, origin);
  };
}

/** "Frau Dr.": the title behind it goes to its own field. */
function setSalutation(entry: Entry): void {
  customer('salutation', words.parseSalutation)(entry);
  const [, title] = /^(?:herrn?|frau)\s+((?:prof|dr|dipl)\b.*)$/i.exec(entry.value) ?? [];
  if (title) customer('title', asWritten)({ ...entry, value: title });
  const { customer: person } = entry.enquiry;
  if (person.salutation === 'company') person.type = 'business';
  else if (person.type === 'unknown') person.type = 'private';
}

/** "Herr Max Mustermann": the salutation goes to its own field. */
function setName(entry: Entry): void {
  const { enquiry, value, origin } = entry;
  const match =
    /^(herrn?|frau|mr\.?|mrs\.?|ms\.?|familie|monsieur|madame|mme\.?|signora?|de heer|mevrouw)\s+(\S.*)$/i.exec(
      value,
    );
  if (match?.[1]) setSalutation({ ...entry, value: match[1] });
  setFullName(enquiry, match?.[2] ?? value, origin);
}

/** "0171 1234567 / 089 123456": several numbers in one field; "+43 (0)662 / 84 53 21" is one. */
function addPhones(type?: 'mobile' | 'fax'): Setter {
  return ({ enquiry, value, origin, region }) => {
    // What Outlook writes for a link behind a number.
    const written = value.slice(0, 200).replaceAll(/\s?<tel:[^<>]*>/gi, '');
    const parts = written
      .split(/\s\/\s(?=[+(]*0|\+)|\s(?:oder|or|und|and)\s|[;,\n]/)
      .filter((part) => part.replaceAll(/\D/g, '').length >= 6);
    for (const one of parts.length > 1 ? parts : [written])
      addPhone(enquiry, one, origin, { ...(type && { type }), ...(region && { region }) });
  };
}

/** "80331 München", "D-80331 München", "80331, München"; a country may stand below. */
function setPostalCodeCity({ enquiry, value, origin }: Entry): void {
  const [first = '', ...below] = value.split('\n');
  const { before: place, code: country } = countryBehind(first) ?? { before: first, code: undefined };
  const [, code, city = place] = /^(?:[A-Z]{1,2}[- ])?(\d{4,5})\b[\s,]*(.*)$/.exec(place) ?? [];
  setAddress(enquiry, 'postalCode', code, origin);
  setAddress(enquiry, 'city', city.trim() || undefined, origin);
  setAddress(enquiry, 'country', country ?? countryBefore(place), origin);
  for (const line of below) {
    const named = countryCode(line);
    if (named) setAddress(enquiry, 'country', named, origin);
    else addExtra(enquiry, origin.path, line);
  }
}

/** "Musterweg 5, 80331 München"; one that looks different stays one line. */
function setWholeAddress(entry: Entry): void {
  const [, street, place] = /^(.{2,100}?),?\s+((?:[A-Z]{1,2}-)?\d{4,5}\s+\D.*)$/s.exec(entry.value) ?? [];
  addAddressLine(entry.enquiry, street ?? entry.value, entry.origin);
  if (place) setPostalCodeCity({ ...entry, value: place });
}

/** A link in the vehicle's line is the listing; the rest of the line its title. Some forms ask there for wishes as well. */
function setVehicleLine(entry: Entry): void {
  const { enquiry, value, origin, role } = entry;
  if (words.namesWishesOnly(value)) return addExtra(enquiry, origin.path, value);
  const url = urlIn(value);
  const title = url ? value.replace(url, '').replace(/[(<[\s]*[)>\]\s]*$/, '') : value;
  const spoken = vehicleOf(enquiry, role);
  setVehicle(enquiry, spoken, 'listingUrl', url, origin);
  setVehicle(enquiry, spoken, 'title', asWritten(title.trim()), origin);
}

function urlIn(text: string): string | undefined {
  return /https?:\/\/[^\s<>()]+/.exec(text.slice(0, 3000))?.[0];
}

/** "Ja", or the time; either may stand before the other, and date and time of day in lines of their own. */
function setTestDrive(entry: Entry): void {
  const { enquiry, value, origin } = entry;
  const { testDrive } = enquiry.wish;
  const at = timeIn(value);
  if (!testDrive) wish('testDrive', () => (at === undefined ? {} : { at }))(entry);
  else if (at !== undefined && testDrive.at === undefined) {
    testDrive.at = at;
    enquiry.parse.fields['wish.testDrive'] = origin;
  } else if (at !== undefined && isDayOnly(testDrive.at) && values.parseTimeOfDay(at)) {
    testDrive.at = `${testDrive.at}, ${at}`;
  } else if (at !== undefined) addExtra(enquiry, origin.path, value);
}

function isDayOnly(text = ''): boolean {
  return values.parseDate(text) !== undefined && values.parseTimeOfDay(text) === undefined;
}

/** When somebody is to be called or comes: the answer itself, or what stands behind a "Ja" and is a time. */
function timeIn(answer: string): string | undefined {
  if (values.parseYesNo(answer) === undefined) return answer;
  const [, rest] = /^\p{L}{1,4}[\s,;:(–-]+([^()]+)\)?$/u.exec(answer) ?? [];
  return rest && TIME_WORDS.test(rest) ? rest.trim() : undefined;
}

const TIME_WORDS =
  /\d|vormittag|nachmittag|mittag|abend|morgen|früh|frueh|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|woche|morning|afternoon|evening|day/i;

/** "Ja", or the car itself: "Inzahlungnahme: VW Golf VI, 2011". */
function setTradeIn(entry: Entry): void {
  const answer = values.parseYesNo(entry.value);
  const isCar = answer === undefined && /\s|\d/.test(entry.value);
  if (answer === undefined && !isCar) return addExtra(entry.enquiry, entry.origin.path, entry.value);
  wish('tradeIn', () => answer ?? true)(entry);
  // "Ja, einen Golf von 2012": shown as written.
  if (answer && /^\p{L}.*\d/su.test(entry.value)) addExtra(entry.enquiry, entry.origin.path, entry.value);
  if (isCar) vehicle('title', asWritten)({ ...entry, role: 'trade_in' });
}

/** What the form calls the enquiry says something about it and is shown as well. */
function setKind(entry: Entry): void {
  const { enquiry, value, origin } = entry;
  enquiry.kind = words.parseKind(value) ?? enquiry.kind;
  if (words.asksTestDrive(value) && !enquiry.wish.testDrive) wish('testDrive', () => ({}))(entry);
  if (/finanzierung|financ(?:ing|ement|iering)|finanziamento/i.test(value))
    wish('financing', () => true)(entry);
  addExtra(enquiry, origin.path, value);
}
