import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { acknowledgeEnquiry, type WayIn } from '../acknowledgement/commands.ts';
import { type DealershipWork, notify } from '../db/database.ts';
import { lockLead } from '../leads/store.ts';
import { type House, wayInOf } from './keep.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { compareReading, readAnew, takeReading } from './rereading.ts';
import { lockMessage, setRawMessage, sha256Of } from './store.ts';

/**
 * The rest of a message that was kept before all of it was there: it is read with it, and where it became a lead without,
 * the lead is filled, and its customer thanked as for any other.
 */
export const completeMessage = async (
  work: DealershipWork,
  messageId: string,
  complete: (bytes: Buffer) => Buffer,
  { threads, house }: { threads: Pick<ReadingThreads, 'read'>; house: House },
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
  const reading = await readAnew({ ...raw, bytes }, threads);
  for (const one of await compareReading(work, messageId, reading.enquiries))
    if (await takeReading(work, one, null))
      await acknowledgeLate(work, one.lead.id, wayInOf(raw, reading, house));
};

/** On arrival nobody knew whom to thank. Whoever has heard from a person by now needs no machine's word. */
const acknowledgeLate = async (work: DealershipWork, leadId: string, wayIn: WayIn): Promise<void> => {
  const lead = await lockLead(work, leadId, null);
  if (lead.status === 'closed' || lead.firstHandledAt !== null) return;
  await acknowledgeEnquiry(work, { ...lead, enquiry: lead.enquiry as Enquiry }, wayIn);
};
