import * as contract from '../../contract/calendars.ts';
import { DONE } from '../../contract/endpoint.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { changeBranch, openBranch } from './branches.ts';
import { changeCalendar, judgeCalendar, previewChange, readCalendar } from './calendars.ts';

/** Branches and when they are open. */
export const calendarRoutes = (): Route[] => [
  dealershipRoute(contract.addBranch, async (work, { body }, caller) => ({
    id: await openBranch(work, body, caller),
  })),
  dealershipRoute(contract.setBranch, async (work, { params, body }, caller) => {
    await changeBranch(work, params.id, body, caller);
    return DONE;
  }),
  dealershipRoute(contract.getCalendar, (work, { params }, caller) => readCalendar(work, params.id, caller)),
  dealershipRoute(contract.setCalendar, (work, { params, body }, caller) =>
    changeCalendar(work, params.id, body, caller),
  ),
  dealershipRoute(contract.checkCalendar, (work, { params, body }) =>
    judgeCalendar(work, params.id, body.calendar),
  ),
  dealershipRoute(contract.previewCalendar, (work, { params, body }) =>
    previewChange(work, params.id, body.calendar),
  ),
];
