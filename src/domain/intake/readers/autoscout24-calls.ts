import { addExtra, newEnquiry, setField, setVehicle, vehicleOf } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import { finishStatus, takeLabels } from '../form.ts';
import { LABEL_SETTERS } from '../label-setters.ts';
import { readLabelledText } from '../labelled-text.ts';
import { labelField } from '../labels.ts';
import type { MailContent } from '../mail.ts';
import type { Reader } from '../reader.ts';
import { parseXml, type XmlNode } from '../xml.ts';
import { originOf } from '../xml-tree.ts';

const SENDER = 'no-reply@rtm.autoscout24.com';
const DEALER =
  '(?:Knd\\.?-Nr|Klantnr|N° client|SellID)\\.?\\s{0,3}:?\\s{0,3}(?<dealer>[\\w-]{1,30})\\s{0,3}[.,-]\\s{0,3}';
/** The dealer's tier at the end says nothing about the vehicle. */
const TIER = /,?\s{0,3}(?:uit\s{1,3})?\(\[?(?:MIA|NFM)\b[^()]{0,20}\)(?:\s{0,3}tier)?\s*$/i;

/** What the subject says between the dealer's number and the vehicle: German, Dutch (NL, BE), French, Italian. */
const CALLS: [kind: 'call' | 'missed_call', words: string][] = [
  ['call', 'Angenommener Anruf um (?<time>[^,]{1,30}), '],
  ['call', 'Aangenomen oproep voor '],
  ['call', 'Beantwoordde op (?<time>.{1,30}?) een oproep over deze '],
  ['call', 'Appel reçu à (?<time>[^,]{1,30}), '],
  ['call', 'Richiesta telefonica accettata alle (?<time>[^,]{1,30}), '],
  ['missed_call', 'Verpasster Anruf um (?<time>[^,]{1,30}), '],
  ['missed_call', 'Gemiste oproep voor '],
  ['missed_call', 'Miste op (?<time>.{1,30}?) een oproep over deze '],
  ['missed_call', 'Appel manqué à (?<time>[^,]{1,30}), '],
  ['missed_call', 'Richiesta telefonica senza risposta alle (?<time>[^,]{1,30}), '],
];
const SUBJECTS = CALLS.map(
  ([kind, words]) => [kind, new RegExp(`^${DEALER}${words}(?<vehicle>.{1,200})$`, 'iu')] as const,
);

/**
 * Mails of AutoScout24's call tracker (formats.md 3): dealer's number, kind of call and vehicle stand in the subject.
 * The XML in a comment of the HTML is not documented element by element: what names the caller is taken, the rest shown.
 */
export const autoscout24Calls: Reader = {
  name: 'autoscout24-calls',
  version: '1',
  evidence: ({ mail }) => {
    const call = callOf(mail);
    return call
      ? { score: 0.95, reason: `from: ${SENDER}, subject: ${call.kind}` }
      : { score: 0, reason: '' };
  },
  read: (input) => {
    const { mail, body } = input;
    const call = callOf(mail);
    if (!call) return [];
    const enquiry = newEnquiry(input, autoscout24Calls);
    const origin = { path: 'subject', method: 'header', confidence: 1, raw: mail.subject } as const;
    enquiry.kind = call.kind;
    setField(enquiry, 'source', 'provider', 'AutoScout24', { ...origin, path: 'from', raw: SENDER });
    setField(enquiry, 'external', 'dealerNumber', call.dealer, origin);
    setVehicle(enquiry, vehicleOf(enquiry, 'wanted'), 'title', call.vehicle, origin);
    addExtra(enquiry, 'time', call.time);
    for (const snippet of snippetsIn(mail.html)) takeSnippet(enquiry, snippet, snippet.name);
    takeLabels(enquiry, readLabelledText(body).values);
    finishStatus(enquiry);
    return [enquiry];
  },
};

interface Call {
  kind: 'call' | 'missed_call';
  dealer: string;
  vehicle: string | undefined;
  time: string | undefined;
}

/** The same sender writes alerts, too; only sender and subject together make a call. */
function callOf({ from, subject }: MailContent): Call | null {
  if (from.length !== 1 || from[0]?.address.toLowerCase() !== SENDER) return null;
  const line = subject.replaceAll(/\s+/g, ' ').slice(0, 400).trim().replace(TIER, '');
  for (const [kind, pattern] of SUBJECTS) {
    const { dealer, vehicle, time } = pattern.exec(line)?.groups ?? {};
    if (dealer) return { kind, dealer, vehicle: vehicle?.trim(), time: time?.trim() };
  }
  return null;
}

const MOST_COMMENTS = 20;

/** The XML of the HTML's comments, read before anything is cleaned; a comment that is no XML is none. */
function snippetsIn(html: string): XmlNode[] {
  const found: XmlNode[] = [];
  let at = html.indexOf('<!--');
  for (let count = 0; at !== -1 && count < MOST_COMMENTS; count++) {
    const end = html.indexOf('-->', at);
    if (end === -1) break;
    const text = html.slice(at + 4, end).trim();
    if (/^<[?a-z]/i.test(text) && text.endsWith('>')) {
      try {
        found.push(parseXml(text).root);
      } catch {
        // Conditional comments and the like; the mail itself is kept.
      }
    }
    at = html.indexOf('<!--', end);
  }
  return found;
}

/** Elements that name the caller are his; who else a number may belong to is not guessed. */
const OF_CALLER = /^(?:caller|customer|buyer)[_-]?(?=\w)/;

function takeSnippet(enquiry: Enquiry, node: XmlNode, path: string): void {
  const value = node.text.trim();
  const field = OF_CALLER.test(node.name) ? labelField(node.name.replace(OF_CALLER, '')) : undefined;
  const isPlain = field && field !== 'other' && field !== 'mailHeader' && value !== '';
  if (isPlain) LABEL_SETTERS[field]({ enquiry, value, origin: originOf(path, value), role: 'wanted' });
  else addExtra(enquiry, path, value);
  for (const child of node.children) takeSnippet(enquiry, child, `${path}/${child.name}`);
}
