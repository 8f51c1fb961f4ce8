import type { MailboxView } from '../../contract/mailboxes.ts';
import { MAILBOX_FAILURES, SECURITIES } from '../../domain/intake/mailbox.ts';
import type { DealershipWork } from '../db/database.ts';
import { tokenPlace } from './access-token.ts';
import type { Mailbox } from './store.ts';

/** The mailboxes of the dealership, each as it stands. */
export const readMailboxes = async (work: DealershipWork): Promise<MailboxView[]> => {
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
