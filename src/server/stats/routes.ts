import { askWhatIf, countWorkload, listTimesSince } from '../../contract/stats.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { answerWhatIf } from './what-if.ts';
import { readTimesSince } from './times.ts';
import { readWorkload } from './store.ts';

export const statisticsRoutes = (): Route[] => [
  dealershipRoute(askWhatIf, (work, { body }) => answerWhatIf(work, body)),
  dealershipRoute(listTimesSince, async (work) => ({ items: await readTimesSince(work) })),
  dealershipRoute(countWorkload, async (work) => ({ items: await readWorkload(work) })),
];
