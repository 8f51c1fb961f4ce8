import { acknowledgeEnquiries, type WayIn } from '../acknowledgement/commands.ts';
import { identitiesOf } from '../../domain/customers/identity.ts';
import { customerName, type Enquiry } from '../../domain/intake/enquiry.ts';
import { marksOfEnquiry, messageMarks } from '../../domain/intake/thread.ts';
import { reportArrived } from '../conversation/commands.ts';
import type { DealershipWork } from '../db/database.ts';
import { customerWrote } from '../leads/commands.ts';
import { type ReceivedEnquiry, receiveEnquiries } from '../leads/receiving.ts';
import { lockLead, lockSurvivor, recordEvent, survivorIdOf } from '../leads/store.ts';
import { isDocument } from './document.ts';
import { findLeadOfSame, findSuspects } from './doubles.ts';
import type { Reading } from './reading.ts';
import { fillLead, findLeadToFill, type RereadLead } from './rereading.ts';
import { isSaidToBeEnquiry, type RawClass, setRead, type WaitingMessage } from './store.ts';
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

/** A message with what it was read as. */
export interface Read {
  readonly raw: WaitingMessage;
  readonly reading: Reading;
}

/**
 * Turns messages of a dealership that have been read into what they are: leads, or lines in the history of one. Takes them in
 * their order, and as many as go together: one of any kind, or several enquiries that are nothing else and have nothing in
 * common. Returns how many it took; the rest waits for the next time.
 */
export const keepReadings = async (
  work: DealershipWork,
  messages: readonly Read[],
  house: House,
): Promise<number> => {
  const suspects = await findSuspects(work, messages);
  const plain: Read[] = [];
  const marks = new Set<string>();
  for (const one of messages) {
    const own = marksOf(one);
    if (plain.length > 0 && own.some((mark) => marks.has(mark))) break;
    const found = await findOut(work, one, house, suspects.has(one.raw.id));
    if (found.as === 'enquiry' && isPlain(one)) {
      plain.push(one);
      for (const mark of own) marks.add(mark);
      continue;
    }
    if (plain.length > 0) break;
    const readAs = await keepReading(work, one, found, house);
    await setRead(work, [{ id: one.raw.id, readAs, reading: one.reading }]);
    return 1;
  }
  await receiveEnquiries(
    work,
    plain.flatMap((one) => enquiriesOf(one, house)),
  );
  await setRead(
    work,
    plain.map(({ raw, reading }) => ({ id: raw.id, readAs: 'lead', reading })),
  );
  return plain.length;
};

/** One enquiry that was never anything else; nobody waits for it to arrive, as for a test. */
const isPlain = ({ raw, reading }: Read): boolean => raw.class === null && reading.enquiries.length === 1;

/** By what one message could decide what another one is, or whose: such are kept one after the other. */
const marksOf = ({ raw, reading }: Read): string[] => [
  `bytes:${raw.sha256}`,
  ...messageMarks(reading.answers),
  ...reading.enquiries.flatMap((enquiry) => [
    ...marksOfEnquiry(reading.messageId, enquiry),
    ...identitiesOf(enquiry).map(({ kind, value }) => `${kind}:${value}`),
    `words:${customerName(enquiry)} ${enquiry.message?.text}`,
  ]),
];

/** What a message turns out to be, once it is known what is there already. */
type Found =
  | { readonly as: 'enquiry' | 'test' | 'notLead' }
  | { readonly as: 'own'; readonly leadId: string | null }
  | { readonly as: 'reply' | 'double'; readonly leadId: string }
  | { readonly as: 'completed'; readonly lead: RereadLead };

/** Changes nothing yet. */
const findOut = async (
  work: DealershipWork,
  { raw, reading }: Read,
  house: House,
  mayBeDouble: boolean,
): Promise<Found> => {
  // A machine's word about what is over says nothing any more.
  if (raw.settled && (reading.class === 'bounce' || reading.class === 'automaticReply'))
    return { as: 'notLead' };
  const own = isDocument(raw) ? undefined : await findOwnMail(work, reading, house.mailDomain);
  if (own) return { as: 'own', leadId: own.leadId ?? raw.replyLeadId };
  if (raw.replyLeadId !== null) return { as: 'reply', leadId: raw.replyLeadId };
  if (raw.sourceId === null) throw new Error('The message is addressed to nobody.');
  const lead = await findLeadToFill(work, raw, reading);
  if (lead !== null) return { as: 'completed', lead };
  if (isSaidToBeEnquiry(raw)) return { as: 'enquiry' };
  const isTest = isTestOf(raw.sourceId, reading, house);
  // A mail that comes back a second time is one test; whoever posts again wants to see it arrive again.
  const isLookedUp = mayBeDouble && !(isTest && isDocument(raw));
  const known = isLookedUp ? await findLeadOfSame(work, raw, raw.sourceId, reading) : null;
  if (known !== null) return { as: 'double', leadId: known };
  // Whoever tests once more writes within the conversation of the first test.
  const ofThread = isTest ? null : await findLeadOfThread(work, raw, reading);
  if (ofThread !== null) return { as: 'reply', leadId: ofThread };
  if (reading.class !== 'lead') return { as: 'notLead' };
  return { as: isTest ? 'test' : 'enquiry' };
};

const keepReading = async (
  work: DealershipWork,
  one: Read,
  found: Found,
  house: House,
): Promise<RawClass> => {
  const { raw, reading } = one;
  switch (found.as) {
    case 'own':
      return noteOwnMail(work, raw, found.leadId, reading);
    case 'reply':
      return keepReply(work, raw, found.leadId, reading);
    case 'double':
      return linkDuplicate(work, raw, await survivorIdOf(work, found.leadId));
    case 'completed':
      return completeLead(work, one, found.lead, house);
    case 'test':
      return keepTest(work, one, house);
    case 'enquiry':
      await keepEnquiries(work, enquiriesOf(one, house));
      return 'lead';
    case 'notLead':
      // Kept with its class at the intake desk, where a person may say that it is an enquiry all the same.
      return reading.class;
  }
};

/** All of a message is there that became a lead before; what else it asks becomes leads of their own. */
const completeLead = async (
  work: DealershipWork,
  one: Read,
  found: RereadLead,
  house: House,
): Promise<RawClass> => {
  await fillLead(work, found, one.reading);
  if (one.reading.class === 'lead') await acknowledgeLate(work, found.lead.id, wayInOf(one, house));
  await keepEnquiries(work, enquiriesOf(one, house).slice(1));
  return one.raw.class === 'test' ? 'test' : 'lead';
};

const keepTest = async (work: DealershipWork, one: Read, house: House): Promise<RawClass> => {
  await keepEnquiries(work, enquiriesOf(one, house).map(asTest));
  if (one.raw.channel !== 'import') await passTest(work, one);
  return 'test';
};

/** On arrival nobody knew whom to thank. Whoever has heard from a person by now needs no machine's word. */
const acknowledgeLate = async (work: DealershipWork, leadId: string, wayIn: WayIn): Promise<void> => {
  const lead = await lockLead(work, leadId, null);
  if (lead.status === 'closed' || lead.firstHandledAt !== null) return;
  await acknowledgeEnquiries(work, [{ ...lead, enquiry: lead.enquiry as Enquiry, wayIn }]);
};

/** By the code of ours, or because the document of a known sender says so. */
const isTestOf = (sourceId: string, { testCode, enquiries }: Reading, { secret }: House): boolean =>
  enquiries.some(({ source }) => source.isTest) ||
  (testCode !== null && isTestCode(secret, sourceId, testCode));

/** A test enquiry that came back shows that the way is open, and that its fields could be read (product.md 6, N8). */
const passTest = async (work: DealershipWork, { raw, reading }: Read): Promise<void> => {
  if (raw.sourceId === null) return;
  await checkSource(work, raw.sourceId, 'testReceived', null);
  if (reading.enquiries.every(({ parse }) => parse.status === 'ok'))
    await checkSource(work, raw.sourceId, 'fieldsRead', null);
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
const wayInOf = ({ raw, reading }: Read, { mailDomain, mailFrom }: House): WayIn => {
  const { autoAnswerBar } = reading;
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

/** What a message asks, to become leads; one mail may hold several enquiries. */
const enquiriesOf = (one: Read, house: House): ReceivedEnquiry[] => {
  const { raw, reading } = one;
  const { sourceId } = raw;
  if (sourceId === null || reading.enquiries.length === 0)
    throw new Error('The reader found no enquiry in the message.');
  return reading.enquiries.map((enquiry) => ({
    sourceId,
    rawMessageId: raw.id,
    enquiry,
    messageId: reading.messageId,
    subject: reading.subject,
    wayIn: wayInOf(one, house),
    ...arrivalOf(raw, enquiry),
  }));
};

/** One after the other: they may well be of one customer. */
const keepEnquiries = async (work: DealershipWork, received: readonly ReceivedEnquiry[]): Promise<void> => {
  for (const one of received) await receiveEnquiries(work, [one]);
};

/**
 * Clocks count from when a mail was accepted, not from now; of what a person recognised as an enquiry, from then
 * (docs/decisions/0019). What is brought in new arrives now; what was settled before, when it was written.
 */
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

const asTest = ({ enquiry, ...received }: ReceivedEnquiry): ReceivedEnquiry => ({
  ...received,
  enquiry: { ...enquiry, source: { ...enquiry.source, isTest: true } },
});
