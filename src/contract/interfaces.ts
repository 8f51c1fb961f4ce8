import { z } from 'zod';
import { MAILBOX_FAILURES } from '../domain/intake/mailbox.ts';
import { META_FAILURES } from '../domain/intake/meta-access.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';
import { PROBLEM_CODES } from './problem.ts';

/** Everything below is called by other systems, with the secret of a source instead of a person's session. */
export const HAND_IN_PATH = '/api/in/';

/** What one call may bring; a lead form of Google is far smaller. */
export const MAX_DOCUMENT_BYTES = 1_000_000;
export const MAX_GOOGLE_BYTES = 64_000;

const text = z.string();
const vehicle = z
  .object({
    title: text.meta({ examples: ['VW Golf 1.5 TSI'] }),
    make: text,
    model: text,
    trim: text,
    modelYear: z.number().int(),
    firstRegistration: text.meta({ examples: ['2021-03'] }),
    condition: text,
    mileageKm: z.number().int(),
    price: text.meta({ examples: ['24990.00 EUR'] }),
    fuel: text,
    color: text,
    powerKw: z.number().int(),
    vin: text,
    licensePlate: text,
    internalNumber: text,
    listingId: text,
    listingUrl: text,
  })
  .partial();

/**
 * Our own JSON as it is described to others. What is handed in need not fit it: wrong or unknown members never lose an
 * enquiry, they are kept and shown (docs/interfaces.md).
 */
export const handedInEnquiry = z
  .looseObject({
    externalId: text.meta({ description: 'Your own id of this enquiry. The same id is the same enquiry.' }),
    test: z.boolean().meta({ description: 'true: a test. It is shown as such and is nobody’s work.' }),
    submittedAt: instant,
    salutation: text,
    title: text,
    firstName: text,
    lastName: text,
    name: text.meta({ description: 'Instead of firstName and lastName.' }),
    company: text,
    customerNumber: text,
    mail: text,
    phone: text,
    mobile: text,
    preferredContact: text,
    callback: text,
    message: text,
    address: z
      .object({ street: text, houseNumber: text, postalCode: text, city: text, country: text })
      .partial(),
    vehicle,
    tradeIn: vehicle,
    wishes: z
      .object({
        testDrive: z.union([z.boolean(), text]),
        tradeIn: z.boolean(),
        financing: z.boolean(),
        leasing: z.boolean(),
        callback: z.union([z.boolean(), text]),
        payment: text,
        timeframe: text,
      })
      .partial(),
    consent: z.object({ given: z.boolean(), text, at: instant }).partial(),
    campaign: text,
    form: text,
    referrer: text,
    locale: text,
  })
  .partial()
  .meta({
    examples: [
      {
        externalId: 'F-1001',
        name: 'Karla Kunde',
        mail: 'karla@kunde.example',
        phone: '0170 1234567',
        message: 'Ist der Wagen noch da?',
        vehicle: { make: 'VW', model: 'Golf', internalNumber: 'G-17' },
      },
    ],
  });

const accepted = z.object({
  /** Of the message that is kept; the same for the same enquiry. */
  id,
});

export const handIn = endpoint({
  method: 'POST',
  path: '/api/in/:id',
  who: 'source',
  summary:
    'Hand in an enquiry at a source, as JSON or ADF (application/xml), with its secret as Bearer token or in X-Api-Key. 202: it is kept.',
  params: idParams,
  body: handedInEnquiry,
  output: accepted,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});

export const handInGoogleLead = endpoint({
  method: 'POST',
  path: '/api/in/:id/google',
  who: 'source',
  summary: 'The webhook of a Google Ads lead form; its google_key is the secret of the source.',
  params: idParams,
  body: z.looseObject({ google_key: text, lead_id: text, user_column_data: z.array(z.looseObject({})) }),
  output: z.object({}),
  maxBodyBytes: MAX_GOOGLE_BYTES,
});

const refusedCall = z.object({
  code: z.enum(PROBLEM_CODES),
  detail: z.string(),
  count: z.number().int(),
  lastAt: instant,
});

export const getInterface = endpoint({
  method: 'GET',
  path: '/api/sources/:id/interface',
  who: ['admin', 'controller'],
  summary:
    'How others hand in enquiries at a source: the addresses, its secrets, what came and what was refused.',
  params: idParams,
  output: z.object({
    url: z.string(),
    googleUrl: z.string(),
    /** The newest first; the secrets themselves are shown once, when they are made. */
    secrets: z.array(z.object({ id, hint: z.string(), madeAt: instant, lastUsedAt: instant.nullable() })),
    lastReceivedAt: instant.nullable(),
    /** The newest first, one line for each reason. */
    refused: z.array(refusedCall),
  }),
});

export const makeSourceSecret = endpoint({
  method: 'POST',
  path: '/api/sources/:id/secrets',
  who: ['admin'],
  summary: 'Make a secret of a source; one it had before goes on until it is ended.',
  params: idParams,
  output: z.object({ secret: z.string() }),
});

export const endSourceSecret = endpoint({
  method: 'POST',
  path: '/api/sources/:id/secrets/end',
  who: ['admin'],
  summary: 'End a secret of a source: nothing that comes with it is accepted any more.',
  params: idParams,
  body: z.object({ secretId: id }),
  output: done,
});

/** How enquiries can come to a source. */
export const WAYS_IN = ['mail', 'http', 'google', 'meta', 'form', 'mailbox'] as const;
export type WayIn = (typeof WAYS_IN)[number];

const wayIn = z.object({
  way: z.enum(WAYS_IN),
  /** Its address, the mailbox, or the pages at Meta; empty where it has none of its own. */
  at: z.string(),
  state: z.enum(['open', 'failing', 'paused']),
  /** In the last 90 days. */
  lastAt: instant.nullable(),
  /** Why it fails, with the sentences of mailboxes and of Meta. */
  failing: z
    .discriminatedUnion('way', [
      z.object({ way: z.literal('mailbox'), failure: z.enum(MAILBOX_FAILURES), since: instant }),
      z.object({ way: z.literal('meta'), failure: z.enum(META_FAILURES), since: instant }),
    ])
    .nullable(),
});
export type WayInView = z.output<typeof wayIn>;

export const listInterfaces = endpoint({
  method: 'GET',
  path: '/api/interfaces',
  who: ['admin', 'controller'],
  summary:
    'Every way in of the dealership at a glance, by source: how it stands, what came last, what was refused.',
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        branch: z.string(),
        kind: z.string(),
        ways: z.array(wayIn),
        /** The last call that was not accepted. */
        refused: refusedCall.nullable(),
      }),
    ),
  }),
});
export type SourceWays = z.output<typeof listInterfaces.output>['items'][number];
