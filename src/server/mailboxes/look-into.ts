import type { z } from 'zod';
import type { checkMailbox } from '../../contract/mailboxes.ts';
import { asked, type MailboxDoor, openMailbox } from './connection.ts';
import { MailboxError } from './error.ts';

const MOST_FOLDERS = 500;

/** Really connects, and says what is there or what is wrong. Marks nothing. */
export const lookInto = async (
  door: MailboxDoor,
  folder: string,
): Promise<z.input<typeof checkMailbox.output>> => {
  try {
    const { client } = await openMailbox(door);
    try {
      const folders = (await asked(client.list())).map(({ path }) => path).slice(0, MOST_FOLDERS);
      const status = await asked(client.status(folder, { messages: true, unseen: true })).catch(
        () => false as const,
      );
      if (!status) throw new MailboxError('folderMissing', `Folders: ${folders.join(', ')}`.slice(0, 500));
      const idle = client.capabilities.has('IDLE');
      return { ok: true, folders, messages: status.messages ?? 0, unread: status.unseen ?? 0, idle };
    } finally {
      client.close();
    }
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error;
    return { ok: false, failure: error.failure, detail: error.message };
  }
};
