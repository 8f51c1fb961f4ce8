import type { Config } from '../../config.ts';
import { getTestCode, sendTestEnquiry } from '../../contract/setup.ts';
import { DONE } from '../../contract/endpoint.ts';
import * as contract from '../../contract/sources.ts';
import { type CalendarSpec, formatWeek } from '../../domain/time/opening-hours.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { handCode, newTestCode } from '../test-code.ts';
import { Refusal } from '../refusal.ts';
import { type ListenerPlace, SubmitError, submitMail } from '../smtp/submit.ts';
import {
  addSource,
  archiveSource,
  changeSource,
  checkSource,
  markSilenceSeen,
  pauseSource,
  resumeSource,
  setMonitor,
  uncheckSource,
} from './commands.ts';
import { findIntakeQuiet } from './early-warning.ts';
import { dealershipZone } from '../settings/store.ts';
import { sendTestThroughForm } from '../forms/commands.ts';
import { findLeadAddress, findSource, listBranchRows, listSourceNames, lockSource } from './store.ts';
import { testEnquiryMail } from './test-enquiry.ts';
import { describeMonitor, describeSource, describeSources } from './views.ts';

export interface SourceRouteNeeds {
  readonly config: Pick<Config, 'mailDomain' | 'mailFrom'>;
  /** Where our own listener takes mail. */
  readonly listener: ListenerPlace;
  /** What the test enquiries of this installation are signed with. */
  readonly secret: string;
}

export const sourceRoutes = ({ config, listener, secret }: SourceRouteNeeds): Route[] => [
  dealershipRoute(contract.listSources, async (work, { query }) => ({
    items: await describeSources(work, config, { archived: query.archived === 'with' }),
  })),

  dealershipRoute(contract.listSourceNames, async (work) => ({ items: await listSourceNames(work) })),

  dealershipRoute(contract.getSource, (work, { params }) => describeSource(work, config, params.id)),

  dealershipRoute(contract.addSource, async (work, { body }, caller) => {
    const { id, localPart } = await addSource(work, body, caller);
    return { id, leadAddress: `${localPart}@${config.mailDomain}` };
  }),

  dealershipRoute(contract.setSource, async (work, { params, body }, caller) => {
    await changeSource(work, params.id, body, caller);
    return DONE;
  }),

  dealershipRoute(contract.pauseSource, async (work, { params, body }, caller) => {
    await pauseSource(work, params.id, body.untilOn, caller);
    return DONE;
  }),

  dealershipRoute(contract.resumeSource, async (work, { params }, caller) => {
    await resumeSource(work, params.id, caller);
    return DONE;
  }),

  dealershipRoute(contract.archiveSource, async (work, { params }, caller) => {
    await archiveSource(work, params.id, caller);
    return DONE;
  }),

  dealershipRoute(contract.markSilenceSeen, async (work, { params, body }, caller) => {
    await markSilenceSeen(work, params.id, body.untilOn, caller);
    return DONE;
  }),

  dealershipRoute(contract.checkSource, async (work, { params, body }, caller) => {
    await lockSource(work, params.id);
    if (body.checked) await checkSource(work, params.id, 'addressEntered', caller);
    else await uncheckSource(work, params.id);
    return DONE;
  }),

  dealershipRoute(contract.getMonitor, (work, _input, caller) => describeMonitor(work, caller)),

  dealershipRoute(contract.getIntakeQuiet, async (work) => ({
    quiet: await findIntakeQuiet(work),
    zone: await dealershipZone(work),
  })),

  dealershipRoute(contract.setMonitor, async (work, { body }, caller) => {
    await setMonitor(work, body, caller);
    return DONE;
  }),

  dealershipRoute(contract.listBranches, async (work) => {
    const rows = await listBranchRows(work);
    return {
      items: rows.map(({ spec, ...branch }) => ({
        ...branch,
        hours: formatWeek((spec as CalendarSpec).week),
      })),
    };
  }),

  dealershipRoute(getTestCode, async (work, { params }) => {
    await findSource(work, params.id);
    return { code: handCode(secret, params.id) };
  }),

  dealershipRoute(sendTestEnquiry, async (work, { params, body }) => {
    if (body.way === 'form') return { code: await sendTestThroughForm(work, params.id, secret) };
    const localPart = await findLeadAddress(work, params.id);
    if (localPart === null) throw new Refusal('notFound', 'There is no such source.');
    const code = newTestCode(secret, params.id);
    try {
      await submitMail(listener, testEnquiryMail(config.mailFrom, `${localPart}@${config.mailDomain}`, code));
    } catch (error) {
      if (!(error instanceof SubmitError)) throw error;
      throw new Refusal('unavailable', `The test enquiry could not be delivered: ${error.message}`);
    }
    return { code };
  }),
];
