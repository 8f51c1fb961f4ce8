import { sql } from 'kysely';
import { createTransport } from 'nodemailer';
import type pg from 'pg';
import type { Config } from '../../config.ts';
import { localPartOf } from '../../domain/intake/recipient.ts';
import { isAfter } from '../../domain/time/order.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { forgetBeat } from '../engine/beat.ts';
import { engineRounds } from '../engine/engine.ts';
import { lookAhead } from '../engine/look-ahead.ts';
import { startReadingThreads } from '../intake/reading-threads.ts';
import { findRecipient, storeRawMessage } from '../intake/store.ts';
import type { Log } from '../log.ts';
import { openSecretBox } from '../mailboxes/secrets.ts';
import type { Relay } from '../mail/transmission.ts';
import { ensureInstallation } from '../settings/installation.ts';
import { buildExample, clearExample, findExample, type House, openHouse } from './house.ts';
import { type AddressedMail, openPlay } from './play.ts';

export interface HistoryNeeds {
  readonly config: Config;
  /** A migrated database, as the owner of its tables. */
  readonly connection: pg.PoolConfig;
  readonly seed: number;
  /** How long the example's past is, when it has none yet. */
  readonly days: number;
  /** Begin anew, whatever the example went through before. */
  readonly fresh: boolean;
  readonly log: Log;
  /** When the demo shall begin, knowing the last thing that happened, if anything did. */
  readonly startAfter: (lastAt: Temporal.Instant | null) => Temporal.Instant;
  /** Told after every event how much of the time has been lived through, 0 to 1. */
  readonly onProgress: (share: number) => void;
  /** Ends it early; what has been lived through stays. */
  readonly stop: AbortSignal;
}

/**
 * Lets the example dealership live up to the day of the demo: the product itself with its own commands and engine,
 * and the time moved by hand from one event to the next. Goes on where it stood; null when it was stopped.
 * @throws {RealDataError}
 */
export const liveThroughHistory = async (
  needs: HistoryNeeds,
): Promise<{ startAt: Temporal.Instant; house: House } | null> => {
  const { config, connection, seed, days, log, fresh, startAfter, onProgress, stop } = needs;
  let now = Temporal.Instant.fromEpochMilliseconds(0);
  const database = openDatabase(connection, () => now);
  const threads = startReadingThreads();
  try {
    if (fresh) await clearExample(connection, database);
    const found = await database.acrossDealerships(findExample);
    const lastAt = found === null ? null : await lastHappening(database, found);
    const startAt = startAfter(lastAt);
    const from = lastAt ?? startAt.subtract({ hours: 24 * days });
    now = from;

    const dealershipId = found ?? (await buildExample(database, config));
    const house = await database.inDealership(dealershipId, (work) => openHouse(work, config));
    const { authSecret: secret } = await ensureInstallation(database);
    const secrets = openSecretBox(secret);
    const rounds = engineRounds({ database, config, relay: POST_OFFICE, threads, secret, secrets, log });
    const post = (mail: AddressedMail) => keepMail(database, config, mail);
    const play = await openPlay({ database, house, mailDomain: config.mailDomain, seed, post, from });

    for (;;) {
      if (stop.aborted) return null;
      const { nextAt: nextDueAt } = await lookAhead(database, rounds);
      const nextAt = earlier(nextDueAt ?? NEVER, play.nextAt());
      if (isAfter(nextAt, startAt)) break;
      if (isAfter(nextAt, now)) now = nextAt;
      const { due } = await lookAhead(database, rounds);
      for (const { run } of due) await run();
      if (due.some(({ name }) => name === 'reading')) await play.look();
      await play.act(now);
      onProgress(
        (now.epochMilliseconds - from.epochMilliseconds) /
          (startAt.epochMilliseconds - from.epochMilliseconds),
      );
    }
    await forgetBeat(database);
    return { startAt, house };
  } finally {
    await threads.stop();
    await database.close();
  }
};

const NEVER = Temporal.Instant.from('9999-12-31T00:00Z');

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant => (isAfter(a, b) ? b : a);

/** The last moment of an example that has lived before; null when it has not. */
const lastHappening = (database: Database, dealershipId: string): Promise<Temporal.Instant | null> =>
  database.inDealership(dealershipId, async (work) => {
    const { rows } = await sql<{ at: Temporal.Instant | null }>`
      select greatest((select max(happened_at) from lead_events where dealership_id = ${dealershipId}),
                      (select max(received_at) from raw_messages where dealership_id = ${dealershipId})) as at`.execute(
      work.sql,
    );
    return rows[0]?.at ?? null;
  });

/** In the example's past all mail was delivered; it went no further than here. */
const POST_OFFICE: Relay = {
  transmit: async () => ({ result: 'accepted', answer: '250 kept by the demo' }),
  close: () => {},
};

/** Stores a mail as the SMTP listener would, were it running at that time. */
const keepMail = async (
  database: Database,
  { mailDomain }: Pick<Config, 'mailDomain'>,
  mail: AddressedMail,
): Promise<void> => {
  const { message, envelope } = await WRITER.sendMail(mail);
  const localPart = localPartOf(mail.to, mailDomain);
  await database.acrossDealerships(async (work) => {
    const recipient = localPart && (await findRecipient(work.sql, localPart));
    if (!recipient) throw new Error(`<${mail.to}> is not an address of the example.`);
    await storeRawMessage(work, {
      channel: 'smtp',
      bytes: message as Buffer,
      envelopeFrom: envelope.from || '',
      peer: '127.0.0.1',
      to: [{ address: mail.to, recipient }],
    });
  });
};

/** Writes a mail down instead of sending it. */
const WRITER = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
