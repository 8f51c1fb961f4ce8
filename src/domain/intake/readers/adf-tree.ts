import type { Enquiry, Provenance } from '../enquiry.ts';
import { addExtra } from '../draft.ts';
import { stated } from '../values.ts';
import type { XmlNode } from '../xml.ts';

/** One prospect being read: remembers what was taken, so that the rest can be kept. */
export interface Prospect {
  node: XmlNode;
  enquiry: Enquiry;
  /** Time zone of a time without one. */
  zone: string;
  taken: Set<XmlNode>;
}

/** Attributes of ADF 1.0; any other is kept like an unknown element. */
const ATTRIBUTES = new Set(
  (
    'alttext currency delta height interest limit line part preferredcontact primarycontact ' +
    'relativeto sequence source status time type units width version'
  ).split(' '),
);

export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => child.name === name);
}

/** The text of a node, which is thereby taken; undefined for an empty one or a filler. */
export function take({ taken }: Prospect, node: XmlNode | undefined): string | undefined {
  if (!node) return undefined;
  taken.add(node);
  return stated(node.text.replaceAll(/[ \t]+/g, ' '));
}

/** An attribute with a fixed set of values, lower case: its first word, as damaged ones swallow their neighbour. */
export function word(node: XmlNode | undefined, attribute: string): string {
  return (node?.attributes[attribute] ?? '').trim().split(/\s/)[0]?.toLowerCase() ?? '';
}

export function originOf(path: string, raw: string | undefined, confidence = 1): Provenance {
  const origin: Provenance = { path, method: 'xml', confidence };
  return raw === undefined ? origin : { ...origin, raw: raw.slice(0, 500) };
}

/** Everything below `node` that nobody took, as `path: text`, in the document's order. */
export function keepRest(prospect: Prospect, node: XmlNode, path: string): void {
  const { enquiry, taken } = prospect;
  if (!taken.has(node)) addExtra(enquiry, path || node.name, node.text);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!ATTRIBUTES.has(name)) addExtra(enquiry, `${path || node.name}@${name}`, value);
  }
  for (const child of node.children) keepRest(prospect, child, path ? `${path}/${child.name}` : child.name);
}
