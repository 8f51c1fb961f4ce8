import type { Duty } from '../../domain/escalation/recipients.ts';
import { EFFECTS, type Stage } from '../../domain/escalation/policy.ts';
import { inOrder } from '../../domain/time/order.ts';
import type { LeadView } from '../../domain/leads/lead.ts';
import type { MailedLead, MailReason, NamedScope } from '../../i18n/mails/texts.ts';
import { type Colleague, readStaff } from '../accounts/store.ts';
import type { DealershipWork } from '../db/database.ts';
import { namedLeads } from '../leads/store.ts';
import type { WrittenMail } from '../mail/letter.ts';
import { dealershipZone } from '../settings/store.ts';
import { type DigestFrame, writeDigest } from './digest.ts';
import { findStandstill } from './standstills.ts';

/** What the mails link to. */
export interface MailLinks {
  readonly publicUrl: string;
}

/** A lead to be told of, by which stage, and why it is this person who is told. */
export interface TellableLead {
  readonly leadId: string;
  readonly stage: Stage;
  readonly dueAt: Temporal.Instant;
  readonly late: boolean;
  readonly as: Duty;
  /** Ids of the absent people whose place the person takes. */
  readonly insteadOf: readonly string[];
}

/** More than this nobody reads in a mail: the rest is a number and a link to the list. */
const LEADS_SHOWN = 50;

type DueLead = Pick<TellableLead, 'leadId' | 'dueAt' | 'stage'>;

/** The stages in the order in which a lead reaches them. */
const STAGES = Object.keys(EFFECTS) as readonly Stage[];

/** By their due instants; what fell due in the same one, in the order in which it came, as ids ascend, and by its stages. */
export const inOrderOfDue = (a: DueLead, b: DueLead): number =>
  inOrder(a.dueAt, b.dueAt) ||
  Number(a.leadId > b.leadId) - Number(a.leadId < b.leadId) ||
  STAGES.indexOf(a.stage) - STAGES.indexOf(b.stage);

/** Writes the mail about leads in the order in which they fell due, with their names as they stand now. */
export const writeMail = async (
  work: DealershipWork,
  person: Colleague,
  leads: readonly TellableLead[],
  people: readonly Colleague[],
  { publicUrl }: MailLinks,
): Promise<WrittenMail> => {
  const ordered = leads.toSorted(inOrderOfDue);
  const shown = new Set(ordered.slice(0, LEADS_SHOWN));
  const describe = await describeLeads(work, [...shown], person.language, publicUrl);
  const sections = Map.groupBy(ordered, (lead) => JSON.stringify(reasonOf(lead, people)));
  return writeDigest(
    {
      name: person.name,
      language: person.language,
      scope: await nameScope(work, person),
      standstill: await tellStandstill(work, ordered, person.language),
      listLink: `${publicUrl}/anfragen?view=${listFor(ordered)}`,
      dutiesLink: `${publicUrl}/einstellungen/personen`,
      settingsLink: `${publicUrl}/statistik/eskalationsverlauf`,
    },
    [...sections].map(([reason, ofSection]) => ({
      reason: JSON.parse(reason) as MailReason,
      leads: ofSection.filter((lead) => shown.has(lead)).flatMap(describe),
      count: ofSection.length,
    })),
  );
};

/**
 * Looks again before a mail leaves: leads handled meanwhile drop out of it. `obsolete` when none is left, null when
 * it still holds as it is written.
 */
export const rewriteMail = async (
  work: DealershipWork,
  mail: { id: string; accountId: string | null; subject: string | null },
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
    .select([
      'told.leadId',
      'told.stage',
      'told.dueAt',
      'told.late',
      'told.toldAs',
      'told.insteadOf',
      'clocks.leadId as live',
    ])
    .where('told.dealershipId', '=', work.dealershipId)
    .where('told.outboxId', '=', mail.id)
    .execute();
  const unhandled = leads.filter(({ live }) => live !== null);
  if (unhandled.length === 0) return 'obsolete';
  // Without a subject it waited through quiet hours and gathered what fell due in them.
  if (unhandled.length === leads.length && mail.subject !== null) return null;
  const { people } = await readStaff(work);
  const person = people.find(({ id, active }) => active && id === mail.accountId);
  if (!person) return 'obsolete';
  const told = unhandled.map((lead) => ({ ...lead, stage: lead.stage as Stage, as: lead.toldAs as Duty }));
  return writeMail(work, person, told, people, links);
};

const reasonOf = (
  { stage, as, insteadOf }: Pick<TellableLead, 'stage' | 'as' | 'insteadOf'>,
  people: readonly Colleague[],
): MailReason => ({
  level: EFFECTS[stage] === 'mailControllers' ? 'controller' : 'seller',
  as,
  insteadOf: insteadOf.flatMap((id) => people.find((person) => person.id === id)?.name ?? []),
});

/** The list in which the reader finds the leads of the mail. */
const listFor = (leads: readonly TellableLead[]): LeadView => {
  if (leads.some(({ stage }) => EFFECTS[stage] === 'mailControllers')) return 'escalated';
  return leads.every(({ as, insteadOf }) => as === 'assignee' && insteadOf.length === 0) ? 'mine' : 'team';
};

/** When the program stood still, for those who hear of something late by that; in the dealership's own time. */
const tellStandstill = async (
  work: DealershipWork,
  leads: readonly TellableLead[],
  language: 'de' | 'en',
): Promise<DigestFrame['standstill']> => {
  const late = leads.filter((lead) => lead.late);
  const [first, last] = [late[0], late.at(-1)];
  if (!first || !last) return null;
  const zone = await dealershipZone(work);
  const standstill = await findStandstill(work, first.dueAt, last.dueAt);
  return (
    standstill && {
      from: formatInstant(standstill.fromAt, zone, language),
      until: formatInstant(standstill.untilAt, zone, language),
    }
  );
};

/** Names of what a person answers for. */
const nameScope = async (work: DealershipWork, { scope }: Colleague): Promise<NamedScope> => {
  const namesIn = async (table: 'branches' | 'sources', ids: readonly string[]): Promise<string[]> => {
    if (ids.length === 0) return [];
    const rows = await work.sql
      .selectFrom(table)
      .select('name')
      .where('dealershipId', '=', work.dealershipId)
      .where('id', 'in', ids)
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  };
  return {
    branches: await namesIn('branches', scope.branches),
    sources: await namesIn('sources', scope.sources),
  };
};

/** Reads the leads once; the answer turns one of them into what the mail says of it, or nothing when it is gone. */
const describeLeads = async (
  work: DealershipWork,
  leads: readonly TellableLead[],
  language: 'de' | 'en',
  publicUrl: string,
): Promise<(lead: TellableLead) => MailedLead[]> => {
  const rows = await namedLeads(work)
    .innerJoin('clocks', (join) =>
      join.onRef('clocks.dealershipId', '=', 'leads.dealershipId').onRef('clocks.leadId', '=', 'leads.id'),
    )
    .select([
      'leads.id',
      'customerName',
      'customerMail',
      'vehicle',
      'arrivedAt',
      'clocks.dueAt',
      'sources.name as source',
      'branches.name as branch',
      'zone',
      'accounts.name as assignee',
    ])
    .where(
      'leads.id',
      'in',
      leads.map(({ leadId }) => leadId),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ({ leadId, stage, dueAt, late }) => {
    const row = byId.get(leadId);
    if (!row) return [];
    const at = (instant: Temporal.Instant) => formatInstant(instant, row.zone, language);
    return [
      {
        stage,
        customer: row.customerName ?? row.customerMail,
        vehicle: row.vehicle,
        source: row.source,
        branch: row.branch,
        assignee: row.assignee,
        arrivedAt: at(row.arrivedAt),
        dueAt: at(row.dueAt),
        stageAt: at(dueAt),
        late,
        link: `${publicUrl}/anfragen/${leadId}`,
      },
    ];
  };
};

const HOUR = { hour: '2-digit', minute: '2-digit' } as const;
/** "Fr., 06.03., 17:00" and "Fri, 6 Mar, 17:00": 06/03 is two different days to readers of English. */
const FORMATS = {
  de: ['de-DE', { weekday: 'short', day: '2-digit', month: '2-digit', ...HOUR }],
  en: ['en-GB', { weekday: 'short', day: 'numeric', month: 'short', ...HOUR }],
} as const;

const formatInstant = (at: Temporal.Instant, zone: string, language: 'de' | 'en'): string => {
  const [locale, options] = FORMATS[language];
  return at.toLocaleString(locale, { timeZone: zone, ...options });
};
