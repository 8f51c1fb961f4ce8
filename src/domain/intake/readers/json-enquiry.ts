import { addExtra, setField, setVehicle, vehicleOf } from '../draft.ts';
import type { Enquiry, Vehicle } from '../enquiry.ts';
import {
  type JsonField,
  type JsonGroup,
  jsonReader,
  leadId,
  ofSource,
  submittedAt,
  takeMembers,
} from '../json-fields.ts';
import type { Setter } from '../label-setters.ts';
import { parseInstant, parseWhole, parseYesNo } from '../values.ts';
import { kindByWish } from '../xml-fields.ts';

/** A time without an offset is that of the customers of most. */
const ZONE = 'Europe/Berlin';

const ofVehicle =
  <K extends keyof Vehicle>(key: K, parse: (text: string) => Vehicle[K] | undefined): Setter =>
  ({ enquiry, value, origin, role }) => {
    const parsed = parse(value);
    if (parsed === undefined) addExtra(enquiry, origin.path, value);
    else setVehicle(enquiry, vehicleOf(enquiry, role), key, parsed, origin);
  };

const mileageKm = ofVehicle('mileage', (text) => {
  const value = parseWhole(text);
  return value === undefined ? undefined : { value, unit: 'km' };
});

const VEHICLE: Readonly<Record<string, JsonField>> = {
  title: 'vehicle',
  make: 'make',
  model: 'model',
  trim: 'trim',
  modelyear: 'modelYear',
  firstregistration: 'firstRegistration',
  condition: 'condition',
  mileagekm: mileageKm,
  price: 'price',
  fuel: 'fuel',
  color: 'color',
  powerkw: ofVehicle('powerKw', parseWhole),
  vin: 'vin',
  licenseplate: 'licensePlate',
  internalnumber: 'internalNumber',
  listingid: 'listingId',
  listingurl: 'listingUrl',
};

const setTest: Setter = ({ enquiry, value, origin }) => {
  if (parseYesNo(value) === true) enquiry.source.isTest = true;
  else if (parseYesNo(value) === undefined) addExtra(enquiry, origin.path, value);
};

const CONSENT: JsonGroup = {
  members: {
    given: ({ enquiry, value, origin }) => {
      setField(enquiry, 'consent', 'given', parseYesNo(value), origin);
      enquiry.consent.source = 'form';
    },
    text: ({ enquiry, value, origin }) => setField(enquiry, 'consent', 'text', value, origin),
    at: ({ enquiry, value, origin }) =>
      setField(enquiry, 'consent', 'at', parseInstant(value, ZONE) ?? value, origin),
  },
};

/** The members our own format names (contract/interfaces.ts); whatever else there is, is read by its name or kept. */
const ENQUIRY: JsonGroup = {
  members: {
    externalid: leadId,
    submittedat: submittedAt(ZONE),
    test: setTest,
    salutation: 'salutation',
    title: 'title',
    firstname: 'first',
    lastname: 'last',
    name: 'full',
    company: 'company',
    customernumber: 'customerNumber',
    mail: 'email',
    email: 'email',
    phone: 'phone',
    mobile: 'mobile',
    preferredcontact: 'preferredContact',
    callback: 'callback',
    message: 'message',
    address: {
      members: {
        street: 'street',
        housenumber: 'houseNumber',
        postalcode: 'postalCode',
        city: 'city',
        country: 'country',
      },
    },
    vehicle: { members: VEHICLE },
    tradein: { members: VEHICLE, role: 'trade_in' },
    wishes: {
      members: {
        testdrive: 'testDrive',
        tradein: 'tradeIn',
        financing: 'financing',
        leasing: 'leasing',
        callback: 'callback',
        payment: 'payment',
        timeframe: 'timeframe',
      },
    },
    consent: CONSENT,
    campaign: ofSource('campaign'),
    form: ofSource('form'),
    referrer: ofSource('referrer'),
    provider: ofSource('provider'),
    locale: ({ enquiry, value, origin }) => {
      if (/^[a-z]{2}(?:-[A-Z]{2})?$/.test(value)) enquiry.locale = value;
      else addExtra(enquiry, origin.path, value);
    },
  },
};

/** Our own JSON (docs/interfaces.md), and what agencies send who never read that: any object with labels we know. */
export const jsonEnquiry = jsonReader({
  name: 'json',
  version: '1',
  read: (enquiry, document) => {
    takeMembers(enquiry, document, ENQUIRY);
    if (enquiry.kind === 'inquiry') enquiry.kind = kindOf(enquiry);
  },
});

const kindOf = (enquiry: Enquiry): Enquiry['kind'] =>
  enquiry.wish.leasing === true ? 'leasing' : kindByWish(enquiry);
