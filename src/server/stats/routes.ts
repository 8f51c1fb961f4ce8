import { askWhatIf } from '../../contract/stats.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { answerWhatIf } from './what-if.ts';

export const statisticsRoutes = (): Route[] => [
  dealershipRoute(askWhatIf, (work, { body }) => answerWhatIf(work, body)),
];
