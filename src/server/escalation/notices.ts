import { sql } from 'kysely';
import { isLate } from '../../domain/escalation/lateness.ts';
import type { Staff } from '../../domain/accounts/staff.ts';
import type { Stage } from '../../domain/escalation/policy.ts';
import { recipientsOf, type TellableLead, type Told } from '../../domain/escalation/recipients.ts';
import { quietUntil } from '../../domain/accounts/quiet-hours.ts';
import { type Colleague, readStaff } from '../accounts/store.ts';
import { type Database, type DealershipWork, notify } from '../db/database.ts';
import { enqueueMail } from '../mail/outbox.ts';
import { dealershipZone } from '../settings/store.ts';
import { inOrderOfDue, type MailLinks, writeMail } from './mails.ts';

/** A stage that shall be told by mail, with its lead as it stands now. */
interface DueNotice extends TellableLead {
  readonly leadId: string;
  readonly generation: number;
  readonly stage: Stage;
  readonly dueAt: Temporal.Instant;
  readonly recordedAt: Temporal.Instant;
}

/** A notice for one person, and why it is them. */
interface PersonalNotice extends DueNotice {
  readonly as: Told['as'];
  readonly insteadOf: readonly string[];
}

/**
 * Turns the notices whose minute has ended into one mail a person, dealership by dealership. Returns how many
 * dealerships had some. A dealership another engine is busy with is left to it.
 */
export const sweepNotices = async (database: Database, links: MailLinks): Promise<number> => {
  const dealershipIds = await database.acrossDealerships(async ({ sql: statements, now }) => {
    const rows = await statements
      .selectFrom('escalationNotices')
      .select('dealershipId')
      .distinct()
      .where('state', '=', 'waiting')
      .where('sendAt', '<=', now)
      .limit(100)
      .execute();
    return rows.map((row) => row.dealershipId);
  });
  let told = 0;
  for (const dealershipId of dealershipIds) {
    told += await database.inDealership(dealershipId, (work) => tellDealership(work, links));
  }
  return told;
};

const tellDealership = async (work: DealershipWork, links: MailLinks): Promise<number> => {
  if (!(await isOurTurn(work))) return 0;
  const notices = await takeNotices(work);
  const staff = await readStaff(work);
  const byPerson = new Map<Colleague, PersonalNotice[]>();
  const untold: DueNotice[] = [];
  for (const notice of notices) {
    const recipients = recipientsOf(notice.stage, notice, staff);
    if (recipients.length === 0) untold.push(notice);
    // Who does not want this mail is there all the same: it stands on their screen, and nobody else is told instead.
    for (const { person, as, insteadOf } of recipients.filter((told) => wants(told.person, notice.stage))) {
      const theirs = byPerson.get(person) ?? [];
      theirs.push({ ...notice, as, insteadOf: insteadOf.map(({ id }) => id) });
      byPerson.set(person, theirs);
    }
  }
  const zone = await dealershipZone(work);
  for (const [person, theirs] of byPerson) {
    const quietEndsAt = person.quiet && quietUntil(work.now, person.quiet, zone);
    const { now = [], later = [] } = Object.groupBy(theirs, ({ stage }) =>
      quietEndsAt !== null && isHeld(person, stage) ? 'later' : 'now',
    );
    await mailPerson(work, person, now, work.now, staff, links);
    if (quietEndsAt) await mailPerson(work, person, later, quietEndsAt, staff, links);
  }
  if (untold.length > 0) await markUndeliverable(work, untold);
  return 1;
};

const wants = ({ mailsOff }: Colleague, stage: Stage): boolean => !mailsOff.includes(stage);

/** EM2.1 waits for no quiet hours unless the person chose so. */
const isHeld = ({ quietHoldsEM21 }: Colleague, stage: Stage): boolean => stage !== 'EM2.1' || quietHoldsEM21;

/** One engine at a time writes a dealership's mails: two would split one person's leads over two mails. */
const isOurTurn = async (work: DealershipWork): Promise<boolean> => {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('notices'), hashtext(${work.dealershipId})) as ours`.execute(
    work.sql,
  );
  return rows[0]?.ours === true;
};

/** Takes the due notices; those whose clock has moved on meanwhile are obsolete. */
const takeNotices = async (work: DealershipWork): Promise<DueNotice[]> => {
  const { rows } = await sql<DueNotice & { live: boolean }>`
    with due as (
      select n.dealership_id, n.lead_id, n.generation, n.stage, c.lead_id is not null as live
      from escalation_notices n
      left join clocks c on c.dealership_id = n.dealership_id and c.lead_id = n.lead_id and c.generation = n.generation
      where n.dealership_id = ${work.dealershipId} and n.state = 'waiting' and n.send_at <= ${work.now}
      for update of n
    )
    update escalation_notices n set state = case when due.live then 'mailed' else 'obsolete' end
    from due join leads l on l.dealership_id = due.dealership_id and l.id = due.lead_id
    where n.dealership_id = due.dealership_id and n.lead_id = due.lead_id
      and n.generation = due.generation and n.stage = due.stage
    returning n.lead_id, n.generation, n.stage, n.due_at, n.recorded_at,
      l.assignee_id, l.branch_id, l.source_id, due.live`.execute(work.sql);
  return rows.filter(({ live }) => live).sort(inOrderOfDue);
};

const mailPerson = async (
  work: DealershipWork,
  person: Colleague,
  notices: readonly PersonalNotice[],
  sendAt: Temporal.Instant,
  { people }: Staff<Colleague>,
  links: MailLinks,
): Promise<void> => {
  if (notices.length === 0) return;
  const untold = await enterInLedger(work, person.id, notices);
  const latest = [...new Map(untold.map((notice) => [notice.leadId, notice])).values()];
  if (latest.length === 0) return;
  const mailed = latest.map((notice) => ({ ...notice, late: isLate(notice.dueAt, notice.recordedAt) }));
  const written = await writeMail(work, person, mailed, people, links);
  const outboxId =
    (await openHeldMail(work, person.id, sendAt)) ??
    (await enqueueMail(work, {
      kind: 'escalation',
      accountId: person.id,
      toName: person.name,
      toAddress: person.mail,
      sendAt,
      ...written,
    }));
  await sql`
    insert into outbox_leads
      (dealership_id, outbox_id, lead_id, generation, stage, due_at, late, told_as, instead_of)
    select ${work.dealershipId}::uuid, ${outboxId}::uuid, v.lead_id, v.generation, v.stage, v.due_at, v.late, v.told_as,
           string_to_array(v.instead_of, ',')::uuid[]
    from unnest(
      ${mailed.map(({ leadId }) => leadId)}::uuid[], ${mailed.map(({ generation }) => generation)}::integer[],
      ${mailed.map(({ stage }) => stage)}::text[], ${mailed.map(({ dueAt }) => dueAt)}::timestamptz[],
      ${mailed.map(({ late }) => late)}::boolean[], ${mailed.map(({ as }) => as)}::text[],
      ${mailed.map(({ insteadOf }) => insteadOf.join(','))}::text[])
      as v (lead_id, generation, stage, due_at, late, told_as, instead_of)
    on conflict do nothing`.execute(work.sql);
  await sql`
    update escalation_ledger set outbox_id = ${outboxId}
    where dealership_id = ${work.dealershipId} and recipient = ${person.id} and outbox_id is null
      and lead_id = any(${untold.map(({ leadId }) => leadId)}::uuid[])`.execute(work.sql);
};

/**
 * The mail that waits for the end of somebody's quiet hours: all that falls due in them goes into one, which is written
 * when it is claimed.
 */
const openHeldMail = async (
  work: DealershipWork,
  accountId: string,
  sendAt: Temporal.Instant,
): Promise<string | null> => {
  const held = await work.sql
    .updateTable('outbox')
    .set({ subject: null, textBody: null, htmlBody: null })
    .where('dealershipId', '=', work.dealershipId)
    .where('accountId', '=', accountId)
    .where('kind', '=', 'escalation')
    .where('state', '=', 'pending')
    .where('nextAt', '=', sendAt)
    .where('nextAt', '>', work.now)
    .returning('id')
    .executeTakeFirst();
  return held?.id ?? null;
};

/** The ledger's key decides who was told already: once means once. Returns what is news to this person. */
const enterInLedger = async (
  work: DealershipWork,
  accountId: string,
  notices: readonly PersonalNotice[],
): Promise<readonly PersonalNotice[]> => {
  const { rows } = await sql<{ leadId: string; stage: Stage }>`
    insert into escalation_ledger (dealership_id, lead_id, generation, stage, recipient, due_at, recorded_at)
    select ${work.dealershipId}::uuid, v.lead_id, v.generation, v.stage, ${accountId}::uuid, v.due_at, ${work.now}::timestamptz
    from unnest(
      ${notices.map(({ leadId }) => leadId)}::uuid[], ${notices.map(({ generation }) => generation)}::integer[],
      ${notices.map(({ stage }) => stage)}::text[], ${notices.map(({ dueAt }) => dueAt)}::timestamptz[])
      as v (lead_id, generation, stage, due_at)
    on conflict do nothing returning lead_id, stage`.execute(work.sql);
  const news = new Set(rows.map(({ leadId, stage }) => `${leadId} ${stage}`));
  return notices.filter(({ leadId, stage }) => news.has(`${leadId} ${stage}`));
};

const markUndeliverable = async (work: DealershipWork, notices: readonly DueNotice[]): Promise<void> => {
  await sql`
    update escalation_notices n set state = 'undeliverable'
    from unnest(
      ${notices.map(({ leadId }) => leadId)}::uuid[], ${notices.map(({ generation }) => generation)}::integer[],
      ${notices.map(({ stage }) => stage)}::text[]) as v (lead_id, generation, stage)
    where n.dealership_id = ${work.dealershipId} and n.lead_id = v.lead_id
      and n.generation = v.generation and n.stage = v.stage`.execute(work.sql);
  await notify(work, 'leads', work.dealershipId);
};
