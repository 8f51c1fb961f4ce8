import type { Config } from '../../config.ts';
import { sendTestEnquiry } from '../../contract/setup.ts';
import { listBranches, listSources } from '../../contract/sources.ts';
import { type CalendarSpec, formatWeek } from '../../domain/time/opening-hours.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { newTestCode } from '../test-code.ts';
import { Refusal } from '../refusal.ts';
import { type ListenerPlace, SubmitError, submitMail } from '../smtp/submit.ts';
import { findLeadAddress, listBranchRows, listSourceRows } from './store.ts';
import { testEnquiryMail } from './test-enquiry.ts';

export interface SourceRouteNeeds {
  readonly config: Pick<Config, 'mailDomain' | 'mailFrom'>;
  /** Where our own listener takes mail. */
  readonly listener: ListenerPlace;
  /** What the test enquiries of this installation are signed with. */
  readonly secret: string;
}

export const sourceRoutes = ({ config, listener, secret }: SourceRouteNeeds): Route[] => [
  dealershipRoute(listSources, async (work) => {
    const rows = await listSourceRows(work);
    return {
      items: rows.map(({ localPart, lastLeadAt, leads, ...source }) => ({
        ...source,
        leadAddress: `${localPart}@${config.mailDomain}`,
        lastLeadAt: lastLeadAt?.toString() ?? null,
        leads: leads ?? 0,
      })),
    };
  }),

  dealershipRoute(listBranches, async (work) => {
    const rows = await listBranchRows(work);
    return {
      items: rows.map(({ spec, ...branch }) => ({
        ...branch,
        hours: formatWeek((spec as CalendarSpec).week),
      })),
    };
  }),

  dealershipRoute(sendTestEnquiry, async (work, { params }) => {
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
