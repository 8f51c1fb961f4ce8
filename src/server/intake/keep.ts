import { acknowledgeEnquiry, type WayIn } from '../acknowledgement/commands.ts';
import type { Enquiry } from '../../domain/intake/enquiry.ts';
import { reportArrived } from '../conversation/commands.ts';
import type { DealershipWork } from '../db/database.ts';
import { customerWrote, type ReceivedEnquiry, receiveEnquiry } from '../leads/commands.ts';
import { lockLead, lockSurvivor, recordEvent, survivorIdOf } from '../leads/store.ts';
import { isDocument } from './document.ts';
import { findLeadOfSame } from './doubles.ts';
import type { Reading } from './reading.ts';
import { fillLead } from './rereading.ts';
import { isSaidToBeEnquiry, type RawClass, type WaitingMessage } from './store.ts';
import { findLeadOfThread, findOwnMail, isReplyKnown } from './threads.ts';
import { checkSource } from '../sources/commands.ts';
import { isTestCode } from '../test-code.ts';

/** What the installation knows of itself. */
export interface House {
  /** What its test enquiries are signed with. */
  readonly secret: string;
  readonly mailDomain: string;
  /** Whom its own mails come from. */
  readonly mailFrom: string;
}

/** Turns a message that has been read into what it is: leads, or a line in the history of one. Says what it was. */
export const keepReading = async (
  work: DealershipWork,
  raw: WaitingMessage,
  reading: Reading,
  house: House,
): Promise<RawClass> => {
  // A machine's word about what is over says nothing any more.
  if (raw.settled && (reading.class === 'bounce' || reading.class === 'automaticReply')) return reading.class;
  const own = isDocument(raw) ? undefined : await findOwnMail(work, reading, house.mailDomain);
  if (own) return noteOwnMail(work, raw, own.leadId ?? raw.replyLeadId, reading);
  if (raw.replyLeadId !== null) return keepReply(work, raw, raw.replyLeadId, reading);
  if (raw.sourceId === null) throw new Error('The message is addressed to nobody.');
  const filled = await fillLead(work, raw, reading);
  if (filled !== null) {
    const wayIn = wayInOf(raw, reading, house);
    if (reading.class === 'lead') await acknowledgeLate(work, filled, wayIn);
    const more = { ...reading, enquiries: reading.enquiries.slice(1) };
    if (more.enquiries.length > 0) await keepEnquiries(work, raw, raw.sourceId, more, wayIn);
    return raw.class === 'test' ? 'test' : 'lead';
  }
  if (isSaidToBeEnquiry(raw)) {
    await keepEnquiries(work, raw, raw.sourceId, reading, wayInOf(raw, reading, house));
    return 'lead';
  }
  const isTest = isTestOf(raw.sourceId, reading, house);
  // A mail that comes back a second time is one test; whoever posts again wants to see it arrive again.
  const known = isTest && isDocument(raw) ? null : await findLeadOfSame(work, raw, raw.sourceId, reading);
  if (known !== null) return linkDuplicate(work, raw, await survivorIdOf(work, known));
  // Whoever tests once more writes within the conversation of the first test.
  const ofThread = isTest ? null : await findLeadOfThread(work, raw, reading);
  if (ofThread !== null) return keepReply(work, raw, ofThread, reading);
  // Kept with its class at the intake desk, where a person may say that it is an enquiry all the same.
  if (reading.class !== 'lead') return reading.class;
  const kept = isTest ? asTest(reading) : reading;
  await keepEnquiries(work, raw, raw.sourceId, kept, wayInOf(raw, reading, house));
  if (isTest && raw.channel !== 'import') await passTest(work, raw.sourceId, reading);
  return isTest ? 'test' : 'lead';
};

/** On arrival nobody knew whom to thank. Whoever has heard from a person by now needs no machine's word. */
const acknowledgeLate = async (work: DealershipWork, leadId: string, wayIn: WayIn): Promise<void> => {
  const lead = await lockLead(work, leadId, null);
  if (lead.status === 'closed' || lead.firstHandledAt !== null) return;
  await acknowledgeEnquiry(work, { ...lead, enquiry: lead.enquiry as Enquiry }, wayIn);
};

/** By the code of ours, or because the document of a known sender says so. */
const isTestOf = (sourceId: string, { testCode, enquiries }: Reading, { secret }: House): boolean =>
  enquiries.some(({ source }) => source.isTest) ||
  (testCode !== null && isTestCode(secret, sourceId, testCode));

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
    files: reading.attachments,
    arrivedAt: raw.receivedAt,
    settled: raw.settled,
  });
  return 'reply';
};

/** A mail of ours that came back is nobody's message: it is noted where it belongs, and nothing answers it. */
const noteOwnMail = async (
  work: DealershipWork,
  raw: WaitingMessage,
  leadId: string | null,
  { subject }: Reading,
): Promise<RawClass> => {
  if (leadId !== null) {
    const data = { subject, rawMessageId: raw.id };
    await recordEvent(work, await survivorIdOf(work, leadId), 'ownMailReturned', data, null);
  }
  return 'notice';
};

/** What the way it came says about answering it by itself. */
const wayInOf = (raw: WaitingMessage, { autoAnswerBar }: Reading, { mailDomain, mailFrom }: House): WayIn => {
  const hasNullReturnPath = raw.channel === 'smtp' && raw.envelopeFrom === '';
  const bar =
    raw.channel === 'import' ? 'imported' : (autoAnswerBar ?? (hasNullReturnPath ? 'nullReturnPath' : null));
  return { bar, mailDomain, ownAddresses: mailFrom.match(/[^\s<>]+@[^\s<>]+/g) ?? [] };
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

/**
 * One mail may hold several enquiries. Their clocks count from when the mail was accepted, not from now; of what a person
 * recognised as an enquiry, from then (docs/decisions/0019).
 */
const keepEnquiries = async (
  work: DealershipWork,
  raw: WaitingMessage,
  sourceId: string,
  { enquiries, messageId, subject }: Reading,
  wayIn: WayIn,
): Promise<void> => {
  if (enquiries.length === 0) throw new Error('The reader found no enquiry in the message.');
  for (const enquiry of enquiries) {
    await receiveEnquiry(work, {
      sourceId,
      rawMessageId: raw.id,
      enquiry,
      messageId,
      subject,
      wayIn,
      ...arrivalOf(raw, enquiry),
    });
  }
};

/** What is brought in new arrives now; what was settled before, when it was written. */
const arrivalOf = (
  { channel, settled, receivedAt, classSetAt }: WaitingMessage,
  { submittedAt }: Enquiry,
): Pick<ReceivedEnquiry, 'arrivedAt' | 'clockFrom' | 'flags' | 'settled'> => {
  const isImported = channel === 'import';
  if (classSetAt) {
    const flags = [...(isImported ? (['imported'] as const) : []), 'recognisedLate' as const];
    return { arrivedAt: receivedAt, clockFrom: classSetAt, flags };
  }
  if (!isImported) return { arrivedAt: receivedAt };
  if (!settled) return { arrivedAt: receivedAt, flags: ['imported'] };
  const writtenAt = submittedAt === undefined ? receivedAt : Temporal.Instant.from(submittedAt);
  const arrivedAt = Temporal.Instant.compare(writtenAt, receivedAt) > 0 ? receivedAt : writtenAt;
  return { arrivedAt, flags: ['settled'], settled };
};

const asTest = (reading: Reading): Reading => ({
  ...reading,
  enquiries: reading.enquiries.map((enquiry) => ({
    ...enquiry,
    source: { ...enquiry.source, isTest: true },
  })),
});
