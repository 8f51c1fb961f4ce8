import { mailsDe } from '../../i18n/mails/de.ts';
import { mailsEn } from '../../i18n/mails/en.ts';
import {
  type EscalationMailTexts,
  type MailedLead,
  type MailReason,
  type NamedScope,
  titleOf,
} from '../../i18n/mails/texts.ts';
import { type Entry, type WrittenMail, writeLetter } from '../mail/letter.ts';

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
  /** When Leadwacht stood still, if that is why some of it comes late. */
  readonly standstill: { readonly from: string; readonly until: string } | null;
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
  const standstill = frame.standstill && texts.stoodStill(frame.standstill.from, frame.standstill.until);
  const substituting = sections.every(({ reason }) => reason.insteadOf.length > 0);
  const letter = {
    subject: texts.subject({ leads, count, substituting }),
    greeting: texts.greeting(frame.name),
    sections: [
      ...(standstill === null ? [] : [{ intro: standstill, entries: [] }]),
      ...sections
        .filter((section) => section.leads.length > 0)
        .map((section, position) => ({
          intro: sentence(texts.intro(section.reason, section.count), position > 0 || standstill !== null),
          entries: section.leads.map((lead) => entryOf(lead, texts)),
        })),
    ],
    more:
      count > leads.length
        ? { text: texts.more(count - leads.length), all: texts.all, link: frame.listLink }
        : null,
    why: [...new Set(sections.map(({ reason }) => texts.why(reason, frame.scope)))],
    links: [
      { text: texts.duties, to: frame.dutiesLink },
      { text: texts.settings, to: frame.settingsLink },
    ],
  };
  return writeLetter(letter, frame.language);
};

const entryOf = (lead: MailedLead, texts: EscalationMailTexts): Entry => ({
  title: titleOf(lead, texts.unknownCustomer),
  link: lead.link,
  // Not overdue yet.
  colour: lead.stage === 'reminder' ? 'yellow' : 'red',
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
