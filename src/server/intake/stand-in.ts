import { type UnfetchedMail, unfetchedMail } from '../../domain/intake/unreadable.ts';
import type { ReadContext } from '../../domain/intake/reader.ts';
import { standInText } from '../../i18n/stand-in.ts';
import type { Reading } from './reading.ts';

/** What stands in for a mail that could not be fetched is JSON: what is known of that mail. */
export const STAND_IN_MEDIA_TYPE = 'application/vnd.leadwacht.unfetched+json';

export const writeStandIn = (mail: UnfetchedMail): Buffer => Buffer.from(JSON.stringify(mail));

/** What was known of the mail. */
export const readUnfetched = (standIn: string): UnfetchedMail => JSON.parse(standIn);

/** As a person reads it. */
export const showStandIn = (text: string): string => standInText(readUnfetched(text));

/** An enquiry "bitte prüfen", whatever the mail may be: only a person can see. Nothing answers it by itself. */
export const readStandIn = (document: string, context: ReadContext): Reading => {
  const mail = readUnfetched(document);
  const text = standInText(mail);
  return {
    class: 'lead',
    evidence: [],
    sender: mail.about?.from ?? { name: '', address: '' },
    subject: mail.about?.subject ?? '',
    messageId: mail.about?.messageId ?? null,
    answers: [],
    text,
    enquiries: [unfetchedMail(mail, text, context)],
    bounce: null,
    attachments: [],
    autoAnswerBar: 'automatic',
    ownMailId: null,
    testCode: null,
  };
};
