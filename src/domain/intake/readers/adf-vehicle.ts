import { addExtra, setField, setVehicle } from '../draft.ts';
import type { Enquiry, Vehicle } from '../enquiry.ts';
import { parseDecimal, parseWhole, parseYear } from '../values.ts';
import type { XmlNode } from '../xml.ts';
import { childOf, childrenOf, originOf, type XmlReading, take, word } from '../xml-tree.ts';

const INTERESTS = ['buy', 'lease', 'sell', 'trade-in', 'test-drive'] as const;
const TEXTS = [
  ['make', 'make'],
  ['model', 'model'],
  ['trim', 'trim'],
  ['vin', 'vin'],
  ['stock', 'internalNumber'],
  ['bodystyle', 'body'],
  ['transmission', 'transmission'],
  ['comments', 'comments'],
] as const;

/** One vehicle element; an empty one (`<vehicle interest="buy" status="new"/>`) says only what is wished. */
export function readVehicle(prospect: XmlReading, node: XmlNode): void {
  const { enquiry } = prospect;
  const path = 'vehicle';
  const interest = INTERESTS.find((one) => one === word(node, 'interest'));
  if (interest) readInterest(enquiry, interest);
  if (node.children.length === 0) return;

  const role = interest === 'trade-in' || interest === 'sell' ? 'trade_in' : 'wanted';
  const vehicle: Vehicle = { role };
  enquiry.vehicles.push(vehicle);
  setVehicle(enquiry, vehicle, 'interest', interest, originOf(`${path}@interest`, interest));
  const status = word(node, 'status');
  if (status === 'new' || status === 'used')
    setVehicle(enquiry, vehicle, 'condition', status, originOf(`${path}@status`, status));

  const year = take(prospect, childOf(node, 'year'));
  const modelYear = year && parseYear(year);
  if (year && !modelYear) addExtra(enquiry, `${path}/year`, year);
  setVehicle(enquiry, vehicle, 'modelYear', modelYear || undefined, originOf(`${path}/year`, year));
  for (const [name, key] of TEXTS) {
    const text = take(prospect, childOf(node, name));
    setVehicle(enquiry, vehicle, key, text, originOf(`${path}/${name}`, text));
  }
  readOdometer(prospect, vehicle, childOf(node, 'odometer'));
  readColor(prospect, vehicle, node);
  for (const price of childrenOf(node, 'price')) readPrice(prospect, vehicle, price);
  const options = childrenOf(node, 'option').flatMap(
    (option) => take(prospect, childOf(option, 'optionname')) ?? [],
  );
  if (options.length > 0)
    setVehicle(
      enquiry,
      vehicle,
      'options',
      options,
      originOf(`${path}/option/optionname`, options.join(', ')),
    );
  const id = childrenOf(node, 'id')[0];
  setVehicle(enquiry, vehicle, 'listingId', take(prospect, id), originOf(`${path}/id`, id?.text.trim()));
  readFinance(prospect, childOf(node, 'finance'));
}

function readInterest(enquiry: Enquiry, interest: (typeof INTERESTS)[number]): void {
  const origin = originOf('vehicle@interest', interest);
  if (interest === 'test-drive') setField(enquiry, 'wish', 'testDrive', {}, origin);
  if (interest === 'trade-in') setField(enquiry, 'wish', 'tradeIn', true, origin);
  if (interest === 'lease') setField(enquiry, 'wish', 'leasing', true, origin);
}

/** `<odometer units="km">45000</odometer>`, or with children `value` and `units`. Without units: kilometres. */
function readOdometer(prospect: XmlReading, vehicle: Vehicle, node: XmlNode | undefined): void {
  if (!node) return;
  const text = take(prospect, childOf(node, 'value')) ?? take(prospect, node);
  const units = take(prospect, childOf(node, 'units')) ?? word(node, 'units');
  prospect.taken.add(node);
  const value = text && parseWhole(text);
  if (value === undefined || value === '') return;
  const unit = /^["”]?mi/i.test(units) || /\bmi/i.test(text ?? '') ? 'mi' : 'km';
  setVehicle(
    prospect.enquiry,
    vehicle,
    'mileage',
    { value, unit },
    originOf('vehicle/odometer', text, units ? 1 : 0.7),
  );
}

/** The exterior colour of the customer's first choice. */
function readColor(prospect: XmlReading, vehicle: Vehicle, node: XmlNode): void {
  const choices = childrenOf(node, 'colorcombination');
  const preference = (choice: XmlNode) => Number(childOf(choice, 'preference')?.text ?? 99) || 99;
  const [first] = choices.toSorted((a, b) => preference(a) - preference(b));
  take(prospect, childOf(first, 'preference'));
  const color = take(prospect, childOf(first, 'exteriorcolor'));
  setVehicle(
    prospect.enquiry,
    vehicle,
    'color',
    color,
    originOf('vehicle/colorcombination/exteriorcolor', color),
  );
}

/** With `delta` or `relativeto` the number is a difference, not an amount of money. */
function readPrice(prospect: XmlReading, vehicle: Vehicle, node: XmlNode): void {
  const text = take(prospect, node);
  if (!text) return;
  const amount = parseDecimal(text);
  if (amount === undefined || node.attributes['delta'] || node.attributes['relativeto']) {
    const { delta, relativeto } = node.attributes;
    return addExtra(prospect.enquiry, 'vehicle/price', [text, delta, relativeto].filter(Boolean).join(' '));
  }
  const currency = /^[a-z]{3}$/i.exec(word(node, 'currency'))?.[0].toUpperCase();
  const price = { amount, ...(currency && { currency }), kind: word(node, 'type') || 'quote' };
  setVehicle(prospect.enquiry, vehicle, 'price', price, originOf('vehicle/price', text));
}

const METHODS = { cash: 'cash', finance: 'finance', lease: 'lease' } as const;

function readFinance(prospect: XmlReading, finance: XmlNode | undefined): void {
  if (!finance) return;
  const { enquiry } = prospect;
  const method = take(prospect, childOf(finance, 'method'))?.toLowerCase();
  const payment = method && method in METHODS ? METHODS[method as keyof typeof METHODS] : undefined;
  if (method && !payment) addExtra(enquiry, 'vehicle/finance/method', method);
  setField(enquiry, 'wish', 'payment', payment, originOf('vehicle/finance/method', method));
  if (payment === 'finance')
    setField(enquiry, 'wish', 'financing', true, originOf('vehicle/finance/method', method));
  const terms: NonNullable<Enquiry['wish']['finance']> = {};
  for (const node of [...childrenOf(finance, 'amount'), ...childrenOf(finance, 'balance')]) {
    const key = AMOUNTS[word(node, 'type')];
    const amount = parseDecimal(node.text);
    if (!key || amount === undefined) continue;
    prospect.taken.add(node);
    terms[key] = amount;
  }
  const months = parseWhole(childOf(finance, 'term')?.text ?? '');
  if (months !== undefined) {
    take(prospect, childOf(finance, 'term'));
    terms.months = months;
  }
  if (Object.keys(terms).length > 0)
    setField(enquiry, 'wish', 'finance', terms, originOf('vehicle/finance', undefined));
}

const AMOUNTS: Record<string, 'downPayment' | 'monthly' | 'final'> = {
  downpayment: 'downPayment',
  monthly: 'monthly',
  residual: 'final',
};
