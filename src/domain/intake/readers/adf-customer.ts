import type { CountryCode } from 'libphonenumber-js/max';
import { countryCode } from '../countries.ts';
import { addAddressLine, addEmail, addPhone, setAddress, setField, setFullName } from '../draft.ts';
import type { CustomerPhone } from '../enquiry.ts';
import type { XmlNode } from '../xml.ts';
import { childOf, childrenOf, originOf, type XmlReading, take, word } from '../xml-tree.ts';

const PHONE_TYPES: Record<string, CustomerPhone['type']> = {
  fax: 'fax',
  cellphone: 'mobile',
  cell: 'mobile',
  mobile: 'mobile',
};
const PHONE_TIMES = ['morning', 'afternoon', 'evening', 'day'] as const;

/** The contact of the customer: the primary one where several are given; others stay in `extra`. */
export function readCustomer(prospect: XmlReading, customer: XmlNode | undefined): void {
  const contacts = childrenOf(customer, 'contact');
  const contact = contacts.find((one) => one.attributes['primarycontact'] === '1') ?? contacts[0] ?? customer;
  if (!contact) return;
  readNames(prospect, contact);
  const country = readAddress(prospect, childOf(contact, 'address'));
  for (const email of childrenOf(contact, 'email')) {
    const text = take(prospect, email);
    addEmail(prospect.enquiry, text, originOf('customer/contact/email', text), isPreferred(email));
    if (isPreferred(email))
      setField(
        prospect.enquiry,
        'wish',
        'preferredContact',
        'email',
        originOf('customer/contact/email@preferredcontact', '1'),
      );
  }
  for (const phone of childrenOf(contact, 'phone')) readPhone(prospect, phone, country);
}

function isPreferred(node: XmlNode): boolean {
  return node.attributes['preferredcontact'] === '1';
}

function readPhone(prospect: XmlReading, node: XmlNode, country: CountryCode | undefined): void {
  const text = take(prospect, node);
  const type = PHONE_TYPES[word(node, 'type')];
  const time = PHONE_TIMES.find((one) => one === word(node, 'time'));
  addPhone(prospect.enquiry, text, originOf('customer/contact/phone', text), {
    isPreferred: isPreferred(node),
    ...(type && { type }),
    ...(time && { time }),
    ...(country && { region: country }),
  });
  if (text && isPreferred(node))
    setField(
      prospect.enquiry,
      'wish',
      'preferredContact',
      'phone',
      originOf('customer/contact/phone@preferredcontact', '1'),
    );
}

const NAME_PARTS = {
  first: 'first',
  middle: 'middle',
  last: 'last',
  surname: 'last',
  suffix: 'suffix',
} as const;

function readNames(prospect: XmlReading, contact: XmlNode): void {
  const { enquiry } = prospect;
  for (const node of childrenOf(contact, 'name')) {
    const part = word(node, 'part') || 'full';
    const text = take(prospect, node)?.replaceAll(/\s+/g, ' ');
    const origin = originOf(`customer/contact/name[${part}]`, text);
    if (text && word(node, 'type') === 'business') {
      setField(enquiry, 'customer', 'company', text, origin);
      enquiry.customer.type = 'business';
    } else if (isNamePart(part)) {
      setField(enquiry, 'customer', NAME_PARTS[part], text, origin);
    } else setFullName(enquiry, text, origin);
  }
}

function isNamePart(part: string): part is keyof typeof NAME_PARTS {
  return part in NAME_PARTS;
}

/** Returns the country, which also says how the telephone numbers are dialled. */
function readAddress(prospect: XmlReading, address: XmlNode | undefined): CountryCode | undefined {
  if (!address) return undefined;
  const { enquiry } = prospect;
  const path = 'customer/contact/address';
  const streets = childrenOf(address, 'street').toSorted((a, b) => lineNumber(a) - lineNumber(b));
  for (const node of [...streets, ...childrenOf(address, 'apartment')]) {
    const line = take(prospect, node);
    if (line) addAddressLine(enquiry, line, originOf(`${path}/${node.name}`, line));
  }
  for (const [name, key] of ADDRESS_PARTS) {
    const text = take(prospect, childOf(address, name));
    setAddress(enquiry, key, text, originOf(`${path}/${name}`, text));
  }
  const country = take(prospect, childOf(address, 'country'));
  const code = country && countryCode(country);
  setAddress(enquiry, 'country', code ?? country, originOf(`${path}/country`, country));
  return code || undefined;
}

const ADDRESS_PARTS = [
  ['city', 'city'],
  ['regioncode', 'region'],
  ['postalcode', 'postalCode'],
] as const;

function lineNumber(street: XmlNode): number {
  return Number(street.attributes['line'] ?? 1) || 1;
}
