import assert from 'node:assert/strict';
import type { Config } from '../../src/config.ts';
import type { Caller } from '../../src/server/accounts/caller.ts';
import { type OpenedPostgres, openPostgres } from '../../src/server/db/open.ts';
import { answerLead } from '../../src/server/leads/handling.ts';
import type { Log } from '../../src/server/log.ts';
import { type Program, startProgram } from '../../src/server/program.ts';
import { setUpDealership } from '../../src/server/settings/setup.ts';
import type { MailSink } from '../harness/mail-sink.ts';
import { talkSmtp } from '../smtp-talk.ts';
import { startVictim } from './victim.ts';

/** An installation whose program is killed again and again, and what the world outside knows of it. */
export interface Scene {
  readonly config: Config;
  readonly env: Record<string, string>;
  readonly log: Log;
  readonly relay: MailSink;
  readonly dealershipId: string;
  readonly leadAddress: string;
  readonly caller: Caller;
  /** Message-IDs that were answered with 250. */
  readonly accepted: Set<string>;
  /** Message-IDs whose fate the sender does not know: it would send them again. */
  readonly unsure: Set<string>;
}

/** Opens the installation in this process, with the clock ahead by so many minutes, and closes it again. */
export const inside = async <T>(
  scene: Pick<Scene, 'config' | 'log'>,
  aheadMinutes: number,
  work: (program: Program) => Promise<T>,
): Promise<T> => {
  const postgres: OpenedPostgres = await openPostgres(scene.config, scene.log);
  try {
    const program = await startProgram({
      config: { ...scene.config, services: [] },
      connection: postgres.connection,
      clock: (databaseNow) => databaseNow.add({ minutes: aheadMinutes }),
      log: scene.log,
    });
    try {
      return await work(program);
    } finally {
      await program.stop();
    }
  } finally {
    await postgres.close();
  }
};

export const prepareScene = async (
  parts: Pick<Scene, 'config' | 'env' | 'log' | 'relay'>,
): Promise<Scene> => {
  const made = await inside(parts, 0, ({ database }) =>
    setUpDealership(
      database,
      parts.config,
      {
        name: 'Autohaus Standhaft',
        state: 'BY',
        admin: {
          name: 'Adam Ahrens',
          mail: `adam@${crypto.randomUUID()}.example`,
          password: 'ein langes Passwort',
        },
        people: [],
      },
      null,
    ),
  );
  const caller: Caller = {
    accountId: made.adminId,
    dealershipId: made.dealershipId,
    name: 'Adam Ahrens',
    roles: ['admin'],
    language: 'de',
  };
  return {
    ...parts,
    dealershipId: made.dealershipId,
    leadAddress: made.sources[0]?.leadAddress ?? '',
    caller,
    accepted: new Set(),
    unsure: new Set(),
  };
};

/** Many senders at once; the program is killed when the `killAfter`-th of them has been answered. */
export const intakeRound = async (scene: Scene, mails: number, killAfter: number): Promise<void> => {
  const victim = await startVictim(scene.env);
  let answered = 0;
  let killed: Promise<void> | null = null;
  const send = async (): Promise<void> => {
    const messageId = `<${crypto.randomUUID()}@kunde.example>`;
    scene.unsure.add(messageId);
    const talk = await talkSmtp(victim.smtpPort).catch(() => null);
    if (!talk) return;
    if (!(await talk.upToData([scene.leadAddress])).startsWith('354')) return talk.drop();
    talk.send(
      `From: Karla <karla@kunde.example>\r\nMessage-ID: ${messageId}\r\nSubject: Golf\r\n\r\nName: Karla\r\n.\r\n`,
    );
    if ((await talk.answer()).startsWith('250')) {
      scene.unsure.delete(messageId);
      scene.accepted.add(messageId);
      answered += 1;
      if (answered >= killAfter) killed ??= victim.kill();
    }
    talk.drop();
  };
  await Promise.all(Array.from({ length: mails }, send));
  await (killed ?? victim.kill());
};

/** Answers wait in the outbox; the program is killed before the relay is told, or before or after it said yes. */
export const deliveryRound = async (
  scene: Scene,
  answers: number,
  moment: 'atDoor' | 'beforeAnswer' | 'afterAnswer',
): Promise<void> => {
  const leads = await inside(scene, 0, async ({ database, step }) => {
    while ((await step()) > 0);
    return database.inDealership(scene.dealershipId, async (work) => {
      const rows = await work.sql
        .selectFrom('leads')
        .select('id')
        .where('closedAt', 'is', null)
        .where('customerMail', 'is not', null)
        .limit(answers)
        .execute();
      for (const { id } of rows) {
        await answerLead(
          work,
          id,
          { subject: 'Ihr Golf', text: 'Gern.', next: undefined, mailDomain: scene.config.mailDomain },
          scene.caller,
        );
      }
      return rows.length;
    });
  });
  assert.equal(leads, answers, 'there were leads to answer');
  const reached = scene.relay.nextMail(moment);
  const victim = await startVictim({ ...scene.env, LEADWACHT_SMTP_RELAY: scene.relay.url });
  await reached;
  await victim.kill();
};

/** What stands in the installation when everything that was due has been done. */
export interface Tally {
  readonly accepted: number;
  readonly leads: number;
  readonly outboxSent: number;
  readonly transmissions: number;
  readonly transmittedTwice: number;
}

/** Lets the rest be done, then counts. Throws when a figure does not add up. */
export const settleAndCount = async (scene: Scene): Promise<Tally> => {
  const config = { ...scene.config, smtpRelay: new URL(scene.relay.url) };
  // Twice: claims of the dead run out and become uncertain, then those are sent again.
  for (const aheadMinutes of [5, 10]) {
    await inside({ config, log: scene.log }, aheadMinutes, async ({ step }) => {
      while ((await step()) > 0);
    });
  }
  return inside(scene, 10, ({ database }) =>
    database.inDealership(scene.dealershipId, async ({ sql }) => {
      const raw = await sql.selectFrom('rawMessages').select(['bytes', 'readState']).execute();
      const leads = await sql.selectFrom('leads').select(['id', 'rawMessageId']).execute();
      const clocks = await sql.selectFrom('clocks').select('leadId').execute();
      const outbox = await sql.selectFrom('outbox').select(['messageId', 'state']).execute();
      const stored = new Map<string, number>();
      for (const { bytes } of raw) {
        const id = /^Message-ID: (.*)$/im.exec(bytes.toString())?.[1]?.trim() ?? '';
        stored.set(id, (stored.get(id) ?? 0) + 1);
      }
      for (const id of scene.accepted)
        assert.equal(stored.get(id), 1, `${id} was answered 250 and is stored once`);
      for (const id of stored.keys())
        assert.ok(scene.accepted.has(id) || scene.unsure.has(id), `${id} was sent by us`);
      assert.deepEqual(
        raw.filter(({ readState }) => readState !== 'read'),
        [],
        'everything stored was read',
      );
      assert.equal(
        new Set(leads.map(({ rawMessageId }) => rawMessageId)).size,
        raw.length,
        'one lead for each message',
      );
      assert.equal(leads.length, raw.length, 'and no lead twice');
      assert.equal(clocks.length, leads.length, 'every lead has its clock');

      const transmitted = new Map<string, number>();
      for (const { messageId } of scene.relay.mails)
        transmitted.set(messageId, (transmitted.get(messageId) ?? 0) + 1);
      for (const { messageId, state } of outbox) {
        assert.equal(state, 'sent', `${messageId} was sent`);
        const times = transmitted.get(messageId.replace(/[<>]/g, '')) ?? 0;
        assert.ok(times === 1 || times === 2, `${messageId} reached the relay ${times} times`);
      }
      assert.equal(transmitted.size, outbox.length, 'nothing else was sent');
      return {
        accepted: scene.accepted.size,
        leads: leads.length,
        outboxSent: outbox.length,
        transmissions: scene.relay.mails.length,
        transmittedTwice: [...transmitted.values()].filter((times) => times === 2).length,
      };
    }),
  );
};
