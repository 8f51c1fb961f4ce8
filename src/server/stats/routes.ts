import { askWhatIf, countWorkload } from '../../contract/stats.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { answerWhatIf } from './what-if.ts';
import { readWorkload } from './store.ts';

export const statisticsRoutes = (): Route[] => [
  dealershipRoute(askWhatIf, (work, { body }) => answerWhatIf(work, body)),
  dealershipRoute(countWorkload, async (work) => ({ items: await readWorkload(work) })),
];
