import { type DealershipWork, notify } from '../db/database.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { compareReading, readAnew, takeReading } from './rereading.ts';
import { lockMessage, setRawMessage, sha256Of } from './store.ts';

/**
 * The rest of a message that was kept before all of it was there: it is read with it, and where it became a lead without,
 * the lead is filled.
 */
export const completeMessage = async (
  work: DealershipWork,
  messageId: string,
  complete: (bytes: Buffer) => Buffer,
  threads: Pick<ReadingThreads, 'read'>,
): Promise<void> => {
  const raw = await lockMessage(work, messageId, null);
  const bytes = complete(raw.bytes);
  const isWaiting = raw.readState === 'waiting';
  await setRawMessage(work, messageId, {
    bytes,
    sha256: sha256Of(bytes),
    ...(isWaiting && { nextReadAt: work.now }),
  });
  if (isWaiting) return notify(work, 'raw');
  const read = await compareReading(work, messageId, await readAnew({ ...raw, bytes }, threads));
  for (const one of read) await takeReading(work, one, null);
};
