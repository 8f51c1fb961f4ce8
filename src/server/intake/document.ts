import { customerMail, customerName, vehicleTitle } from '../../domain/intake/enquiry.ts';
import { documentText, readDocument } from '../../domain/intake/read-document.ts';
import type { ReadContext } from '../../domain/intake/reader.ts';
import { findHandCode } from '../test-code.ts';
import type { Reading, ShownMail } from './reading.ts';
import { readStandIn, showStandIn, STAND_IN_MEDIA_TYPE } from './stand-in.ts';

/** A message as it is kept: its bytes, and what they are. */
export interface KeptMessage {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

export const MAIL_MEDIA_TYPE = 'message/rfc822';

/** What the homepage form of ours sends: JSON as from anybody, and what spoke for a machine having sent it. */
export const FORM_MEDIA_TYPE = 'application/vnd.leadwacht.form+json';

/** Whether it came without a mail around it (docs/interfaces.md): JSON, ADF and other XML. */
export const isDocument = ({ mediaType }: Pick<KeptMessage, 'mediaType'>): boolean =>
  mediaType !== MAIL_MEDIA_TYPE;

/**
 * Reads a document; it is an enquiry by the way it came, so nobody's mail is answered. Only what our own form suspected is
 * spam until a person says otherwise.
 */
export const readKeptDocument = ({ bytes, mediaType }: KeptMessage, context: ReadContext): Reading => {
  const text = documentText(bytes, mediaType);
  if (mediaType === STAND_IN_MEDIA_TYPE) return readStandIn(text, context);
  const enquiries = readDocument(text, mediaType, context);
  const [first] = enquiries;
  const evidence = mediaType === FORM_MEDIA_TYPE ? suspicionIn(text) : [];
  return {
    class: evidence.length > 0 && !context.isEnquiry ? 'spam' : 'lead',
    evidence,
    sender: { name: (first && customerName(first)) ?? '', address: (first && customerMail(first)) ?? '' },
    subject: (first && vehicleTitle(first)) ?? '',
    messageId: null,
    answers: [],
    text: first?.message?.text ?? '',
    enquiries,
    bounce: null,
    attachments: [],
    autoAnswerBar: null,
    ownMailId: null,
    testCode: findHandCode(text),
  };
};

const suspicionIn = (text: string): string[] => {
  const { suspicion = [] }: { suspicion?: string[] } = JSON.parse(text);
  return suspicion;
};

/** Of a document that fills many screens the beginning is shown; the file holds all of it. */
const MOST_SHOWN_CHARS = 200_000;

export const showDocument = ({ bytes, mediaType }: KeptMessage): ShownMail => {
  const text = documentText(bytes, mediaType);
  const shown = mediaType === STAND_IN_MEDIA_TYPE ? showStandIn(text) : text;
  return { headers: [], html: null, documents: [], text: shown.slice(0, MOST_SHOWN_CHARS).toWellFormed() };
};
