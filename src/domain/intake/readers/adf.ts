import { addExtra, newEnquiry, setField, setMessage } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import { finishStatus } from '../form.ts';
import type { Reader, ReaderInput } from '../reader.ts';
import { parseInstant } from '../values.ts';
import { parseXml, type XmlNode } from '../xml.ts';
import { findXml, safeXml, xmlRoot } from '../xml-document.ts';
import { readCustomer } from './adf-customer.ts';
import {
  childOf,
  childrenOf,
  keepRest,
  originOf,
  type XmlReading,
  take,
  word,
  XML_ZONE,
} from '../xml-tree.ts';
import { readVehicle } from './adf-vehicle.ts';

/** The example date of the ADF specification, which some senders copy with the rest of it. */
const SPECIFICATION_DATE = '2000-03-30T23:30:20Z';

const ROOT = xmlRoot('adf');
const ATTRIBUTES = new Set(
  (
    'alttext currency delta height interest limit line part preferredcontact primarycontact ' +
    'relativeto sequence source status time type units width version'
  ).split(' '),
);

/** ADF 1.0 (formats.md 1), as damaged as senders write it: one enquiry per prospect. */
export const adf: Reader = {
  name: 'adf',
  version: '1',
  evidence: ({ mail }) => {
    const source = findXml(mail, ROOT);
    return source ? { score: 1, reason: `ADF in ${source.part}` } : { score: 0, reason: '' };
  },
  read: (input) => {
    const source = findXml(input.mail, ROOT);
    if (!source) return [];
    const { root, repairs } = parseXml(safeXml(source));
    const prospects = childrenOf(root, 'prospect');
    const shared = prospects.length > 0 ? root.children.filter(({ name }) => name !== 'prospect') : [];
    return (prospects.length > 0 ? prospects : [root]).map((node) => {
      // A vendor or provider beside the prospects belongs to each of them.
      const whole = { ...node, children: [...node.children, ...shared] };
      const enquiry = readProspect(whole, input);
      if (repairs[0]) enquiry.parse.warnings.push({ code: 'xmlRepaired', detail: repairs[0] });
      return enquiry;
    });
  },
};

function readProspect(node: XmlNode, input: ReaderInput): Enquiry {
  const enquiry = newEnquiry(input, adf);
  const prospect: XmlReading = { node, enquiry, attributes: ATTRIBUTES, taken: new Set() };
  readRequestDate(prospect);
  readIds(prospect);
  for (const vehicle of childrenOf(node, 'vehicle')) readVehicle(prospect, vehicle);
  const customer = childOf(node, 'customer');
  readCustomer(prospect, customer);
  readTimeframe(prospect, childOf(customer, 'timeframe'));
  readMessage(prospect, customer);
  readSenders(prospect);
  if (word(node, 'status') === 'resend') addExtra(enquiry, 'prospect@status', 'resend');
  if (word(node, 'type') === 'quote')
    setField(enquiry, 'wish', 'offer', true, originOf('prospect@type', 'quote'));
  enquiry.kind = kindOf(enquiry);
  keepRest(prospect, node, '');
  finishStatus(enquiry);
  return enquiry;
}

/** A date that cannot be read, or was copied from the specification, gives way to the mail's own. */
function readRequestDate(prospect: XmlReading): void {
  const text = take(prospect, childOf(prospect.node, 'requestdate'));
  if (!text) return;
  const { enquiry } = prospect;
  const instant = parseInstant(text, XML_ZONE);
  if (instant && instant !== SPECIFICATION_DATE) {
    enquiry.submittedAt = instant;
    enquiry.parse.fields['submittedAt'] = originOf('requestdate', text);
    return;
  }
  addExtra(enquiry, 'requestdate', text);
  if (!instant) enquiry.parse.warnings.push({ code: 'dateUnreadable', detail: text.slice(0, 100) });
}

function readIds(prospect: XmlReading): void {
  const { external, parse } = prospect.enquiry;
  for (const node of childrenOf(prospect.node, 'id')) {
    const value = take(prospect, node);
    if (!value) continue;
    const sequence = Number(node.attributes['sequence']);
    external.ids.push({ source: node.attributes['source'] ?? '', value, ...(sequence > 0 && { sequence }) });
    external.leadId ??= value;
    parse.fields['external.leadId'] ??= originOf('id', value);
  }
}

function readTimeframe(prospect: XmlReading, node: XmlNode | undefined): void {
  if (!node) return;
  const text = take(prospect, childOf(node, 'description')) ?? take(prospect, node);
  const earliest = take(prospect, childOf(node, 'earliestdate'));
  const latest = take(prospect, childOf(node, 'latestdate'));
  prospect.taken.add(node);
  if (!text && !earliest && !latest) return;
  const timeframe = { ...(text && { text }), ...(earliest && { earliest }), ...(latest && { latest }) };
  setField(prospect.enquiry, 'wish', 'timeframe', timeframe, originOf('customer/timeframe', text));
}

/** Comments of the customer, wherever senders put them, and the lines of a chat. */
function readMessage(prospect: XmlReading, customer: XmlNode | undefined): void {
  const places = [customer, ...childrenOf(customer, 'contact'), prospect.node];
  const comments = places.flatMap((place) =>
    childrenOf(place, 'comments').flatMap((node) => take(prospect, node) ?? []),
  );
  const chat = childrenOf(childOf(customer, 'messages'), 'message').flatMap((node) => {
    const [time, name, text] = ['timestamp', 'name', 'text'].map((part) =>
      take(prospect, childOf(node, part)),
    );
    return text ? [[time, name && `${name}:`, text].filter(Boolean).join(' ')] : [];
  });
  const text = [...comments, ...chat].join('\n\n');
  setMessage(prospect.enquiry, text, text, originOf('customer/comments', undefined));
  if (prospect.enquiry.message) return;
  const spoken = prospect.enquiry.vehicles.find(({ comments: said }) => said)?.comments;
  if (spoken) setMessage(prospect.enquiry, spoken, spoken, originOf('vehicle/comments', undefined));
}

function readSenders(prospect: XmlReading): void {
  const { node, enquiry } = prospect;
  const provider = childOf(node, 'provider');
  for (const [name, key] of [
    ['name', 'provider'],
    ['form', 'form'],
    ['campaign', 'campaign'],
    ['referrer', 'referrer'],
  ] as const) {
    const text = take(prospect, childOf(provider, name));
    setField(enquiry, 'source', key, text, originOf(`provider/${name}`, text));
  }
  const dealer = childOf(childOf(node, 'vendor'), 'id');
  setField(
    enquiry,
    'external',
    'dealerNumber',
    take(prospect, dealer),
    originOf('vendor/id', dealer?.text.trim()),
  );
}

function kindOf({ vehicles }: Enquiry): Enquiry['kind'] {
  if (vehicles.length === 0) return 'inquiry';
  if (vehicles.every(({ role }) => role === 'trade_in')) return 'trade_in';
  return vehicles.some(({ interest }) => interest === 'lease') ? 'leasing' : 'inquiry';
}
