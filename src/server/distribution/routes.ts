import * as contract from '../../contract/distribution.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { readCandidates } from './candidates.ts';
import { changeDistribution, countWaiting, previewDistribution, readDistribution } from './settings.ts';

export const distributionRoutes = (): Route[] => [
  dealershipRoute(contract.getDistribution, (work, _input, caller) => readDistribution(work, caller)),
  dealershipRoute(contract.changeDistribution, async (work, { body }, caller) => ({
    version: await changeDistribution(work, body, caller),
  })),
  dealershipRoute(contract.countWaiting, async (work, { body }) => ({
    waiting: await countWaiting(work, body.settings),
  })),
  dealershipRoute(contract.getCandidates, (work, { params }, caller) =>
    readCandidates(work, params.id, caller),
  ),
  dealershipRoute(contract.previewDistribution, (work, { body }) => previewDistribution(work, body)),
];
