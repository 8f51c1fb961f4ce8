import type { Config } from '../../config.ts';
import { DONE } from '../../contract/endpoint.ts';
import { HAND_IN_PATH } from '../../contract/interfaces.ts';
import * as contract from '../../contract/meta.ts';
import { META_FAILURES } from '../../domain/intake/meta-access.ts';
import type { DealershipWork } from '../db/database.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { findSource } from '../sources/store.ts';
import { removeMetaAccess, setMetaAccess, verifyTokenOf } from './commands.ts';
import { countWaiting, findConnection, type MetaConnection } from './store.ts';

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
    const connection = await findConnection(work, id);
    return {
      webhookUrl: new URL(`${HAND_IN_PATH}${id}/meta`, publicUrl).href,
      verifyToken: verifyTokenOf(secret, id),
      connection: connection && (await viewOf(work, connection)),
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

const viewOf = async (
  work: DealershipWork,
  connection: MetaConnection,
): Promise<NonNullable<contract.MetaView['connection']>> => ({
  pageIds: connection.pageIds,
  fetchedAt: connection.fetchedAt?.toString() ?? null,
  waiting: await countWaiting(work, connection.sourceId),
  failing: failingOf(connection),
});

const failingOf = ({ failingSince, failure, failureDetail, retryAt }: MetaConnection) =>
  failingSince && {
    failure: META_FAILURES.find((one) => one === failure) ?? ('unreachable' as const),
    since: failingSince.toString(),
    detail: failureDetail ?? '',
    nextTryAt: retryAt.toString(),
  };
