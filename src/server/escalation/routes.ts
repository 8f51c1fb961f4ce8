import * as contract from '../../contract/escalation.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { changePolicy, explainArrival, readPolicy } from './settings.ts';

export const escalationRoutes = (): Route[] => [
  dealershipRoute(contract.getPolicy, (work, _input, caller) => readPolicy(work, caller)),
  dealershipRoute(contract.setPolicy, async (work, { body }, caller) => ({
    version: await changePolicy(work, body, caller),
  })),
  dealershipRoute(contract.explainCourse, (work, { query }) => explainArrival(work, query)),
  dealershipRoute(contract.previewCourse, (work, { body }) => explainArrival(work, body)),
];
