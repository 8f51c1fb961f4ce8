import { addEmail, addExtra, addPhone, setField, setVehicle, vehicleOf } from '../draft.ts';
import type { Vehicle } from '../enquiry.ts';
import { LABEL_SETTERS } from '../label-setters.ts';
import { parseInstant } from '../values.ts';
import { kindByWish, takeElement, type XmlField, xmlReader } from '../xml-fields.ts';
import { xmlRoot } from '../xml-document.ts';
import type { XmlNode } from '../xml.ts';
import { childOf, descendantsOf, originOf, take, type XmlReading, XML_ZONE } from '../xml-tree.ts';

/** Elements of the customer's party, wherever the implementation nests them. */
const PERSON: Record<string, XmlField> = {
  salutation: 'salutation',
  title: 'title',
  givenname: 'first',
  middlename: ({ enquiry, value, origin }) => setField(enquiry, 'customer', 'middle', value, origin),
  familyname: 'last',
  companyname: 'company',
  lineone: 'street',
  linetwo: 'street',
  postcode: 'postalCode',
  cityname: 'city',
  countryid: 'country',
};
const VEHICLE: Record<string, XmlField> = {
  makestring: 'make',
  model: 'model',
  modeldescription: 'trim',
  modelyear: 'modelYear',
  vehicleid: 'vin',
  vehiclestockstring: 'internalNumber',
  saleclasscode: 'condition',
  bodystyle: 'body',
  exteriorcolordescription: 'color',
};
const INTERESTS: Record<string, NonNullable<Vehicle['interest']>> = {
  B: 'buy',
  L: 'lease',
  S: 'sell',
  T: 'trade-in',
};

/**
 * STAR SalesLead (formats.md 7): `ProcessSalesLead` of STAR 5. What is named in the guideline is taken by its element
 * name, as implementations nest it differently; text a mail repeats below the document is not read.
 */
export const starSalesLead = xmlReader({
  name: 'star-sales-lead',
  version: '1',
  root: xmlRoot('ProcessSalesLead'),
  attributes: [
    'releaseid',
    'versionid',
    'systemenvironmentcode',
    'languagecode',
    'schemeid',
    'listid',
    'unitcode',
  ],
  read: (reading) => {
    const { node, enquiry } = reading;
    const header = descendantsOf(node, 'salesleadheader')[0] ?? node;
    const customer = descendantsOf(node, 'customerprospect')[0];
    takeHeader(reading, header);
    takeDescendants(reading, customer, 'CustomerProspect', PERSON);
    takeContact(reading, customer);
    takeComments(reading, header);
    takeDescendants(reading, vehicleOfLead(node), 'SalesLeadVehicle', VEHICLE);
    takeParties(reading, header);
    takeInterest(reading, header);
    enquiry.kind = kindByWish(enquiry);
    // The envelope of the transport says nothing about the enquiry.
    for (const area of descendantsOf(node, 'applicationarea')) dropAll(reading, area);
  },
});

function takeDescendants(
  reading: XmlReading,
  node: XmlNode | undefined,
  path: string,
  fields: Readonly<Record<string, XmlField>>,
): void {
  for (const [name, field] of Object.entries(fields)) {
    for (const child of descendantsOf(node, name)) takeElement(reading, child, path, field);
  }
}

function takeHeader(reading: XmlReading, header: XmlNode): void {
  const { enquiry } = reading;
  const [created] = ['leadcreationdatetime', 'documentdatetime'].flatMap((name) => {
    const text = take(reading, childOf(header, name));
    const instant = text && parseInstant(text, XML_ZONE);
    if (text && !instant) addExtra(enquiry, name, text);
    return instant ? [{ text, instant, name }] : [];
  });
  if (created) {
    enquiry.submittedAt = created.instant;
    enquiry.parse.fields['submittedAt'] = originOf(created.name, created.text);
  }
  const id = take(reading, descendantsOf(childOf(header, 'documentidentificationgroup'), 'documentid')[0]);
  setField(enquiry, 'external', 'leadId', id, originOf('DocumentIdentificationGroup/DocumentID', id));
  const earliest = take(reading, childOf(header, 'purchaseearliestdate'));
  const latest = take(reading, childOf(header, 'purchaselatestdate'));
  if (earliest !== undefined || latest !== undefined) {
    const timeframe = { ...(earliest && { earliest }), ...(latest && { latest }) };
    setField(enquiry, 'wish', 'timeframe', timeframe, originOf('PurchaseEarliestDate', earliest));
  }
}

/** Numbers and addresses say by a code beside them what they are. */
function takeContact(reading: XmlReading, customer: XmlNode | undefined): void {
  const { enquiry } = reading;
  for (const node of descendantsOf(customer, 'telephonecommunication')) {
    const use = [childOf(node, 'usecode'), childOf(node, 'channelcode')]
      .map((code) => take(reading, code))
      .join(' ');
    const [whole, area, local] = ['completenumber', 'areanumbercode', 'localnumber'].map((name) =>
      take(reading, childOf(node, name)),
    );
    const text = whole ?? ([area, local].filter(Boolean).join(' ') || undefined);
    const type = /fax/i.test(use) ? 'fax' : /cell|mobile/i.test(use) ? 'mobile' : undefined;
    addPhone(enquiry, text, originOf('CustomerProspect/TelephoneCommunication', text), type ? { type } : {});
  }
  for (const node of descendantsOf(customer, 'uricommunication')) {
    const text = take(reading, childOf(node, 'uriid')) ?? take(reading, childOf(node, 'completetext'));
    for (const name of ['usecode', 'channelcode']) take(reading, childOf(node, name));
    addEmail(enquiry, text, originOf('CustomerProspect/URICommunication', text));
  }
}

function takeComments(reading: XmlReading, header: XmlNode): void {
  const { enquiry } = reading;
  for (const name of ['customercomments', 'leadcomments']) {
    const value = take(reading, childOf(header, name));
    if (value) LABEL_SETTERS.message({ enquiry, value, origin: originOf(name, value), role: 'wanted' });
  }
}

function vehicleOfLead(node: XmlNode): XmlNode | undefined {
  return descendantsOf(node, 'salesleadvehicle')[0] ?? descendantsOf(node, 'vehicle')[0];
}

function takeParties(reading: XmlReading, header: XmlNode): void {
  const { enquiry } = reading;
  const dealer = descendantsOf(childOf(header, 'receivingdealerparty'), 'partyid')[0];
  const number = take(reading, dealer);
  setField(enquiry, 'external', 'dealerNumber', number, originOf('ReceivingDealerParty/PartyID', number));
  const provider = childOf(header, 'providerparty');
  const named = descendantsOf(provider, 'companyname')[0] ?? descendantsOf(provider, 'name')[0];
  const name = take(reading, named);
  setField(enquiry, 'source', 'provider', name, originOf('ProviderParty/CompanyName', name));
}

function takeInterest(reading: XmlReading, header: XmlNode): void {
  const { enquiry } = reading;
  const node = childOf(header, 'leadinterestcode');
  const interest = INTERESTS[node?.text.trim() ?? ''];
  if (!interest) return;
  const code = take(reading, node);
  const origin = originOf('LeadInterestCode', code);
  const role = interest === 'sell' || interest === 'trade-in' ? 'trade_in' : 'wanted';
  for (const vehicle of enquiry.vehicles) vehicle.role = role;
  setVehicle(enquiry, vehicleOf(enquiry, role), 'interest', interest, origin);
  if (interest === 'lease') setField(enquiry, 'wish', 'payment', 'lease', origin);
  if (interest === 'trade-in') setField(enquiry, 'wish', 'tradeIn', true, origin);
}

function dropAll(reading: XmlReading, node: XmlNode): void {
  reading.taken.add(node);
  for (const child of node.children) dropAll(reading, child);
}
