import { addPhone, newEnquiry, setField } from './draft.ts';
import type { Enquiry, Vehicle, Wish } from './enquiry.ts';
import { finishStatus } from './form.ts';
import { LABEL_SETTERS, type Setter } from './label-setters.ts';
import type { LabelField } from './label-words.ts';
import type { Evidence, Reader, ReaderInput } from './reader.ts';
import { parseDecimal, parseWhole, parseYesNo } from './values.ts';
import { parseXml, type XmlNode } from './xml.ts';
import { findXml, safeXml, type XmlRoot } from './xml-document.ts';
import { childOf, childrenOf, keepRest, originOf, take, type XmlReading } from './xml-tree.ts';

/** What an element stands for: the same as a form's label of that meaning, or something of its own. */
export type XmlField = Exclude<LabelField, 'other'> | Setter;

interface XmlFormat {
  name: string;
  version: string;
  root: XmlRoot;
  /** What else the document must hold, where other formats have the same root. */
  mark?: RegExp;
  /** Attributes that say nothing about the enquiry, lower case. */
  attributes?: readonly string[];
  read(reading: XmlReading): void;
}

/** A reader of XML of one root element: finds it wherever it stands, and keeps in `extra` what `read` does not take. */
export function xmlReader({ name, version, root, mark, attributes = [], read }: XmlFormat): Reader {
  const find = (mail: ReaderInput['mail']) => {
    const source = findXml(mail, root);
    return source && (mark?.test(source.xml) ?? true) ? source : null;
  };
  return {
    name,
    version,
    evidence: ({ mail }): Evidence => {
      const source = find(mail);
      return source ? { score: 1, reason: `${name} in ${source.part}` } : { score: 0, reason: '' };
    },
    read: (input) => {
      const source = find(input.mail);
      if (!source) return [];
      const { root: node, repairs } = parseXml(safeXml(source));
      const enquiry = newEnquiry(input, { name, version });
      if (repairs[0]) enquiry.parse.warnings.push({ code: 'xmlRepaired', detail: repairs[0] });
      const reading: XmlReading = { node, enquiry, attributes: new Set(attributes), taken: new Set() };
      read(reading);
      keepRest(reading, node, '');
      finishStatus(enquiry);
      return [enquiry];
    },
  };
}

/** Takes the children of `node` that have a field, in the order of `fields`. */
export function takeElements(
  reading: XmlReading,
  node: XmlNode | undefined,
  path: string,
  fields: Readonly<Record<string, XmlField>>,
  role: Vehicle['role'] = 'wanted',
): void {
  for (const [name, field] of Object.entries(fields)) {
    for (const child of childrenOf(node, name)) takeElement(reading, child, path, field, role);
  }
}

/** Takes one element for what it stands for; an empty one says nothing. */
export function takeElement(
  reading: XmlReading,
  node: XmlNode,
  path: string,
  field: XmlField,
  role: Vehicle['role'] = 'wanted',
): void {
  const value = take(reading, node);
  if (value === undefined) return;
  const set = typeof field === 'string' ? LABEL_SETTERS[field] : field;
  set({ enquiry: reading.enquiry, value, origin: originOf(`${path}/${node.name}`, value), role });
}

/** A telephone number in one piece, or as country code, area code and number in elements of their own. */
export function takePhone(reading: XmlReading, node: XmlNode | undefined, path: string): void {
  if (!node) return;
  const [country = '', area = '', number] = ['internationalprefix', 'prefix', 'number'].map((name) =>
    take(reading, childOf(node, name)),
  );
  const whole = take(reading, node);
  const abroad = country.replaceAll(/\D/g, '').replace(/^00/, '');
  const pieces = abroad ? [`+${abroad}`, area.replace(/^0/, ''), number] : [area, number];
  const text = number === undefined ? whole : pieces.filter(Boolean).join(' ');
  addPhone(reading.enquiry, text, originOf(path, text));
}

/** Sets a text of the source or of the ids as written. */
export function sourceText(key: 'name' | 'campaign' | 'form' | 'referrer' | 'provider'): Setter {
  return ({ enquiry, value, origin }) => setField(enquiry, 'source', key, value, origin);
}

export function externalId(key: 'leadId' | 'dealerNumber'): Setter {
  return ({ enquiry, value, origin }) => setField(enquiry, 'external', key, value, origin);
}

/** A wish that is stated as 0 or 1. */
export function wishFlag(key: 'delivery' | 'insurance' | 'registration'): Setter {
  return ({ enquiry, value, origin }) => setField(enquiry, 'wish', key, parseYesNo(value), origin);
}

type Terms = NonNullable<Wish['finance']>;

/** The terms of a financing, each from an element of its own. */
export function takeTerms(
  { enquiry, taken }: XmlReading,
  node: XmlNode | undefined,
  path: string,
  fields: Readonly<Record<string, keyof Terms>>,
): void {
  const terms: Terms = {};
  for (const [name, key] of Object.entries(fields)) {
    const child = childOf(node, name);
    const value = key === 'months' || key === 'kmPerYear' ? parseWhole : parseDecimal;
    const parsed = child && value(child.text);
    if (!child || parsed === undefined) continue;
    taken.add(child);
    Object.assign(terms, { [key]: parsed });
  }
  if (Object.keys(terms).length > 0) setField(enquiry, 'wish', 'finance', terms, originOf(path, undefined));
}

/** The kind of an enquiry by what it wishes, where the format does not say. */
export function kindByWish({ wish, vehicles }: Enquiry): Enquiry['kind'] {
  if (wish.payment === 'lease') return 'leasing';
  const isOwnOnly = vehicles.length > 0 && vehicles.every(({ role }) => role === 'trade_in');
  return isOwnOnly ? 'trade_in' : 'inquiry';
}
