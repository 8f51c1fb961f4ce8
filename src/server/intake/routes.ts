import { Readable } from 'node:stream';
import { DONE } from '../../contract/endpoint.ts';
import * as imports from '../../contract/imports.ts';
import * as contract from '../../contract/intake.ts';
import { createLead, getOriginal } from '../../contract/leads.ts';
import type { MessageClass } from '../../domain/intake/message-class.ts';
import { findMessage } from '../conversation/store.ts';
import type { Database } from '../db/database.ts';
import { callerOf } from '../http/guard.ts';
import { dealershipRoute, installationRoute, type Route } from '../http/route.ts';
import { Refusal } from '../refusal.ts';
import { decodeLeniently } from './charset.ts';
import type { KeptMessage } from './document.ts';
import { receiveImport } from './import-file.ts';
import { dropImport, importPage, listImports, takeImport } from './imports.ts';
import { enterEnquiry } from './manual.ts';
import { messagePage } from './message-page.ts';
import { countMessages, listMessages } from './messages.ts';
import { rereadMessage } from './rereading.ts';
import {
  applyRereading,
  dropRereading,
  listRereadings,
  listRereadLeads,
  rereadingPage,
  startRereading,
} from './rereadings.ts';
import { lockMessage, originalFile } from './store.ts';
import { type ShownMail, shownView } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';

interface IntakeNeeds {
  readonly threads: Pick<ReadingThreads, 'show' | 'read'>;
  readonly database: Database;
}

export const intakeRoutes = ({ threads, database }: IntakeNeeds): Route[] => [
  ...deskRoutes(threads),
  ...importRoutes(database),

  dealershipRoute(getOriginal, async (work, { params, query }, caller) => {
    const { receivedAt, ...kept } = await findMessage(work, params.id, query.message, caller);
    const shown = shownView(await shownBy(threads)(kept));
    const evidence = kept.classReason as string[];
    const mailClass = (kept.class ?? 'lead') as MessageClass;
    return { ...shown, receivedAt: receivedAt.toString(), class: mailClass, evidence };
  }),

  dealershipRoute(createLead, async (work, { body }, caller) => {
    return { id: await enterEnquiry(work, body, caller) };
  }),
];

/** What the intake desk does with the messages that came in. */
const deskRoutes = (threads: Pick<ReadingThreads, 'show' | 'read'>): Route[] => [
  dealershipRoute(contract.listMessages, (work, { query }, caller) => listMessages(work, query, caller)),
  dealershipRoute(contract.countMessages, (work, { query }, caller) => countMessages(work, query, caller)),
  dealershipRoute(contract.getMessage, (work, { params }, caller) =>
    messagePage(work, params.id, caller, shownBy(threads)),
  ),
  dealershipRoute(contract.getMessageFile, async (work, { params }, caller) =>
    originalFile(await lockMessage(work, params.id, caller)),
  ),
  dealershipRoute(contract.rereadMessage, (work, { params, body }, caller) =>
    rereadMessage(work, params.id, body.apply, caller, threads),
  ),
  dealershipRoute(contract.listRereadings, async (work) => ({ items: await listRereadings(work) })),
  dealershipRoute(contract.getRereading, (work, { params }) => rereadingPage(work, params.id)),
  dealershipRoute(contract.listRereadLeads, (work, { params, query }) =>
    listRereadLeads(work, params.id, query.cursor),
  ),
  dealershipRoute(contract.startRereading, async (work, { body }, caller) => {
    const since = Temporal.Instant.from(body.since);
    return { id: await startRereading(work, { sourceId: body.sourceId, since }, caller) };
  }),
  dealershipRoute(contract.applyRereading, async (work, { params, body }, caller) => {
    await applyRereading(work, params.id, body, caller);
    return DONE;
  }),
  dealershipRoute(contract.dropRereading, async (work, { params }) => {
    await dropRereading(work, params.id);
    return DONE;
  }),
];

/** Files with enquiries of before. */
const importRoutes = (database: Database): Route[] => [
  // Not a dealershipRoute: the file comes in for as long as it takes, each piece in a transaction of its own.
  installationRoute(imports.startImport, async ({ query, body }, request) => {
    if (!(body instanceof Readable)) throw new Refusal('importEmpty', 'There is no file.');
    return { id: await receiveImport(database, callerOf(request), query, body) };
  }),
  dealershipRoute(imports.listImports, async (work) => ({ items: await listImports(work) })),
  dealershipRoute(imports.getImport, (work, { params }) => importPage(work, params.id)),
  dealershipRoute(imports.takeImport, async (work, { params }, caller) => {
    await takeImport(work, params.id, caller);
    return DONE;
  }),
  dealershipRoute(imports.dropImport, async (work, { params }) => {
    await dropImport(work, params.id);
    return DONE;
  }),
];

/** A mail that cannot be taken apart is still shown. */
const shownBy = (threads: Pick<ReadingThreads, 'show'>) => (kept: KeptMessage) =>
  threads.show(kept).catch(() => asItCame(kept));

const asItCame = ({ bytes }: KeptMessage): ShownMail => ({
  headers: [],
  html: null,
  documents: [],
  text: decodeLeniently(bytes.subarray(0, 200_000)),
});
