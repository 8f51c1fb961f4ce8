import { setField, setVehicle, vehicleOf } from '../draft.ts';
import type { Setter } from '../label-setters.ts';
import {
  externalId,
  kindByWish,
  takeElements,
  takePhone,
  takeTerms,
  wishFlag,
  type XmlField,
  xmlReader,
} from '../xml-fields.ts';
import { xmlRoot } from '../xml-document.ts';
import type { XmlNode } from '../xml.ts';
import { parseWhole, parseYesNo } from '../values.ts';
import { childOf, childrenOf, originOf, take, type XmlReading } from '../xml-tree.ts';

const GENERAL: Record<string, XmlField> = {
  dealerid: externalId('dealerNumber'),
  externalreference: externalId('leadId'),
  preferredcontactmethod: 'preferredContact',
};
const ADDRESS: Record<string, XmlField> = {
  street: 'street',
  housenumber: 'houseNumber',
  zip: 'postalCode',
  zipcode: 'postalCode',
  postalcode: 'postalCode',
  city: 'city',
  country: 'country',
};
const CONTACT: Record<string, XmlField> = {
  salutation: 'salutation',
  title: 'title',
  firstname: 'first',
  lastname: 'last',
  name: 'full',
  company: 'company',
  companyname: 'company',
  email: 'email',
};
const power: Setter = ({ enquiry, value, origin, role }) =>
  setVehicle(enquiry, vehicleOf(enquiry, role), 'powerKw', parseWhole(value), origin);
const VEHICLE: Record<string, XmlField> = {
  internalid: 'internalNumber',
  link: 'listingUrl',
  vehicleclass: 'vehicleClass',
  make: 'make',
  model: 'model',
  modeldescription: 'trim',
  vin: 'vin',
  usagetype: 'condition',
  mileage: 'mileage',
  price: 'price',
  pricesuggestion: 'price',
  firstregistration: 'firstRegistration',
  fuel: 'fuel',
  power,
};
const ACQUISITION: Record<string, XmlField> = {
  tradeinrequested: 'tradeIn',
  registrationrequested: wishFlag('registration'),
  insurancerequested: wishFlag('insurance'),
  deliveryrequested: wishFlag('delivery'),
  acquisitiontype: 'payment',
  counteroffer: ({ enquiry, value, origin }) => setField(enquiry, 'wish', 'counterOffer', value, origin),
};
const TYPES: Record<string, 'private' | 'business' | 'dealer'> = {
  PRIVATE: 'private',
  BUSINESS: 'business',
  CAR_DEALER: 'dealer',
};

/** dealerdesk XML (formats.md 6): every part of it is optional. */
export const dealerdesk = xmlReader({
  name: 'dealerdesk',
  version: '1',
  root: xmlRoot('dealerdeskLead'),
  read: (reading) => {
    const { node, enquiry } = reading;
    const acquisition = childOf(node, 'acquisition');
    takeElements(reading, childOf(node, 'generalinformation'), 'generalInformation', GENERAL);
    takeCallback(reading, childOf(node, 'generalinformation'));
    takeContact(reading, childOf(node, 'contact'));
    takeElements(reading, childOf(node, 'requestedvehicle'), 'requestedVehicle', VEHICLE);
    takeElements(reading, childOf(node, 'contactvehicle'), 'contactVehicle', VEHICLE, 'trade_in');
    takeTestDrive(reading, acquisition);
    takeElements(reading, acquisition, 'acquisition', ACQUISITION);
    takeTerms(reading, acquisition, 'acquisition', {
      paybackperiodmonths: 'months',
      firstinstallment: 'downPayment',
      monthlyinstallment: 'monthly',
      finalinstallment: 'final',
    });
    enquiry.kind = kindByWish(enquiry);
  },
});

/** From when to when the customer is to be called, where he wants to be. */
function takeCallback(reading: XmlReading, general: XmlNode | undefined): void {
  if (reading.enquiry.wish.preferredContact !== 'phone') return;
  const [from, to] = ['earliestcontacttime', 'latestcontacttime'].map((name) =>
    take(reading, childOf(general, name)),
  );
  if (from === undefined && to === undefined) return;
  const callback = { ...(from && { from }), ...(to && { to }) };
  setField(
    reading.enquiry,
    'wish',
    'callback',
    callback,
    originOf('generalInformation/contactTime', undefined),
  );
}

function takeContact(reading: XmlReading, contact: XmlNode | undefined): void {
  const { customer } = reading.enquiry;
  takeElements(reading, contact, 'contact', { ...CONTACT, ...ADDRESS });
  takeElements(reading, childOf(contact, 'address'), 'contact/address', ADDRESS);
  for (const phone of childrenOf(contact, 'phone')) takePhone(reading, phone, 'contact/phone');
  const type = TYPES[take(reading, childOf(contact, 'type'))?.toUpperCase() ?? ''];
  if (type) customer.type = type;
}

/** The time belongs to the wish; a test drive that is not wished has none. */
function takeTestDrive(reading: XmlReading, acquisition: XmlNode | undefined): void {
  const isWished = parseYesNo(take(reading, childOf(acquisition, 'testdriverequested')) ?? '');
  if (!isWished) return;
  const at = take(reading, childOf(acquisition, 'preferredtimeoftestdrive'));
  const origin = originOf('acquisition/testdriveRequested', at);
  setField(reading.enquiry, 'wish', 'testDrive', at ? { at } : {}, origin);
}
