import { createDealership, listDealerships } from '../../contract/operator.ts';
import { listChanges } from '../../contract/settings.ts';
import { setUp, setupChoices } from '../../contract/setup.ts';
import type { Config } from '../../config.ts';
import { recommendationAt } from '../../domain/escalation/recommendations.ts';
import { SOURCE_KINDS } from '../../domain/sources/kinds.ts';
import { DEFAULT_HOURS } from '../../domain/time/opening-hours.ts';
import { GERMAN_STATES } from '../../domain/time/states.ts';
import type { Database } from '../db/database.ts';
import { dealershipRoute, installationRoute, type Route } from '../http/route.ts';
import { readChanges } from './changes.ts';
import { describeDealerships } from './dealerships.ts';
import { setUpDealership, setUpFirstDealership } from './setup.ts';

export interface SettingRouteNeeds {
  readonly database: Database;
  readonly config: Config;
}

/** How dealerships come into being, the first by the wizard, further ones by an operator; and what was changed since. */
export const settingRoutes = ({ database, config }: SettingRouteNeeds): Route[] => [
  installationRoute(setupChoices, (_input, { headers }) => {
    const language = headers['accept-language']?.startsWith('en') ? 'en' : 'de';
    return database.acrossDealerships(async ({ now }) => {
      const { sourceLimitDays } = recommendationAt(now.toZonedDateTimeISO('UTC').toPlainDate());
      return {
        states: GERMAN_STATES.map((state) => ({ ...state, regions: [...state.regions] })),
        sourceKinds: SOURCE_KINDS.map(({ kind, name, limit }) => ({
          kind,
          name: name[language],
          silenceLimitDays: sourceLimitDays[limit],
        })),
        defaultHours: DEFAULT_HOURS,
      };
    });
  }),

  installationRoute(setUp, ({ body }) => setUpFirstDealership(database, config, body)),

  installationRoute(listDealerships, () =>
    database.acrossDealerships(async (work) => ({ items: await describeDealerships(work) })),
  ),

  installationRoute(createDealership, ({ body }, { visitor }) =>
    setUpDealership(database, config, body, visitor?.authUserId ?? null),
  ),

  dealershipRoute(listChanges, (work, { query }) => readChanges(work, query)),
];
