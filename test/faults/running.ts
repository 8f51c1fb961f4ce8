import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { readConfig } from '../../src/config.ts';
import type { Health } from '../../src/contract/health.ts';
import { realClock, stopwatchMs } from '../../src/server/clock.ts';
import { openLog } from '../../src/server/log.ts';
import { type Program, startProgram } from '../../src/server/program.ts';
import { setUpDealership } from '../../src/server/settings/setup.ts';
import type { Policy } from '../../src/domain/escalation/policy.ts';
import { changeTimes } from '../harness/world.ts';
import { PASSWORD, type Person, signIn } from '../harness/person.ts';
import { talkSmtp } from '../smtp-talk.ts';

/** The whole product as it runs in earnest: its engine works by itself, PostgreSQL tells the time. */
export interface Running {
  readonly program: Program;
  readonly base: string;
  /** The answer to an enquiry of this customer, sent by SMTP. */
  enquire(customer: string, to: string): Promise<string>;
  health(): Promise<Health>;
  stop(): Promise<void>;
}

export interface House {
  readonly dealershipId: string;
  readonly leadAddress: string;
  readonly admin: Person;
  changeTimes(change: Partial<Policy>): Promise<unknown>;
}

export const startRunning = async (
  connection: pg.PoolConfig,
  env: Record<string, string> = {},
): Promise<Running> => {
  const config = readConfig({ LEADWACHT_HTTP_PORT: '0', LEADWACHT_SMTP_PORT: '0', ...env });
  const log = openLog(false);
  log.level = 'silent';
  const program = await startProgram({ config, connection, clock: realClock, log });
  const base = `http://127.0.0.1:${program.httpPort}`;
  return {
    program,
    base,
    enquire: async (customer, to) => {
      const talk = await talkSmtp(program.smtpPort ?? 0);
      await talk.say('EHLO kunde.example');
      await talk.say('MAIL FROM:<kunde@kunde.example>');
      const known = await talk.say(`RCPT TO:<${to}>`);
      if (!known.startsWith('250')) return known;
      await talk.say('DATA');
      talk.send(
        `From: ${customer} <kunde@kunde.example>\r\nSubject: Golf\r\nMessage-ID: <${crypto.randomUUID()}@kunde.example>\r\n\r\n` +
          `Name: ${customer}\r\nE-Mail: kunde@kunde.example\r\n.\r\n`,
      );
      const answer = await talk.answer();
      talk.drop();
      return answer;
    },
    health: async () => (await fetch(`${base}/api/health`)).json() as Promise<Health>,
    stop: program.stop,
  };
};

export const setUpHouse = async ({ program, base }: Running): Promise<House> => {
  const admin = { name: 'Adam Ahrens', mail: `adam@${crypto.randomUUID()}.example` };
  const { dealershipId, adminId, sources } = await setUpDealership(
    program.database,
    readConfig({}),
    {
      name: 'Autohaus Unverzagt',
      state: 'none',
      hours: '24/7',
      admin: { ...admin, password: PASSWORD },
      people: [],
    },
    null,
  );
  const signedIn = signIn(base, { id: adminId, ...admin });
  return {
    dealershipId,
    leadAddress: sources[0]?.leadAddress ?? '',
    admin: signedIn,
    changeTimes: (change) => changeTimes(signedIn, change, 'keep'),
  };
};

const LOOK_EVERY_MS = 25;

/** Looks again and again until it is so; for what a program does by itself, in its own time. */
export const eventually = async (
  what: string,
  isSo: () => Promise<boolean>,
  limitMs = 60_000,
): Promise<void> => {
  const startedMs = stopwatchMs();
  while (!(await isSo())) {
    assert.ok(stopwatchMs() - startedMs < limitMs, `within ${limitMs} ms: ${what}`);
    await pause(LOOK_EVERY_MS);
  }
};
