import { createLead, getOriginal } from '../../contract/leads.ts';
import { findMail } from '../conversation/store.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { decodeLeniently } from './charset.ts';
import { enterEnquiry } from './manual.ts';
import type { ShownMail } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';

export const intakeRoutes = ({ threads }: { threads: Pick<ReadingThreads, 'show'> }): Route[] => [
  dealershipRoute(getOriginal, async (work, { params, query }, caller) => {
    const { bytes, receivedAt } = await findMail(work, params.id, query.message, caller);
    const { headers, html, text } = await threads.show(bytes).catch(() => asItCame(bytes));
    return { headers: [...headers], html, text, receivedAt: receivedAt.toString() };
  }),

  dealershipRoute(createLead, async (work, { body }, caller) => {
    return { id: await enterEnquiry(work, body, caller) };
  }),
];

/** A mail that cannot be taken apart is still shown. */
const asItCame = (bytes: Uint8Array): ShownMail => ({
  headers: [],
  html: null,
  text: decodeLeniently(bytes.subarray(0, 200_000)),
});
