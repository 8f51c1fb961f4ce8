import { mailsDe } from '../../i18n/mails/de.ts';
import { mailsEn } from '../../i18n/mails/en.ts';
import type { MailedLead } from '../../i18n/mails/texts.ts';
import type { Stage } from '../../domain/escalation/policy.ts';
import type { DealershipWork } from '../db/database.ts';
import { escapeHtml } from '../mail/html.ts';
import { listRecipients } from './recipients.ts';

const TEXTS = { de: mailsDe, en: mailsEn };

/** A mail ready to be sent: subject, plain text, and the same as HTML. */
export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the mails link to. */
export interface MailLinks {
  readonly publicUrl: string;
}

/** A lead to be told of, and by which stage. */
export interface TellableLead {
  readonly leadId: string;
  readonly stage: Stage;
  readonly dueAt: Temporal.Instant;
  readonly late: boolean;
}

/** Writes the mail with the leads' names as they stand now; in the order given. */
export const writeMail = async (
  work: DealershipWork,
  person: { name: string; language: 'de' | 'en' },
  leads: readonly TellableLead[],
  { publicUrl }: MailLinks,
): Promise<WrittenMail> => {
  const rows = await work.sql
    .selectFrom('leads')
    .innerJoin('sources', (join) =>
      join
        .onRef('sources.dealershipId', '=', 'leads.dealershipId')
        .onRef('sources.id', '=', 'leads.sourceId'),
    )
    .innerJoin('branches', (join) =>
      join
        .onRef('branches.dealershipId', '=', 'leads.dealershipId')
        .onRef('branches.id', '=', 'leads.branchId'),
    )
    .leftJoin('accounts', (join) =>
      join
        .onRef('accounts.dealershipId', '=', 'leads.dealershipId')
        .onRef('accounts.id', '=', 'leads.assigneeId'),
    )
    .select([
      'leads.id',
      'customerName',
      'customerMail',
      'vehicle',
      'arrivedAt',
      'sources.name as source',
      'zone',
      'accounts.name as assignee',
    ])
    .where('leads.dealershipId', '=', work.dealershipId)
    .where(
      'leads.id',
      'in',
      leads.map(({ leadId }) => leadId),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const mailed = leads.flatMap(({ leadId, stage, dueAt, late }): MailedLead[] => {
    const row = byId.get(leadId);
    if (!row) return [];
    const at = (instant: Temporal.Instant) => formatInstant(instant, row.zone, person.language);
    return [
      {
        stage,
        customer: row.customerName ?? row.customerMail,
        vehicle: row.vehicle,
        source: row.source,
        assignee: row.assignee,
        arrivedAt: at(row.arrivedAt),
        dueAt: at(dueAt),
        late,
        link: `${publicUrl}/anfragen/${leadId}`,
      },
    ];
  });
  return escalationMail(person, mailed, `${publicUrl}/statistik/eskalationsverlauf`);
};

/**
 * Looks again before a mail leaves: leads handled meanwhile drop out of it. `obsolete` when none is left, null when
 * it still holds as it is written.
 */
export const rewriteMail = async (
  work: DealershipWork,
  mail: { id: string; accountId: string | null },
  links: MailLinks,
): Promise<WrittenMail | 'obsolete' | null> => {
  const leads = await work.sql
    .selectFrom('outboxLeads as told')
    .leftJoin('clocks', (join) =>
      join
        .onRef('clocks.dealershipId', '=', 'told.dealershipId')
        .onRef('clocks.leadId', '=', 'told.leadId')
        .onRef('clocks.generation', '=', 'told.generation'),
    )
    .select(['told.leadId', 'told.stage', 'told.dueAt', 'told.late', 'clocks.leadId as live'])
    .where('told.dealershipId', '=', work.dealershipId)
    .where('told.outboxId', '=', mail.id)
    .orderBy('told.dueAt')
    .execute();
  const unhandled = leads.filter(({ live }) => live !== null);
  if (unhandled.length === 0) return 'obsolete';
  if (unhandled.length === leads.length) return null;
  const person = (await listRecipients(work)).find(({ id }) => id === mail.accountId);
  if (!person) return 'obsolete';
  return writeMail(
    work,
    person,
    unhandled.map((lead) => ({ ...lead, stage: lead.stage as Stage })),
    links,
  );
};

const LOCALES = { de: 'de-DE', en: 'en-GB' };

const formatInstant = (at: Temporal.Instant, zone: string, language: 'de' | 'en'): string =>
  at.toLocaleString(LOCALES[language], {
    timeZone: zone,
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });

/** One mail to one person about all leads that fell due in the same minute (product.md 4). */
export const escalationMail = (
  recipient: { name: string; language: 'de' | 'en' },
  leads: readonly MailedLead[],
  settingsLink: string,
): WrittenMail => {
  const texts = TEXTS[recipient.language];
  const why = texts.why(leads.some(({ stage }) => stage.startsWith('EM2')));
  const entries = leads.map((lead) => ({
    link: lead.link,
    title: [lead.customer ?? texts.unknownCustomer, lead.vehicle].filter(Boolean).join(', '),
    lines: [
      `${texts.stage(lead.stage)} (${texts.due(lead)})${lead.late ? `; ${texts.late}` : ''}`,
      texts.arrived(lead),
    ],
  }));
  return {
    subject: texts.subject(leads),
    text: [
      texts.greeting(recipient.name),
      texts.intro(leads),
      ...entries.map(({ title, lines, link }) =>
        [title, ...lines.map((line) => `  ${line}`), `  ${link}`].join('\n'),
      ),
      `${why}\n${texts.settings}: ${settingsLink}`,
    ].join('\n\n'),
    html: [
      '<div style="font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1b1e;max-width:640px">',
      `<p>${escapeHtml(texts.greeting(recipient.name))}</p><p>${escapeHtml(texts.intro(leads))}</p>`,
      ...entries.map(
        ({ title, lines, link }) =>
          `<div style="border-left:3px solid #c92a2a;padding:4px 12px;margin:14px 0"><strong>${escapeHtml(title)}</strong><br>` +
          `${lines.map(escapeHtml).join('<br>')}<br><a href="${escapeHtml(link)}">${escapeHtml(texts.open)}</a></div>`,
      ),
      `<p style="color:#5c5f66;font-size:13px">${escapeHtml(why)} `,
      `<a href="${escapeHtml(settingsLink)}">${escapeHtml(texts.settings)}</a></p></div>`,
    ].join('\n'),
  };
};
