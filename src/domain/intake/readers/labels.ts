import { addExtra, isNoReply, newEnquiry, setMessage } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import { finishForm, takeLabels } from '../form.ts';
import type { LabelField } from '../label-words.ts';
import { isCompany, type LabelledText, type LabelledValue, readLabelledText } from '../labelled-text.ts';
import { isOfSignature } from '../labels.ts';
import type { MailContent } from '../mail.ts';
import { isMailHead } from '../new-text.ts';
import type { Evidence, Reader, ReaderInput } from '../reader.ts';
import { stated } from '../values.ts';

/** Form mails of any homepage: "label: value" in text or HTML tables, German and English, French, Italian and Dutch. */
export const labels: Reader = {
  name: 'labels',
  version: '5',
  evidence: ({ body, mail }) => {
    const form = formIn(body);
    return form.above === '' && isSignedLetter(mail, body, form)
      ? { score: 0, reason: '' }
      : weighLabels(form);
  },
  read: (input) => [readForm(input, labels)],
};

const MOST_FORWARDS = 10;

/**
 * The form of a mail. Of a forwarded one it is the first part with a form in it: the colleague's signature above the head of
 * the original is nobody's form, and what the customer quotes is part of his form.
 */
function formIn(body: string): LabelledText & { above: string } {
  const lines = body.split('\n');
  const isHead = (at: number) => isMailHead(lines, at) && !isMailHead(lines, at - 1);
  const heads = lines.flatMap((_, at) => (isHead(at) ? [at] : [])).slice(0, MOST_FORWARDS);
  const starts = [0, ...heads];
  const start = starts.find((from, nth) => {
    const part = lines.slice(from, starts[nth + 1]).join('\n');
    return heads.length > 0 && weighLabels(readLabelledText(part)).score > 0;
  });
  if (!start) return { ...readLabelledText(body), above: '' };
  const above = lines.slice(0, start).join('\n').trim();
  return { ...readLabelledText(lines.slice(start).join('\n')), above };
}

/**
 * Whether a person wrote a letter of which some lines look like a form's ("Marke: Skoda"): nobody is named in them, and whoever
 * sent the mail signed it.
 */
function isSignedLetter({ from, replyTo }: MailContent, body: string, { values }: LabelledText): boolean {
  const [sender] = from;
  if (!sender || isNoReply(sender.address) || replyTo.some(({ address }) => !isNoReply(address)))
    return false;
  if (values.some(({ field, value }) => field && CUSTOMER.includes(field) && stated(value))) return false;
  const name = sender.name.trim().toLowerCase();
  return (
    name.includes(' ') &&
    !isCompany(name) &&
    body.split('\n').some((line) => line.trim().toLowerCase() === name)
  );
}

const CUSTOMER: readonly LabelField[] = ['first', 'last', 'full', 'company', 'email'];

/** A form shows itself by two fields, one of them such as no signature has. */
export function weighLabels({ values }: LabelledText): Evidence {
  const fields = new Set(values.filter(({ value }) => value !== '').map(({ field }) => field));
  const ofForm = [...fields].filter((field) => !isOfSignature(field));
  const known = [...fields].filter((field) => field && field !== 'other' && field !== 'mailHeader');
  if (ofForm.length === 0 || known.length < 2) return { score: 0, reason: '' };
  return { score: Math.min(0.8, 0.4 + known.length * 0.04), reason: `${known.length} labels` };
}

/** "Link: Zum Fahrzeug": where the vehicle's label has a link for a value, its address belongs to it. */
function withLinks(values: LabelledValue[], html: string): LabelledValue[] {
  const needsLink = ({ field, value }: LabelledValue) =>
    (field === 'vehicle' || field === 'listingUrl') && value !== '' && !value.includes('://');
  if (!values.some(needsLink)) return values;
  const links = linksIn(html);
  return values.map((one) => {
    const url = needsLink(one) ? links.get(one.value) : undefined;
    if (!url) return one;
    return { ...one, value: one.field === 'vehicle' ? `${one.value} ${url}` : url };
  });
}

const MOST_LINKS = 200;
const MOST_LINK_CHARS = 2000;

/** Addresses of the links in an HTML source by their text; links of pictures have none. */
function linksIn(html: string): Map<string, string> {
  const links = new Map<string, string>();
  let at = html.search(/<a\s/i);
  for (let count = 0; at !== -1 && count < MOST_LINKS; count++) {
    const piece = html.slice(at, at + MOST_LINK_CHARS);
    const [, url, text] =
      /^<a\s[^<>]{0,1000}?href\s?=\s?["']?(https?:[^"'\s<>]+)[^<>]*>([^<>]*)</i.exec(piece) ?? [];
    if (url && text?.trim()) links.set(text.trim(), url.replaceAll('&amp;', '&'));
    const next = html.slice(at + 2).search(/<a\s/i);
    at = next === -1 ? -1 : at + 2 + next;
  }
  return links;
}

function readForm(input: ReaderInput, reader: Reader): Enquiry {
  const enquiry = newEnquiry(input, reader);
  const form = formIn(input.body);
  takeLabels(enquiry, withLinks(form.values, input.mail.html), input.mail.subject);
  addExtra(enquiry, 'Text', form.above);
  // What stood around the form: the customer's words where it had no field for them, and they are not only its titles.
  if (enquiry.message || isTitlesOnly(form.prose)) addExtra(enquiry, 'Text', form.prose);
  else setMessage(enquiry, form.prose, form.prose, { path: 'body', method: 'regex', confidence: 0.5 });
  finishForm(enquiry, input);
  return enquiry;
}

/** "Neue Probefahrtanfrage", "Fahrzeugdaten", "Sie haben eine Anfrage erhalten:": titles, and what the form says of itself. */
function isTitlesOnly(text: string): boolean {
  const isTitle = (line: string) => line.split(' ').length <= 6 && !/[.!?;]$/.test(line);
  return text.split('\n').every((line) => isTitle(line) || FORM_SPEAKS.test(line) || isLetterhead(line));
}

/** "Autohaus Muster GmbH, Hauptstraße 1", "Tel. 0521 999999 - info@autohaus.example". */
function isLetterhead(line: string): boolean {
  const isSentence = /\p{L}{3}[.!?]$/u.test(line);
  return (isCompany(line) && !isSentence) || /^(?:tel|telefon|fax|e-?mail)\b[.:]?\s/i.test(line);
}

const FORM_SPEAKS =
  /formular|einreichung|benachrichtigung|(?:anfrage|nachricht|daten).{0,60}(?:erhalten|eingegangen|gesendet|liegt)|liegt .{0,60}vor\b|new (?:submission|enquiry|inquiry|lead)|neuen .{0,40}(?:kunden|interessenten)\b|^ihr(?:e|en)? (?:ansprechpartner|betreuer|berater)|^(?:jetzt )?(?:loggen sie sich|einloggen|anmelden)/i;
