import type { Config } from '../../config.ts';
import { DONE } from '../../contract/endpoint.ts';
import { HAND_IN_PATH } from '../../contract/interfaces.ts';
import * as contract from '../../contract/meta.ts';
import { OUTAGE_SECONDS } from '../../domain/intake/mailbox.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { findSource } from '../sources/store.ts';
import { removeMetaAccess, setMetaAccess, verifyTokenOf } from './commands.ts';
import { describeConnections } from './views.ts';

export interface MetaRouteNeeds {
  readonly config: Pick<Config, 'publicUrl'>;
  readonly secrets: SecretBox;
  /** What verify tokens are made with. */
  readonly secret: string;
}

/** How a dealership lets leads of Facebook and Instagram in; the webhook itself is taken in interfaces/hand-in.ts. */
export const metaRoutes = ({ config: { publicUrl }, secrets, secret }: MetaRouteNeeds): Route[] => [
  dealershipRoute(contract.getMetaConnection, async (work, { params: { id } }) => {
    await findSource(work, id);
    const [connection] = await describeConnections(work, id);
    return {
      webhookUrl: new URL(`${HAND_IN_PATH}${id}/meta`, publicUrl).href,
      verifyToken: verifyTokenOf(secret, id),
      connection: connection?.view ?? null,
    };
  }),
  dealershipRoute(contract.listFailingMeta, async (work) => {
    const connections = await describeConnections(work);
    const tolerated = work.now.subtract({ seconds: OUTAGE_SECONDS });
    return {
      items: connections.flatMap(({ sourceId, source, view: { failing } }) =>
        failing && Temporal.Instant.compare(failing.since, tolerated) <= 0
          ? [{ sourceId, source, failure: failing.failure, since: failing.since }]
          : [],
      ),
    };
  }),
  dealershipRoute(contract.setMetaConnection, async (work, { params, body }, caller) => {
    await setMetaAccess(work, secrets, params.id, body, caller);
    return DONE;
  }),
  dealershipRoute(contract.removeMetaConnection, async (work, { params }, caller) => {
    await removeMetaAccess(work, params.id, caller);
    return DONE;
  }),
];
