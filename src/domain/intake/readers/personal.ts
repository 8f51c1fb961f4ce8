import { addEmail, addExtra, isNoReply, newEnquiry, setFullName, setMessage } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import { type ForwardedLetter, forwardedIn } from '../forwarded.ts';
import type { MailAddress } from '../mail.ts';
import { newText } from '../new-text.ts';
import type { ReaderInput } from '../reader.ts';

/**
 * The last resort: any mail as a letter of its sender. Name and address come from Reply-To, else From, unless
 * that is a machine or the lead address itself; the text becomes the message. Of a letter that a colleague passed on it is the
 * original's writer and text.
 */
export function readAsPersonalMail(input: ReaderInput): Enquiry {
  const enquiry = newEnquiry(input, { name: 'personal', version: '2' });
  const { body, mail } = input;
  const { warnings } = enquiry.parse;
  const forwarded = forwardedIn(mail, body);
  const text = forwarded?.text ?? body;
  if (forwarded) takeWriter(enquiry, forwarded);
  else takeSender(enquiry, input);
  setMessage(enquiry, text || mail.subject, newText(text), {
    path: text ? 'body' : 'subject',
    method: 'regex',
    confidence: 1,
  });

  const hasSender = enquiry.customer.emails.length > 0;
  if (!hasSender) warnings.push({ code: 'senderUnknown' });
  warnings.push({ code: 'nothingStructured' });
  enquiry.parse.status = hasSender && body.trim() !== '' ? 'partial' : 'unparsed';
  return enquiry;
}

function takeSender(enquiry: Enquiry, { mail, context }: ReaderInput): void {
  const isPerson = ({ address }: MailAddress) =>
    !isNoReply(address) && address.toLowerCase() !== context.ownAddress?.toLowerCase();
  const header = mail.replyTo.some(isPerson) ? 'reply-to' : 'from';
  const sender = (header === 'reply-to' ? mail.replyTo : mail.from).find(isPerson);
  if (!sender) return;
  const origin = { path: header, method: 'header', confidence: 0.8 } as const;
  addEmail(enquiry, sender.address, origin);
  if (!sender.name.includes('@')) setFullName(enquiry, sender.name, origin);
}

function takeWriter(enquiry: Enquiry, { writer, forwarder, line, label, above }: ForwardedLetter): void {
  const origin = { path: label, method: 'label', confidence: 0.8, raw: line } as const;
  addEmail(enquiry, writer.address, origin);
  if (!writer.name.includes('@')) setFullName(enquiry, writer.name, origin);
  addExtra(enquiry, 'Weitergeleitet von', `${forwarder.name} <${forwarder.address}>`.trim());
  addExtra(enquiry, 'Text', above);
}
