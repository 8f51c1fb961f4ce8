import assert from 'node:assert/strict';
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

/** Holds the reading of a form to every field. */
export function assertReadAs(outline: MailOutline, expected: Expected): void {
  const { kind, customer, vehicles, message, wish, consent, extra, parse } = readOne(outline);
  assert.deepEqual(
    { kind, customer, vehicles, message: message?.text, wish, consent, extra, status: parse.status },
    {
      kind: expected.kind ?? 'inquiry',
      customer: { emails: [], phones: [], ...expected.customer },
      vehicles: expected.vehicles ?? [],
      message: expected.message,
      wish: expected.wish ?? {},
      consent: expected.consent ?? { source: 'none' },
      extra: Object.entries(expected.extra ?? {}).map(([key, value]) => ({ key, value })),
      status: 'ok',
    },
  );
}
