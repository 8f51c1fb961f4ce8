import type { Config } from '../../config.ts';
import { DONE } from '../../contract/endpoint.ts';
import * as contract from '../../contract/interfaces.ts';
import type { ProblemCode } from '../../contract/problem.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { findSource } from '../sources/store.ts';
import { endSecret, makeSecret } from './commands.ts';
import { lastReceivedAt, listRefused, listSecrets } from './store.ts';
import { describeWaysIn } from './ways-in.ts';

/** How a dealership lets others hand in enquiries; the calls themselves are taken in hand-in.ts. */
export const interfaceRoutes = (config: Pick<Config, 'publicUrl' | 'mailDomain'>): Route[] => [
  dealershipRoute(contract.listInterfaces, async (work) => ({ items: await describeWaysIn(work, config) })),
  dealershipRoute(contract.getInterface, async (work, { params: { id } }) => {
    await findSource(work, id);
    const secrets = await listSecrets(work, id);
    const refused = await listRefused(work, id);
    const url = new URL(`${contract.HAND_IN_PATH}${id}`, config.publicUrl).href;
    return {
      url,
      googleUrl: `${url}/google`,
      secrets: secrets.map(({ id: secretId, hint, madeAt, lastUsedAt }) => ({
        id: secretId,
        hint,
        madeAt: madeAt.toString(),
        lastUsedAt: lastUsedAt?.toString() ?? null,
      })),
      lastReceivedAt: (await lastReceivedAt(work, id))?.toString() ?? null,
      refused: refused.map(({ code, lastAt, ...call }) => ({
        ...call,
        code: code as ProblemCode,
        lastAt: lastAt.toString(),
      })),
    };
  }),
  dealershipRoute(contract.makeSourceSecret, async (work, { params }, caller) => ({
    secret: await makeSecret(work, params.id, caller),
  })),
  dealershipRoute(contract.endSourceSecret, async (work, { params, body }, caller) => {
    await endSecret(work, params.id, body.secretId, caller);
    return DONE;
  }),
];
