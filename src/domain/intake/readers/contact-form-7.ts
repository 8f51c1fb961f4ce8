import { addExtra, isNoReply, newEnquiry, setField } from '../draft.ts';
import { finishForm, takeLabels } from '../form.ts';
import { type LabelledValue, readLabelledText } from '../labelled-text.ts';
import type { Reader } from '../reader.ts';

/** The last lines WordPress writes under every form mail, German and English, old and new wording. */
const FOOTERS = [
  /diese e-?mail wurde von einem kontaktformular (?:von|auf|gesendet von)\s+(.{1,200}?)\s*\((https?:\/\/[^\s()]{1,300})\)/i,
  /dies ist eine benachrichtigung,? dass auf (?:deiner|ihrer) website\s+\((.{0,200}?)\s*(https?:\/\/[^\s()]{1,300})\)/i,
  /this e-?mail was sent from a contact form on\s+(.{1,200}?)\s*\((https?:\/\/[^\s()]{1,300})\)/i,
  /this is a notification that a contact form was submitted on your website\s+\((.{0,200}?)\s*(https?:\/\/[^\s()]{1,300})\)/i,
];
const SENDER = /^(.*?)\s*[<[(]\s*([^\s<>[\]()]+@[^\s<>[\]()]+)\s*[>\])]\s*$/;

/**
 * Contact Form 7 (formats.md 5): "Von: name <address>", "Betreff:", "Nachrichtentext:", between them whatever
 * fields the site added, and a footer that names the homepage.
 */
export const contactForm7: Reader = {
  name: 'contact-form-7',
  version: '1',
  evidence: ({ body }) => {
    const footer = findFooter(body);
    return footer ? { score: 0.9, reason: `footer of ${footer.url}` } : { score: 0, reason: '' };
  },
  read: (input) => {
    const enquiry = newEnquiry(input, contactForm7);
    const footer = findFooter(input.body);
    const form = readLabelledText(input.body.slice(0, footer?.start ?? input.body.length));
    takeLabels(enquiry, form.values.flatMap(asForm));
    addExtra(enquiry, 'Text', form.prose);
    if (footer) {
      const origin = { path: 'footer', method: 'regex', confidence: 1 } as const;
      setField(enquiry, 'source', 'name', footer.site || undefined, origin);
      setField(enquiry, 'source', 'referrer', footer.url, origin);
    }
    finishForm(enquiry, input);
    return [enquiry];
  },
};

function findFooter(body: string): { start: number; site: string; url: string } | null {
  const tail = Math.max(0, body.length - 2000);
  for (const pattern of FOOTERS) {
    const match = pattern.exec(body.slice(tail));
    if (match?.[2]) return { start: tail + match.index, site: match[1]?.trim() ?? '', url: match[2] };
  }
  return null;
}

/** "Von: Max Muster <max@example.org>" holds two fields; here it is the customer, not a mail's head. */
function asForm(value: LabelledValue): LabelledValue[] {
  if (!/^(?:von|from)$/i.test(value.label)) return [value];
  const [, name = value.value, address = ''] = SENDER.exec(value.value.slice(0, 400)) ?? [];
  if (isNoReply(address)) return [];
  return [
    { ...value, value: name.includes('@') ? '' : name, field: 'full' },
    { ...value, value: address || (name.includes('@') ? name : ''), field: 'email' },
  ];
}
