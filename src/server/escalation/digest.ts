import { mailsDe } from '../../i18n/mails/de.ts';
import { mailsEn } from '../../i18n/mails/en.ts';
import {
  type EscalationMailTexts,
  type MailedLead,
  type MailReason,
  type NamedScope,
  titleOf,
} from '../../i18n/mails/texts.ts';
import { escapeHtml } from '../mail/html.ts';

/** A mail ready to be sent: subject, plain text, and the same as HTML. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Leads of which a person is told for the same reason; the first ones by their due instants, and how many there are. */
export interface DigestSection {
  readonly reason: MailReason;
  readonly leads: readonly MailedLead[];
  readonly count: number;
}

/** Whom a digest is for, and what it says besides the leads. */
export interface DigestFrame {
  readonly name: string;
  readonly language: 'de' | 'en';
  readonly scope: NamedScope;
  readonly listLink: string;
  readonly dutiesLink: string;
  readonly settingsLink: string;
}

const TEXTS: Readonly<Record<'de' | 'en', EscalationMailTexts>> = { de: mailsDe, en: mailsEn };

/** One mail to one person about all leads that fell due in the same minute (product.md 4). */
export const writeDigest = (frame: DigestFrame, sections: readonly DigestSection[]): WrittenMail => {
  const texts = TEXTS[frame.language];
  const leads = sections.flatMap((section) => section.leads);
  const count = sections.reduce((sum, section) => sum + section.count, 0);
  const substituting = sections.every(({ reason }) => reason.insteadOf.length > 0);
  const parts: DigestParts = {
    greeting: texts.greeting(frame.name),
    sections: sections
      .filter((section) => section.leads.length > 0)
      .map((section, position) => ({
        intro: sentence(texts.intro(section.reason, section.count), position > 0),
        entries: section.leads.map((lead) => entryOf(lead, texts)),
      })),
    more: count > leads.length ? { text: texts.more(count - leads.length), all: texts.all } : null,
    why: [...new Set(sections.map(({ reason }) => texts.why(reason, frame.scope)))],
    links: [
      { text: texts.duties, to: frame.dutiesLink },
      { text: texts.settings, to: frame.settingsLink },
    ],
    listLink: frame.listLink,
  };
  return {
    subject: texts.subject({ leads, count, substituting }),
    text: asText(parts),
    html: asHtml(parts, frame.language),
  };
};

/** What a mail says, before it is plain or HTML. */
interface DigestParts {
  readonly greeting: string;
  readonly sections: readonly { readonly intro: string; readonly entries: readonly Entry[] }[];
  readonly more: { readonly text: string; readonly all: string } | null;
  readonly why: readonly string[];
  readonly links: readonly { readonly text: string; readonly to: string }[];
  readonly listLink: string;
}

interface Entry {
  readonly title: string;
  readonly link: string;
  /** Not overdue yet: yellow. */
  readonly soon: boolean;
  readonly lines: readonly string[];
}

const entryOf = (lead: MailedLead, texts: EscalationMailTexts): Entry => ({
  title: titleOf(lead, texts.unknownCustomer),
  link: lead.link,
  soon: lead.stage === 'reminder',
  lines: [
    `${texts.stage(lead.stage)}: ${texts.due(lead)}`,
    texts.assignee(lead.assignee),
    texts.arrived(lead),
    `${texts.reached(lead)}${lead.late ? `, ${texts.late}` : ''}`,
  ],
});

/** After the greeting's comma a sentence goes on in lower case; any further one begins anew. */
const sentence = (text: string, begins: boolean): string =>
  begins ? `${text.slice(0, 1).toUpperCase()}${text.slice(1)}` : text;

const asText = ({ greeting, sections, more, why, links, listLink }: DigestParts): string =>
  [
    greeting,
    ...sections.flatMap(({ intro, entries }) => [
      intro,
      ...entries.map(({ title, lines, link }) =>
        [title, ...lines.map((line) => `  ${line}`), `  ${link}`].join('\n'),
      ),
    ]),
    ...(more ? [`${more.text}\n${more.all}: ${listLink}`] : []),
    ['--', ...why, ...links.map(({ text, to }) => `${text}: ${to}`)].join('\n'),
  ].join('\n\n');

const link = (to: string, text: string, style: string): string =>
  `<a href="${escapeHtml(to)}" style="${style}">${escapeHtml(text)}</a>`;

const asHtml = (parts: DigestParts, language: 'de' | 'en'): string => {
  const { greeting, sections, more, why, links, listLink } = parts;
  const footer = [
    ...why.map(escapeHtml),
    links.map(({ text, to }) => link(to, text, 'color:#5c5f66')).join(' · '),
  ];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"></head>',
    '<body style="margin:0;padding:16px;background:#ffffff">',
    '<div style="max-width:640px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;color:#1a1b1e">',
    `<p style="margin:0 0 12px">${escapeHtml(greeting)}</p>`,
    ...sections.map(sectionHtml),
    more
      ? `<p style="margin:16px 0"><strong>${escapeHtml(more.text)}</strong> ${link(listLink, more.all, LINK)}</p>`
      : '',
    `<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #dee2e6;color:#5c5f66;font-size:13px">${footer.join('<br>')}</p>`,
    '</div></body></html>',
  ].join('\n');
};

const LINK = 'color:#1864ab';

const sectionHtml = ({ intro, entries }: DigestParts['sections'][number]): string =>
  [`<p style="margin:0 0 12px">${escapeHtml(intro)}</p>`, ...entries.map(entryHtml)].join('\n');

const entryHtml = ({ title, link: to, soon, lines: [status = '', ...rest] }: Entry): string =>
  [
    `<div style="margin:0 0 12px;padding:8px 14px;border:1px solid #dee2e6;border-left:4px solid ${soon ? '#e8a200' : '#c92a2a'};border-radius:4px">`,
    `<div style="font-weight:bold">${link(to, title, LINK)}</div>`,
    `<div>${escapeHtml(status)}</div>`,
    `<div style="color:#5c5f66;font-size:14px">${rest.map(escapeHtml).join('<br>')}</div></div>`,
  ].join('\n');
