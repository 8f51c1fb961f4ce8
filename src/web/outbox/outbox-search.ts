import { OUTBOX_STATES } from '../../contract/outbox.ts';
import type { MailState } from './mail-state.tsx';

/** What stands in the address of the outbox: the filter, and the mail that is open. */
export interface OutboxSearch {
  stand?: MailState;
  mail?: string;
}

export const readOutboxSearch = (search: Record<string, unknown>): OutboxSearch => {
  const stand = OUTBOX_STATES.find((state) => state === search['stand']);
  const mail = search['mail'];
  return { ...(stand ? { stand } : {}), ...(typeof mail === 'string' ? { mail } : {}) };
};
