import type { Told } from '../../domain/escalation/recipients.ts';
import type { Silence } from '../../domain/sources/monitor.ts';
import { monitorDe } from '../../i18n/mails/monitor-de.ts';
import { monitorEn } from '../../i18n/mails/monitor-en.ts';
import type { MailedSource, MonitorMailTexts } from '../../i18n/mails/monitor-texts.ts';
import type { Colleague } from '../accounts/store.ts';
import { type Entry, type WrittenMail, writeLetter } from '../mail/letter.ts';

/** What the mails link to, and what comes after the @ of a lead address. */
export interface MonitorLinks {
  readonly publicUrl: string;
  readonly mailDomain: string;
}

/** A source in a run, as far as a mail speaks of it. */
export interface MonitoredSource extends Silence {
  readonly id: string;
  readonly name: string;
  readonly branchId: string;
  readonly branch: string;
  readonly zone: string;
  readonly localPart: string | null;
  readonly limitDays: number;
  readonly lastLeadAt: Temporal.Instant | null;
  readonly week: number;
  readonly recovered: boolean;
  /** Enquiries of the last thirteen weeks. */
  readonly recentLeads: number;
  readonly unread: number;
  readonly otherwise: number;
}

export type AddressedReader = Pick<Colleague, 'name' | 'language'>;

export const TEXTS: Readonly<Record<'de' | 'en', MonitorMailTexts>> = { de: monitorDe, en: monitorEn };
const LOCALES = { de: 'de-DE', en: 'en-GB' };

/** What a run found out, for one person: silent sources first, then those that are heard again (product.md 6). */
export const monitorMail = (
  { person, as, insteadOf }: Told<Colleague>,
  sources: readonly MonitoredSource[],
  links: MonitorLinks,
): WrittenMail => {
  const texts = TEXTS[person.language];
  const mailed = (of: readonly MonitoredSource[]) =>
    of.map((source) => describe(source, person.language, links));
  const silent = mailed(sources.filter(({ recovered }) => !recovered));
  const recovered = mailed(sources.filter((source) => source.recovered));
  const link = sourcesLink(links);
  return writeLetter(
    {
      subject: texts.subject(silent),
      greeting: texts.greeting(person.name),
      sections: [
        {
          intro: texts.intro(silent.length),
          entries: silent.map((source) => silentEntry(source, texts)),
        },
        ...(recovered.length > 0
          ? [
              {
                intro: texts.recoveredIntro(recovered.length),
                entries: recovered.map(
                  (source): Entry => ({
                    title: titleOf(source),
                    link: source.link,
                    colour: 'green',
                    lines: [texts.recovered(source)],
                  }),
                ),
              },
            ]
          : []),
      ],
      more: null,
      why: [texts.why({ as, insteadOf: insteadOf.map(({ name }) => name) })],
      links: [{ text: texts.sources, to: link }],
    },
    person.language,
  );
};

/** One alarm about our own intake instead of one a source: all fell silent at once, or a mailbox was out of reach. */
export const intakeSilentMail = (
  { name, language }: AddressedReader,
  cause: 'allSilent' | 'mailbox',
  sources: readonly MonitoredSource[],
  links: MonitorLinks,
): WrittenMail => {
  const texts = TEXTS[language];
  const link = sourcesLink(links);
  const entries = sources
    .filter(({ verdict }) => verdict === 'silent')
    .map((source) => describe(source, language, links))
    .map(
      (source): Entry => ({
        title: titleOf(source),
        link: source.link,
        colour: 'red',
        lines: [texts.silent(source), texts.lastLead(source)],
      }),
    );
  return writeLetter(
    {
      subject:
        cause === 'mailbox'
          ? texts.mailboxSubject(sources.map((source) => source.name))
          : texts.intakeSubject,
      greeting: texts.greeting(name),
      sections: [
        { intro: cause === 'mailbox' ? texts.mailboxIntro : texts.intakeIntro, entries },
        { intro: cause === 'mailbox' ? texts.mailboxCause : texts.intakeCause, entries: [] },
      ],
      more: null,
      why: [texts.whyIntake],
      links: [
        { text: texts.sources, to: link },
        { text: texts.health, to: `${links.publicUrl}/api/health` },
      ],
    },
    language,
  );
};

export const sourceLink = ({ id }: { readonly id: string }, { publicUrl }: MonitorLinks): string =>
  `${publicUrl}/quellen/${id}`;

export const sourcesLink = ({ publicUrl }: MonitorLinks): string => `${publicUrl}/quellen`;

export const titleOf = ({ name, branch }: Pick<MailedSource, 'name' | 'branch'>): string =>
  `${name}, ${branch}`;

const silentEntry = (source: MailedSource, texts: MonitorMailTexts): Entry => ({
  title: titleOf(source),
  link: source.link,
  colour: 'red',
  lines: [
    texts.silent(source),
    texts.lastLead(source),
    ...(source.perWeek === null ? [] : [texts.rhythm(source.perWeek)]),
    texts.cause(source),
  ],
  actions: sourceActions(source.link, texts),
});

/** What the reader can do about a silent source: each opens its page with that act in hand. */
export const sourceActions = (link: string, texts: MonitorMailTexts) => [
  { text: texts.sendTest, to: `${link}?tun=testanfrage` },
  { text: texts.markSeen, to: `${link}?tun=gesehen` },
  { text: texts.pause, to: `${link}?tun=pausieren` },
];

const WEEKS_LOOKED_BACK = 13;

const describe = (source: MonitoredSource, language: 'de' | 'en', links: MonitorLinks): MailedSource => {
  const { name, branch, localPart, days, limitDays, week, lastLeadAt, sinceAt, recentLeads, zone } = source;
  return {
    name,
    branch,
    link: sourceLink(source, links),
    leadAddress: localPart && `${localPart}@${links.mailDomain}`,
    days,
    limitDays,
    week,
    lastLeadAt: lastLeadAt && dayAndTime(lastLeadAt, zone, language),
    sinceAt: dayAndTime(sinceAt, zone, language),
    perWeek: recentLeads < WEEKS_LOOKED_BACK ? null : Math.round(recentLeads / WEEKS_LOOKED_BACK),
    unread: source.unread,
    otherwise: source.otherwise,
  };
};

export const dayAndTime = (at: Temporal.Instant, zone: string, language: 'de' | 'en'): string =>
  at.toLocaleString(LOCALES[language], {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
