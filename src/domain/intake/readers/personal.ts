import { addEmail, isNoReply, newEnquiry, setFullName, setMessage } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import type { MailAddress } from '../mail.ts';
import { newText } from '../new-text.ts';
import type { ReaderInput } from '../reader.ts';

/**
 * The last resort: any mail as a letter of its sender. Name and address come from Reply-To, else From, unless
 * that is a machine or the lead address itself; the text becomes the message.
 */
export function readAsPersonalMail(input: ReaderInput): Enquiry {
  const enquiry = newEnquiry(input, { name: 'personal', version: '1' });
  const { body, mail } = input;
  const { warnings } = enquiry.parse;
  takeSender(enquiry, input);
  setMessage(enquiry, body || mail.subject, newText(body), {
    path: body ? 'body' : 'subject',
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
