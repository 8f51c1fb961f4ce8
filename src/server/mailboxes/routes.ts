import * as contract from '../../contract/mailboxes.ts';
import type { MailboxView } from '../../contract/mailboxes.ts';
import { DONE } from '../../contract/endpoint.ts';
import { MAILBOX_FAILURES, OUTAGE_SECONDS, SECURITIES } from '../../domain/intake/mailbox.ts';
import type { DealershipWork } from '../db/database.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { tokenPlace } from './access-token.ts';
import { createMailbox, deleteMailbox, doorToCheck, setMailboxPaused, updateMailbox } from './commands.ts';
import { lookInto } from './look-into.ts';
import type { SecretBox } from './secrets.ts';
import type { Mailbox } from './store.ts';
import { tryAgainNow } from './unfetched.ts';

export const mailboxRoutes = ({ secrets }: { secrets: SecretBox }): Route[] => [
  dealershipRoute(contract.listMailboxes, async (work) => ({ items: await readMailboxes(work) })),
  dealershipRoute(contract.listFailingMailboxes, async (work) => {
    const mailboxes = await readMailboxes(work);
    const tolerated = work.now.subtract({ seconds: OUTAGE_SECONDS });
    return {
      items: mailboxes.flatMap(({ id, username, failing }) =>
        // A server that is just being restarted alarms nobody.
        failing && Temporal.Instant.compare(failing.since, tolerated) <= 0
          ? [{ id, username, failure: failing.failure, since: failing.since }]
          : [],
      ),
    };
  }),
  dealershipRoute(contract.addMailbox, async (work, { body }, caller) => ({
    id: await createMailbox(work, secrets, body, caller),
  })),
  dealershipRoute(contract.changeMailbox, async (work, { params, body }, caller) => {
    await updateMailbox(work, secrets, params.id, body, caller);
    return DONE;
  }),
  dealershipRoute(contract.pauseMailbox, async (work, { params, body }, caller) => {
    await setMailboxPaused(work, params.id, body.paused, caller);
    return DONE;
  }),
  dealershipRoute(contract.removeMailbox, async (work, { params }, caller) => {
    await deleteMailbox(work, params.id, caller);
    return DONE;
  }),
  dealershipRoute(contract.checkMailbox, async (work, { body }) => {
    const seen = await lookInto(await doorToCheck(work, secrets, body), body.folder);
    if (seen.ok && body.id !== undefined) await tryAgainNow(work, body.id);
    return seen;
  }),
];

const readMailboxes = async (work: DealershipWork): Promise<MailboxView[]> => {
  const mailboxes = await work.sql
    .selectFrom('mailboxes')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.dealershipId', '=', 'mailboxes.dealershipId')
        .onRef('sources.id', '=', 'mailboxes.sourceId'),
    )
    .selectAll('mailboxes')
    .select('sources.name as source')
    .where('mailboxes.dealershipId', '=', work.dealershipId)
    .orderBy('mailboxes.id')
    .execute();
  return mailboxes.map((mailbox) => viewOf(mailbox));
};

const viewOf = (mailbox: Mailbox & { source: string }): MailboxView => {
  const { id, sourceId, source, host, port, security, username, folder, paused, auth, oauth } = mailbox;
  const { connectedAt, lookedAt, lastMessageAt } = mailbox;
  return {
    id,
    sourceId,
    source,
    host,
    port,
    security: SECURITIES.find((one) => one === security) ?? 'tls',
    username,
    folder,
    key: auth === 'oauth2' ? { auth, ...tokenPlace.parse(oauth) } : { auth: 'password' },
    paused,
    state: stateOf(mailbox),
    connectedAt: connectedAt?.toString() ?? null,
    lookedAt: lookedAt.toString(),
    lastMessageAt: lastMessageAt?.toString() ?? null,
    failing: paused ? null : failingOf(mailbox),
  };
};

const stateOf = ({ paused, failingSince, connectedAt }: Mailbox): MailboxView['state'] => {
  if (paused) return 'paused';
  if (failingSince) return 'failing';
  return connectedAt ? 'connected' : 'waiting';
};

const failingOf = ({ failingSince, failure, failureDetail, retryAt }: Mailbox): MailboxView['failing'] =>
  failingSince && {
    failure: MAILBOX_FAILURES.find((one) => one === failure) ?? 'broken',
    since: failingSince.toString(),
    detail: failureDetail ?? '',
    nextTryAt: retryAt.toString(),
  };
