import * as desk from '../../contract/intake.ts';
import * as contract from '../../contract/leads.ts';
import type { Config } from '../../config.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { assignLead, takeLead } from './commands.ts';
import {
  answerLead,
  closeLead,
  logContact,
  type NextStep,
  noteLead,
  reopenLead,
  setFollowUp,
} from './handling.ts';
import { mergeLead } from './merging.ts';
import { correctLead } from './correcting.ts';
import { markNoEnquiry, sayMessageClass } from './message-class.ts';
import { leadPage } from './page.ts';
import { countLeadViews, listLeadItems } from './queries.ts';

const done = { ok: true } as const;

export const leadRoutes = (config: Pick<Config, 'mailDomain'>): Route[] => [
  dealershipRoute(contract.listLeads, (work, { query }, caller) => listLeadItems(work, query, caller)),
  dealershipRoute(contract.countLeads, (work, _input, caller) => countLeadViews(work, caller)),
  dealershipRoute(contract.getLead, (work, { params }, caller) => leadPage(work, params.id, caller)),
  dealershipRoute(contract.takeLead, async (work, { params }, caller) => {
    await takeLead(work, params.id, caller);
    return done;
  }),
  dealershipRoute(contract.assignLead, async (work, { params, body }, caller) => {
    await assignLead(work, params.id, body.assigneeId, caller);
    return done;
  }),
  dealershipRoute(contract.answerLead, async (work, { params, body }, caller) => {
    const { next, files, ...letter } = body;
    const attached = files.map(({ name, content }) => ({ name, content: Buffer.from(content, 'base64') }));
    const answer = { ...letter, files: attached, mailDomain: config.mailDomain };
    await answerLead(work, params.id, answer, nextStep(next), caller);
    return done;
  }),
  dealershipRoute(contract.logCall, async (work, { params, body }, caller) => {
    const { what, reached, text, next } = body;
    await logContact(work, params.id, { what, reached, text, next: nextStep(next) }, caller);
    return done;
  }),
  dealershipRoute(contract.noteLead, async (work, { params, body }, caller) => {
    await noteLead(work, params.id, body.text, caller);
    return done;
  }),
  dealershipRoute(contract.setFollowUp, async (work, { params, body }, caller) => {
    await setFollowUp(work, params.id, { at: Temporal.Instant.from(body.at), text: body.text }, caller);
    return done;
  }),
  dealershipRoute(contract.closeLead, async (work, { params, body }, caller) => {
    const { outcome, reason, text } = body;
    await closeLead(work, params.id, { outcome, reason, text }, caller);
    return done;
  }),
  dealershipRoute(contract.mergeLead, async (work, { params, body }, caller) => {
    await mergeLead(work, params.id, body.into, caller);
    return done;
  }),
  dealershipRoute(desk.setMessageClass, async (work, { params, body }, caller) => {
    await sayMessageClass(work, params.id, body.class, caller);
    return done;
  }),
  dealershipRoute(desk.markUnusable, async (work, { params, body }, caller) => {
    await markNoEnquiry(work, params.id, body.class, caller);
    return done;
  }),
  dealershipRoute(desk.correctLead, async (work, { params, body }, caller) => {
    await correctLead(work, params.id, body, caller);
    return done;
  }),
  dealershipRoute(contract.reopenLead, async (work, { params, body }, caller) => {
    await reopenLead(work, params.id, body.text, caller);
    return done;
  }),
];

const nextStep = (next: contract.NextStep): NextStep =>
  next?.kind === 'followUp' ? { kind: 'followUp', at: Temporal.Instant.from(next.at) } : next;
