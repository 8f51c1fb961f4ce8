import * as contract from '../../contract/escalation.ts';
import { listStandstills as standstillsEndpoint } from '../../contract/standstills.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { changeSettings, explainArrival, previewSettings, readSettings } from './settings.ts';
import { listStandstills } from './standstills.ts';

export const escalationRoutes = (): Route[] => [
  dealershipRoute(contract.getEscalationSettings, (work, _input, caller) => readSettings(work, caller)),
  dealershipRoute(contract.previewEscalationSettings, (work, { body }) =>
    previewSettings(work, body.settings),
  ),
  dealershipRoute(contract.setEscalationSettings, (work, { body }, caller) =>
    changeSettings(work, body, caller),
  ),
  dealershipRoute(contract.explainCourse, (work, { query }) => explainArrival(work, query)),
  dealershipRoute(contract.previewCourse, (work, { body }) => explainArrival(work, body)),
  dealershipRoute(standstillsEndpoint, (work) => listStandstills(work)),
];
