import { takeLabels } from '../form.ts';
import { readLabelledText } from '../labelled-text.ts';
import type { LabelField } from '../label-words.ts';
import { externalId, sourceText, takeElements, type XmlField, xmlReader } from '../xml-fields.ts';
import { xmlRoot } from '../xml-document.ts';
import { childOf } from '../xml-tree.ts';

const BUYER: Record<string, XmlField> = {
  kundennummer: 'customerNumber',
  titel: 'title',
  anrede: 'salutation',
  vorname: 'first',
  nachname: 'last',
  name: 'full',
  firma: 'company',
  kfzkennzeichen: 'licensePlate',
  strasse: 'street',
  plz: 'postalCode',
  ort: 'city',
  landiso: 'country',
  email: 'email',
  phone: 'phone',
  mobil: 'mobile',
  fax: 'fax',
  message: 'message',
};
const LEAD: Record<string, XmlField> = { quelle: sourceText('name'), leadid: externalId('leadId') };

/** Who it is stands in elements; lines of the message speak of the vehicle and of wishes. */
const OF_MESSAGE: ReadonlySet<LabelField | undefined> = new Set<LabelField>([
  'vehicle',
  'make',
  'model',
  'trim',
  'condition',
  'firstRegistration',
  'mileage',
  'price',
  'vin',
  'internalNumber',
  'listingId',
  'listingUrl',
  'testDrive',
  'tradeIn',
  'financing',
  'leasing',
  'payment',
  'timeframe',
  'preferredContact',
  'callback',
]);

/**
 * autocrm XML (formats.md 6): a form-mail gateway's document in ISO-8859-1, every element sent even if empty. It has no
 * vehicle: what the form had no element for stands as "key: value" in the message, which also stays whole.
 */
export const autocrm = xmlReader({
  name: 'autocrm',
  version: '2',
  root: xmlRoot('lead'),
  mark: /<(?:erstkontakt|kategorie|bearbeiter|kundennummer|kfzkennzeichen|landiso|vorname|nachname)\b/i,
  read: (reading) => {
    const { node, enquiry } = reading;
    takeElements(reading, childOf(node, 'potentialbuyer'), 'potentialBuyer', BUYER);
    takeElements(reading, node, 'lead', LEAD);
    const { values } = readLabelledText(enquiry.message?.fullText ?? '');
    takeLabels(
      enquiry,
      values.filter(({ field }) => OF_MESSAGE.has(field)),
    );
  },
});
