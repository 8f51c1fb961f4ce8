import * as contract from '../../contract/mailboxes.ts';
import { DONE } from '../../contract/endpoint.ts';
import { OUTAGE_SECONDS } from '../../domain/intake/mailbox.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { createMailbox, deleteMailbox, doorToCheck, setMailboxPaused, updateMailbox } from './commands.ts';
import { lookInto } from './look-into.ts';
import type { SecretBox } from './secrets.ts';
import { tryAgainNow } from './unfetched.ts';
import { readMailboxes } from './views.ts';

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
