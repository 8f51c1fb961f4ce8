import type { MailClass } from '../../domain/intake/classify.ts';
import { customerMail } from '../../domain/intake/enquiry.ts';
import { reportArrived } from '../conversation/commands.ts';
import type { DealershipWork } from '../db/database.ts';
import { customerWrote, receiveEnquiry } from '../leads/commands.ts';
import { lockSurvivor, recordEvent, survivorIdOf } from '../leads/store.ts';
import type { Reading } from './reading.ts';
import { findLeadOfSameMail, type RawClass, type WaitingMessage } from './store.ts';
import { findLeadOfThread, isReplyKnown } from './threads.ts';
import { checkSource } from '../sources/commands.ts';
import { isTestCode } from '../test-code.ts';

/**
 * Turns a message that has been read into what it is: leads, or a line in the history of one. Says what it was.
 * `secret` is what the test enquiries of this installation are signed with.
 */
export const keepReading = async (
  work: DealershipWork,
  raw: WaitingMessage,
  reading: Reading,
  secret: string,
): Promise<RawClass> => {
  if (raw.replyLeadId !== null) return keepReply(work, raw, raw.replyLeadId, reading);
  if (raw.sourceId === null) throw new Error('The message is addressed to nobody.');
  const known = await findLeadOfSameMail(work, raw, raw.sourceId, fingerprintOf(reading));
  if (known !== null) return linkDuplicate(work, raw, await survivorIdOf(work, known));
  const ofThread = await findLeadOfThread(work, raw, reading);
  if (ofThread !== null) return keepReply(work, raw, ofThread, reading);
  // Kept with its class, and looked at where the source's messages are listed; nobody waits for an answer.
  if (isUnasked(reading.class)) return reading.class;
  const isTest = reading.testCode !== null && isTestCode(secret, raw.sourceId, reading.testCode);
  // Lead addresses write to nobody, so a machine that answers one is strange: somebody shall look at it.
  const judged = reading.class === 'lead' ? reading : toBeChecked(reading);
  await keepEnquiries(work, raw, raw.sourceId, isTest ? asTest(judged) : judged);
  if (isTest) await passTest(work, raw.sourceId, judged);
  return isTest ? 'test' : reading.class;
};

/** Mails no customer wrote. Machines that answer or report are none of them: they speak of mails of ours. */
const isUnasked = (mailClass: MailClass): boolean =>
  mailClass === 'alert' || mailClass === 'notice' || mailClass === 'spam';

/** A test enquiry that came back shows that the way is open, and that its fields could be read (product.md 6, N8). */
const passTest = async (work: DealershipWork, sourceId: string, { enquiries }: Reading): Promise<void> => {
  await checkSource(work, sourceId, 'testReceived', null);
  if (enquiries.every(({ parse }) => parse.status === 'ok'))
    await checkSource(work, sourceId, 'fieldsRead', null);
};

/** The customer answers a lead. Machines that answer are noted, but wake nobody (product.md 3 and 7.4). */
const keepReply = async (
  work: DealershipWork,
  raw: WaitingMessage,
  addressedId: string,
  reading: Reading,
): Promise<RawClass> => {
  const { class: mailClass, subject, text, messageId, enquiries, bounce } = reading;
  const rawMessageId = raw.id;
  // Two copies of one mail being read at the same moment see each other only in turn.
  const { id: leadId } = await lockSurvivor(work, addressedId);
  // What a filter or a list marked is still the customer's, when it comes to the lead's own address.
  if (mailClass === 'automaticReply' || mailClass === 'bounce') {
    if (bounce) await reportArrived(work, leadId, { subject, rawMessageId, bounce });
    else await recordEvent(work, leadId, 'automaticReply', { subject, rawMessageId }, null);
    return mailClass;
  }
  if (await isReplyKnown(work, raw, leadId, reading)) return linkDuplicate(work, raw, leadId);
  const [enquiry] = enquiries;
  const isRelayed = enquiry?.customer.emails.some(({ relay }) => relay) ?? false;
  await customerWrote(work, {
    leadId,
    rawMessageId,
    messageId,
    enquiry,
    subject,
    // Around the customer's words an exchange writes its own.
    text: (isRelayed && enquiry?.message?.text) || text,
    arrivedAt: raw.receivedAt,
  });
  return 'reply';
};

/** Not doubled and not dropped (product.md 7.5): the lead shows that the mail came again. */
const linkDuplicate = async (
  work: DealershipWork,
  raw: WaitingMessage,
  leadId: string,
): Promise<RawClass> => {
  await recordEvent(work, leadId, 'duplicateArrived', { rawMessageId: raw.id }, null);
  return 'duplicate';
};

/** One mail may hold several enquiries. Their clocks count from when the mail was accepted, not from now. */
const keepEnquiries = async (
  work: DealershipWork,
  raw: WaitingMessage,
  sourceId: string,
  { enquiries, messageId }: Reading,
): Promise<void> => {
  if (enquiries.length === 0) throw new Error('The reader found no enquiry in the message.');
  for (const enquiry of enquiries) {
    await receiveEnquiry(work, {
      sourceId,
      rawMessageId: raw.id,
      enquiry,
      messageId,
      arrivedAt: raw.receivedAt,
    });
  }
};

const fingerprintOf = ({ messageId, enquiries: [first] }: Reading) => ({
  messageId,
  customerMail: first ? customerMail(first) : null,
  message: first?.message?.text ?? '',
});

const toBeChecked = (reading: Reading): Reading => ({
  ...reading,
  enquiries: reading.enquiries.map((enquiry) => ({
    ...enquiry,
    parse: { ...enquiry.parse, status: enquiry.parse.status === 'ok' ? 'partial' : enquiry.parse.status },
  })),
});

const asTest = (reading: Reading): Reading => ({
  ...reading,
  enquiries: reading.enquiries.map((enquiry) => ({
    ...enquiry,
    source: { ...enquiry.source, isTest: true },
  })),
});
