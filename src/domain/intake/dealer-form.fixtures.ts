import type { CustomerPhone, Enquiry } from './enquiry.ts';
import { type MailOutline, readOne } from './mail.fixtures.ts';

/** What a form says, field by field; what is not named here must not be read. */
export interface Expected {
  kind?: Enquiry['kind'];
  customer: Partial<Enquiry['customer']>;
  vehicles?: Enquiry['vehicles'];
  message?: string;
  wish?: Enquiry['wish'];
  consent?: Enquiry['consent'];
  extra?: Record<string, string>;
}

export const mail = (address: string) => [{ address, relay: false, preferred: false }];
export const phone = (raw: string, e164: string, type: CustomerPhone['type'] = 'mobile'): CustomerPhone => ({
  raw,
  e164,
  type,
  preferred: false,
  masked: false,
});
export const MOBILE = [phone('0171 1234567', '+491711234567')];
export const row = (label: string, value: string) => `<tr><td>${label}</td><td>${value}</td></tr>`;

/** All that was read of a form. */
export function fieldsRead(outline: MailOutline) {
  const { kind, customer, vehicles, message, wish, consent, extra, parse } = readOne(outline);
  return { kind, customer, vehicles, message: message?.text, wish, consent, extra, status: parse.status };
}

/** The same as it is expected, with what every enquiry has. */
export function fieldsOf({ customer, extra = {}, ...said }: Expected) {
  return {
    kind: said.kind ?? 'inquiry',
    customer: { emails: [], phones: [], ...customer },
    vehicles: said.vehicles ?? [],
    message: said.message,
    wish: said.wish ?? {},
    consent: said.consent ?? { source: 'none' },
    extra: Object.entries(extra).map(([key, value]) => ({ key, value })),
    status: 'ok',
  };
}
