import { addEmail, newEnquiry, setField, setFullName, setMessage, setVehicle, vehicleOf } from '../draft.ts';
import { finishForm } from '../form.ts';
import { textFromHtml } from '../html-text.ts';
import { headerValue, type MailContent } from '../mail.ts';
import { newText } from '../new-text.ts';
import type { Reader } from '../reader.ts';

const RELAY = /^[\w.+-]+@mail\.(?:ebay-)?kleinanzeigen\.de$/i;
const NO_LEAD = /^(?:noreply|no-reply|service|anbieter-)/i;
const BOX_OPEN = /<td\b[^<>]{0,300}bgcolor\s*=\s*["']?#f0f0f0["']?[^<>]{0,300}>/i;
const CONVERSATION_LINK = /\/m-nachrichten\.html\?conversationId=([\w:%-]{1,100})/i;
const BOX_HEAD = /^(?:Nachricht|Antwort) von\b[^\n]*\n*/i;
/** The ad's title stands between the platform's words and the ad's number. */
const TITLE = /Anfrage zu deiner Anzeige:?\s{1,3}[„“»"]?([^\n„“”«»"]{3,150}?)[“”«"]?\s{1,3}\(Anzeigennummer/i;
const PLATFORM_TEXT =
  /^(?:Zum Schutz unserer Nutzer|Schütze dich vor|Beantworte diese Nachricht|Dein Team von|Tipps für deine Sicherheit)/im;

/** Mails of the Kleinanzeigen relay (formats.md 4): relay address, headers, name, ad number, message box. */
export const kleinanzeigen: Reader = {
  name: 'kleinanzeigen',
  version: '3',
  evidence: ({ mail }) => {
    const relay = relayOf(mail);
    return relay ? { score: 0.95, reason: `from: ${relay.address}` } : { score: 0, reason: '' };
  },
  read: (input) => {
    const { mail, body } = input;
    const enquiry = newEnquiry(input, kleinanzeigen);
    const origin = { path: 'from', method: 'header', confidence: 1 } as const;
    const relay = relayOf(mail);
    setField(enquiry, 'source', 'provider', 'Kleinanzeigen', origin);
    addEmail(enquiry, relay?.address, origin);
    setFullName(enquiry, relay?.name.replace(/\s+über (?:eBay )?Kleinanzeigen$/i, ''), {
      ...origin,
      raw: relay?.name ?? '',
    });
    for (const [name, key] of [
      ['x-conversation-id', 'conversationId'],
      ['x-message-id', 'eventId'],
    ] as const) {
      setField(enquiry, 'external', key, headerValue(mail, name) ?? undefined, { ...origin, path: name });
    }
    // Only its link names the conversation where a forwarding has dropped the headers.
    const linked = CONVERSATION_LINK.exec(mail.html || mail.text)?.[1];
    if (!enquiry.external.conversationId)
      setField(enquiry, 'external', 'conversationId', linked, { ...origin, path: 'link', method: 'regex' });
    const listing = /Anzeigennummer:?\s*(\d{5,15})/i.exec(body)?.[1];
    if (listing) {
      const vehicle = vehicleOf(enquiry, 'wanted');
      const told = { method: 'regex', confidence: 1 } as const;
      setVehicle(enquiry, vehicle, 'listingId', listing, { path: 'Anzeigennummer', ...told });
      setVehicle(enquiry, vehicle, 'title', TITLE.exec(body)?.[1], { path: 'Anzeige', ...told });
    }
    const text = messageBox(mail.html) ?? body.slice(0, PLATFORM_TEXT.exec(body)?.index ?? body.length);
    setMessage(enquiry, text, newText(text), { path: 'message box', method: 'table', confidence: 1 });
    finishForm(enquiry, input);
    return [enquiry];
  },
};

function relayOf(mail: MailContent) {
  return mail.from.find(({ address }) => RELAY.test(address) && !NO_LEAD.test(address));
}

/** The grey cell with the buyer's words, without its heading line. */
function messageBox(html: string): string | null {
  const open = BOX_OPEN.exec(html);
  if (!open) return null;
  const start = open.index + open[0].length;
  const end = html.indexOf('</td>', start);
  return textFromHtml(html.slice(start, end === -1 ? undefined : end)).replace(BOX_HEAD, '');
}
