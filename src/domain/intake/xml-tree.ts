import type { Enquiry, Provenance } from './enquiry.ts';
import { addExtra } from './draft.ts';
import { stated } from './values.ts';
import type { XmlNode } from './xml.ts';

/** One enquiry being read from an element: remembers what was taken, so that the rest can be kept. */
export interface XmlReading {
  node: XmlNode;
  enquiry: Enquiry;
  /** Attributes the format itself knows; any other is kept like an unknown element. */
  attributes: ReadonlySet<string>;
  taken: Set<XmlNode>;
}

/** The time of a moment without offset; none of the formats has another hint. */
export const XML_ZONE = 'Europe/Berlin';

export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return node?.children.filter((child) => child.name === name) ?? [];
}

export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => child.name === name);
}

/** The text of a node, which is thereby taken; undefined for an empty one or a filler. */
export function take({ taken }: XmlReading, node: XmlNode | undefined): string | undefined {
  if (!node) return undefined;
  taken.add(node);
  return stated(node.text.replaceAll(/[ \t]+/g, ' '));
}

/** An attribute with a fixed set of values, lower case: its first word, as damaged ones swallow their neighbour. */
export function word(node: XmlNode | undefined, attribute: string): string {
  return (node?.attributes[attribute] ?? '').trim().split(/\s/)[0]?.toLowerCase() ?? '';
}

/** Every element of that name below `node`, at any depth, in the document's order. */
export function descendantsOf(node: XmlNode | undefined, name: string): XmlNode[] {
  return (
    node?.children.flatMap((child) => [
      ...(child.name === name ? [child] : []),
      ...descendantsOf(child, name),
    ]) ?? []
  );
}

export function originOf(path: string, raw: string | undefined, confidence = 1): Provenance {
  const origin: Provenance = { path, method: 'xml', confidence };
  return raw === undefined ? origin : { ...origin, raw: raw.slice(0, 500) };
}

const NAMESPACE = /^(?:xmlns(?::|$)|xsi:)/;

/** Everything below `node` that nobody took, as `path: text`, in the document's order. */
export function keepRest(reading: XmlReading, node: XmlNode, path: string): void {
  const { enquiry, taken, attributes } = reading;
  if (!taken.has(node)) addExtra(enquiry, path || node.name, node.text);
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!attributes.has(name) && !NAMESPACE.test(name))
      addExtra(enquiry, `${path || node.name}@${name}`, value);
  }
  for (const child of node.children) keepRest(reading, child, path ? `${path}/${child.name}` : child.name);
}
