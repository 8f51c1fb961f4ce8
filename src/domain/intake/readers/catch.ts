import { addExtra } from '../draft.ts';
import { LABEL_SETTERS } from '../label-setters.ts';
import { labelField } from '../labels.ts';
import {
  externalId,
  kindByWish,
  sourceText,
  takeElements,
  takePhone,
  type XmlField,
  xmlReader,
} from '../xml-fields.ts';
import { xmlRoot } from '../xml-document.ts';
import type { XmlNode } from '../xml.ts';
import { childOf, childrenOf, originOf, take, type XmlReading } from '../xml-tree.ts';

const BUYER: Record<string, XmlField> = {
  company: 'company',
  salutation: 'salutation',
  title: 'title',
  firstname: 'first',
  lastname: 'last',
  street: 'street',
  zip: 'postalCode',
  city: 'city',
  email: 'email',
  message: 'message',
};
const VEHICLE: Record<string, XmlField> = {
  internalid: 'internalNumber',
  make: 'make',
  model: 'model',
  firstregistration: 'firstRegistration',
  mileage: 'mileage',
  price: 'price',
  conditiontype: 'condition',
  type: 'vehicleClass',
  vin: 'vin',
};
const LEAD: Record<string, XmlField> = {
  crm_dealerid: externalId('dealerNumber'),
  crm_dealercode: externalId('dealerNumber'),
  campaign_name: sourceText('campaign'),
  lead_source: sourceText('name'),
  url: sourceText('referrer'),
};

/** CATCH XML (formats.md 6): the body of a mail with the subject "CATCH LEADS XML API". */
export const catchXml = xmlReader({
  name: 'catch',
  version: '1',
  root: xmlRoot('lead'),
  mark: /<(?:crm_dealer|dms_dealercode|lead_source|lead_channel|add_fields|lastname|conditiontype)/i,
  read: (reading) => {
    const { node, enquiry } = reading;
    const buyer = childOf(node, 'potentialbuyer');
    takeElements(reading, childOf(node, 'vehicle'), 'vehicle', VEHICLE);
    takeElements(reading, buyer, 'potentialBuyer', BUYER);
    for (const phone of childrenOf(buyer, 'phone')) takePhone(reading, phone, 'potentialBuyer/phone');
    takeElements(reading, node, 'lead', LEAD);
    takeAddedFields(reading, childOf(buyer, 'add_fields'));
    enquiry.kind = kindByWish(enquiry);
  },
});

/** Fields a site added: a key that is a label we know says what its value is. */
function takeAddedFields(reading: XmlReading, added: XmlNode | undefined): void {
  for (const node of childrenOf(added, 'field')) {
    const key = take(reading, childOf(node, 'key'));
    const value = take(reading, childOf(node, 'value'));
    if (key === undefined || value === undefined) {
      addExtra(reading.enquiry, 'potentialBuyer/add_fields', key ?? value);
      continue;
    }
    const field = labelField(key);
    const origin = originOf(`potentialBuyer/add_fields/${key}`, value);
    if (!field || field === 'other' || field === 'mailHeader') addExtra(reading.enquiry, key, value);
    else LABEL_SETTERS[field]({ enquiry: reading.enquiry, value, origin, role: 'wanted' });
  }
}
