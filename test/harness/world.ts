import assert from 'node:assert/strict';
import { after } from 'node:test';
import type { LeadItem, LeadPage } from '../../src/contract/leads.ts';
import { readConfig } from '../../src/config.ts';
import type { ReapplyCounts } from '../../src/contract/escalation.ts';
import type { Policy } from '../../src/domain/escalation/policy.ts';
import type { EscalationSettings } from '../../src/domain/escalation/settings.ts';
import type { Role } from '../../src/domain/accounts/roles.ts';
import { createAccount } from '../../src/server/accounts/commands.ts';
import type { Database } from '../../src/server/db/database.ts';
import { startReadingThreads } from '../../src/server/intake/reading-threads.ts';
import { openLog } from '../../src/server/log.ts';
import { type Program, startProgram } from '../../src/server/program.ts';
import { LATE_AFTER_SECONDS } from '../../src/domain/escalation/lateness.ts';
import { leaveBeat } from '../../src/server/engine/beat.ts';
import { createTestDatabase, type TestDatabase } from '../database.ts';
import { talkSmtp } from '../smtp-talk.ts';
import { type MailSink, startMailSink, type SunkMail } from './mail-sink.ts';
import { createBranch } from '../../src/server/settings/branches.ts';
import { addSources, setUpDealership } from '../../src/server/settings/setup.ts';
import { PASSWORD, type Person, signIn } from './person.ts';
import { makePasswordsQuick } from './quick-passwords.ts';

const ZONE = 'Europe/Berlin';
/** To load all readers takes longer than most stories: those of a file share them. */
const threads = startReadingThreads();
after(() => threads.stop());

const START = '2026-03-02T07:00';

/** A dealership as it comes out of the set-up, with the people a story names. */
export interface Dealership {
  readonly id: string;
  readonly branchId: string;
  readonly admin: Person;
  readonly sources: readonly { id: string; name: string; kind: string; leadAddress: string }[];
  hire(name: string, ...roles: Role[]): Promise<Person>;
  /** A further branch in Bavaria with one source of its own. */
  openBranch(name: string): Promise<{ id: string; source: { id: string; leadAddress: string } }>;
  /** New escalation times of the whole dealership. */
  changeTimes(change: Partial<Policy>, openLeads?: 'keep' | 'apply'): Promise<ReapplyCounts | null>;
  /** A mail from a customer to the first source's lead address; the lead it became. */
  enquiry(text?: EnquiryText): Promise<LeadItem>;
}

export interface EnquiryText {
  readonly name?: string;
  readonly mail?: string;
  readonly vehicle?: string;
  readonly to?: string;
}

/** The whole product on a database of its own, with a hand on its clock and an eye on its mails. */
export interface World {
  readonly base: string;
  readonly smtpPort: number;
  readonly database: Database;
  /** Of the database's owner, for looking past the program. */
  readonly connection: TestDatabase['config'];
  readonly relay: MailSink;
  readonly program: Program;
  /** Local time of the world, e.g. "2026-03-02T16:00"; seconds may follow. */
  now(): string;
  /** Sets the clock without anybody noticing: the engine stands still. */
  jumpTo(time: string | Temporal.Instant): void;
  /** Lets the time pass as it does: every instant at which something is due is visited in order. */
  passTo(local: string): Promise<void>;
  /** The engine does what is due at this instant. */
  work(): Promise<void>;
  /** In Bavaria with the product's default hours, unless told otherwise. */
  setUp(name?: string, place?: { state: string; hours?: string }): Promise<Dealership>;
  /** Raw bytes to an address, as a strange mail server brings them. */
  bring(message: string, to: string): Promise<string>;
  lead(person: Person, id: string): Promise<LeadPage>;
  /** Takes the next mail out of the relay; fails when there is none. */
  mailTo(person: { mail: string }): SunkMail;
  /** Every story ends with this. */
  noUnexpectedMail(): void;
  stop(): Promise<void>;
}

export const startWorld = async (env: Record<string, string> = {}): Promise<World> => {
  makePasswordsQuick();
  const testDatabase = await createTestDatabase();
  const relay = await startMailSink();
  let at = instantOf(START);
  const config = readConfig({
    LEADWACHT_HTTP_PORT: '0',
    LEADWACHT_SMTP_PORT: '0',
    LEADWACHT_SMTP_RELAY: relay.url,
    LEADWACHT_SERVICES: 'web,smtp',
    // What lies outside of this machine is asked by nobody.
    LEADWACHT_SENDER_CHECK: 'off',
    ...env,
  });
  const log = openLog(false);
  log.level = 'error';
  const program = await startProgram({
    config,
    connection: testDatabase.config,
    clock: () => at,
    log,
    threads,
  });
  const base = `http://127.0.0.1:${program.httpPort}`;
  const smtpPort = program.smtpPort ?? 0;
  const expected = new Set<SunkMail>();

  const work = async (): Promise<void> => {
    await leaveBeat(program.database, LATE_AFTER_SECONDS);
    while ((await program.step()) > 0);
  };
  // Between what is due the engine looks all the time: that is no standstill.
  const liveTo = async (next: Temporal.Instant): Promise<void> => {
    at = next;
    await program.database.acrossDealerships(({ sql }) =>
      sql.updateTable('engineBeats').set({ beatenAt: next }).execute(),
    );
  };
  const passTo = async (local: string): Promise<void> => {
    const target = instantOf(local);
    for (;;) {
      await work();
      const next = await program.nextDueAt();
      // What is due and still there waits for the relay's next minute.
      const waiting = next !== null && Temporal.Instant.compare(next, at) <= 0;
      const visit = waiting ? at.add({ minutes: 1 }) : next;
      if (visit === null || Temporal.Instant.compare(visit, target) > 0) break;
      await liveTo(visit);
    }
    await liveTo(target);
    await work();
  };

  const bring = async (message: string, to: string): Promise<string> => {
    const talk = await talkSmtp(smtpPort);
    await talk.upToData([to]);
    talk.send(`${message.replaceAll(/\r?\n/g, '\r\n')}\r\n.\r\n`);
    const answer = await talk.answer();
    await talk.say('QUIT');
    return answer;
  };

  const world: World = {
    base,
    smtpPort,
    database: program.database,
    connection: testDatabase.config,
    relay,
    program,
    now: () => at.toZonedDateTimeISO(ZONE).toPlainDateTime().toString(),
    jumpTo: (time) => {
      at = typeof time === 'string' ? instantOf(time) : time;
    },
    passTo,
    work,
    setUp: (name = 'Autohaus Sonnenhof', place = { state: 'BY' }) => setUp(world, name, place),
    bring,
    lead: (person, id) => person.get(`/api/leads/${id}`),
    mailTo: ({ mail }) => {
      const found = relay.mails.find((sunk) => sunk.to === mail && !expected.has(sunk));
      assert.ok(
        found,
        `there is a mail to ${mail}; relay has: ${relay.mails.map(({ to, subject }) => `${to} "${subject}"`)}`,
      );
      expected.add(found);
      return found;
    },
    noUnexpectedMail: () => {
      assert.deepEqual(
        relay.mails.filter((sunk) => !expected.has(sunk)),
        [],
        'no unexpected mail',
      );
    },
    stop: async () => {
      await program.stop();
      await relay.stop();
      await testDatabase.drop();
    },
  };
  return world;
};

const setUp = async (
  world: World,
  name: string,
  place: { state: string; hours?: string },
): Promise<Dealership> => {
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  const mailOf = (person: string) => `${person.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@${slug}.example`;
  const admin = { name: 'Adam Ahrens', mail: mailOf('Adam Ahrens') };
  const config = readConfig({});
  const made = await setUpDealership(
    world.database,
    config,
    { name, ...place, admin: { ...admin, password: PASSWORD }, people: [] },
    null,
  );
  const signedIn = signIn(world.base, { id: made.adminId, ...admin });
  const hire = async (person: string, ...roles: Role[]): Promise<Person> => {
    const account = { name: person, mail: mailOf(person), password: PASSWORD, roles };
    const id = await world.database.acrossDealerships((work) =>
      createAccount({ ...work, dealershipId: made.dealershipId }, account, made.adminId),
    );
    return signIn(world.base, { id, name: person, mail: account.mail });
  };
  const openBranch: Dealership['openBranch'] = (branch) =>
    world.database.acrossDealerships(async (work) => {
      const inDealership = { ...work, dealershipId: made.dealershipId };
      const id = await createBranch(inDealership, { name: branch, state: 'BY' });
      const [source] = await addSources(inDealership, config, id, [{ kind: 'homepage', name: 'Homepage' }]);
      assert.ok(source);
      return { id, source };
    });
  const enquiry = async (text: EnquiryText = {}): Promise<LeadItem> => {
    const { name: customer = 'Karla Kunde', mail = 'karla@kunde.example', vehicle = 'VW Golf' } = text;
    const to = text.to ?? made.sources[0]?.leadAddress ?? '';
    const answer = await world.bring(
      `From: ${customer} <${mail}>\nTo: ${to}\nSubject: Anfrage ${vehicle}\nMessage-ID: <${crypto.randomUUID()}@kunde.example>\n` +
        `Content-Type: text/plain; charset=utf-8\n\nName: ${customer}\nE-Mail: ${mail}\nFahrzeug: ${vehicle}\n` +
        `Nachricht: Ist der Wagen noch da?\n`,
      to,
    );
    assert.match(answer, /^250 /);
    await world.work();
    const { items } = await signedIn.get<{ items: LeadItem[] }>('/api/leads?view=all');
    const [lead] = items.toSorted((a, b) => b.number - a.number);
    assert.ok(lead, 'the enquiry became a lead');
    return lead;
  };
  return {
    id: made.dealershipId,
    branchId: made.branchId,
    admin: signedIn,
    sources: made.sources,
    hire,
    openBranch,
    changeTimes: (change, openLeads = 'keep') => changeTimes(signedIn, change, openLeads),
    enquiry,
  };
};

/** New escalation times of the whole dealership, the others as they are. */
export const changeTimes = async (
  admin: Person,
  change: Partial<Policy>,
  openLeads: 'keep' | 'apply',
): Promise<ReapplyCounts | null> => {
  const path = '/api/escalation/settings';
  const { settings, version } = await admin.get<{ settings: EscalationSettings; version: number }>(path);
  const stages = { ...settings.stages, ...change };
  const { applied } = await admin.put<{ applied: ReapplyCounts | null }>(path, {
    settings: { ...settings, stages },
    basedOnVersion: version,
    openLeads,
  });
  return applied;
};

/** "2026-03-02T16:00" as the dealership reads it. */
export const instantOf = (local: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(local).toZonedDateTime(ZONE).toInstant();

/** An instant as the dealership reads it, to the minute or second that matters. */
export const localOf = (instant: string | null): string | null =>
  instant && Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE).toPlainDateTime().toString();
