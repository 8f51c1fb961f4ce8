import { Counter, Histogram } from 'prom-client';
import type { HealthPart } from '../../contract/health.ts';
import type { Config } from '../../config.ts';
import type { Database } from '../db/database.ts';
import { sweepDuties } from '../accounts/duties.ts';
import { mailGivenUp } from '../conversation/commands.ts';
import { tellOthers } from '../escalation/commands.ts';
import { rewriteMail } from '../escalation/mails.ts';
import { sweepNotices } from '../escalation/notices.ts';
import { NEXT_CLOCK, sweepClocks } from '../escalation/sweep.ts';
import { sweepImports } from '../intake/import-sweep.ts';
import { sweepRereadings } from '../intake/rereading-sweep.ts';
import { openReadAhead } from '../intake/read-ahead.ts';
import { openSenderCheck, type SenderCheck } from '../intake/sender-check.ts';
import { sweepSenders } from '../intake/sender-sweep.ts';
import { sweepRaw } from '../intake/sweep.ts';
import type { ReadingThreads } from '../intake/reading-threads.ts';
import type { Log } from '../log.ts';
import type { SecretBox } from '../mailboxes/secrets.ts';
import { sweepMetaLeads } from '../meta/sweep.ts';
import { openDelivery } from '../mail/delivery.ts';
import type { Relay } from '../mail/transmission.ts';
import { sweepMonitors } from '../sources/sweep.ts';
import { metrics } from '../metrics.ts';
import { leaveBeat } from './beat.ts';
import { sweepEndedSessions } from './housekeeping.ts';
import { lookAhead, type Timed } from './look-ahead.ts';
import { type Loop, sinceNow, startLoop } from './loop.ts';
import { openWatch } from './watch.ts';

export interface EngineNeeds {
  readonly database: Database;
  readonly config: Pick<
    Config,
    'publicUrl' | 'mailFrom' | 'mailDomain' | 'smtpRelayRate' | 'senderCheck' | 'dnsServers' | 'metaGraph'
  >;
  /** null: no relay is set, mails stay in the outbox. */
  readonly relay: Relay | null;
  readonly threads: ReadingThreads;
  /** What the test enquiries of this installation are signed with. */
  readonly secret: string;
  readonly secrets: SecretBox;
  readonly log: Log;
}

/** One kind of work the engine does again and again; returns how much of it there was. */
export interface Round extends Timed {
  readonly name:
    | 'meta'
    | 'reading'
    | 'senders'
    | 'rereading'
    | 'imports'
    | 'clocks'
    | 'duties'
    | 'notices'
    | 'monitor'
    | 'delivery';
  /** NOTIFY channel on which the work announces itself; null when only the time does. */
  readonly channel: 'raw' | 'leads' | 'outbox' | null;
  /** Returns when all that was due is done, so that the time can be moved by hand. */
  readonly run: () => Promise<number>;
  /** The same without waiting for strangers; where left out, there are none. */
  readonly begin?: () => Promise<number>;
  /** Waits for what was begun. */
  readonly stop?: () => Promise<void>;
}

/** The engine's rounds in the order an enquiry passes them. */
export const engineRounds = ({
  database,
  config,
  relay,
  threads,
  secret,
  secrets,
  log,
}: EngineNeeds): readonly Round[] => [
  {
    name: 'meta',
    channel: 'raw',
    nextDue: `select min(greatest(lead.next_try_at, connection.retry_at))
      from meta_leads lead join meta_connections connection using (dealership_id, source_id)`,
    run: () => sweepMetaLeads({ database, secrets, graph: config.metaGraph, log }),
  },
  readingRound({ database, config, threads, secret, log }),
  ...sendersRounds(database, openSenderCheck(config)),
  {
    name: 'rereading',
    channel: null,
    nextDue: "select min(created_at) from rereadings where state in ('comparing', 'applying')",
    run: () => sweepRereadings({ database, threads, log }),
  },
  {
    name: 'imports',
    channel: 'leads',
    nextDue: "select min(created_at) from imports where state in ('splitting', 'reading', 'taking')",
    run: () => sweepImports({ database, threads, log }),
  },
  {
    name: 'clocks',
    channel: 'leads',
    nextDue: NEXT_CLOCK,
    run: () => sweepClocks(database),
  },
  {
    name: 'duties',
    channel: null,
    nextDue: 'select min(duties_at) from dealerships',
    run: () => sweepDuties(database),
  },
  {
    name: 'notices',
    channel: 'leads',
    nextDue: "select min(send_at) from escalation_notices where state = 'waiting'",
    run: () => sweepNotices(database, config),
  },
  {
    name: 'monitor',
    channel: null,
    nextDue: 'select min(monitor_due_at) from dealerships',
    run: () => sweepMonitors(database, config),
  },
  ...(relay === null ? [] : [deliveryRound({ database, config, log }, relay)]),
];

const readingRound = ({
  database,
  config,
  threads,
  secret,
  log,
}: Pick<EngineNeeds, 'database' | 'config' | 'threads' | 'secret' | 'log'>): Round => {
  const needs = { database, ahead: openReadAhead(threads), house: { secret, ...config }, log };
  return {
    name: 'reading',
    channel: 'raw',
    nextDue: "select min(next_read_at) from raw_messages where read_state = 'waiting'",
    run: () => sweepRaw(needs),
  };
};

const sendersRounds = (database: Database, check: SenderCheck | null): Round[] => {
  if (check === null) return [];
  const nextDue = 'select min(sender_due_at) from raw_messages';
  // Nobody waits for it: what came within a second is asked about together.
  return [{ name: 'senders', channel: null, nextDue, run: () => sweepSenders(database, check) }];
};

const deliveryRound = (
  { database, config, log }: Pick<EngineNeeds, 'database' | 'config' | 'log'>,
  relay: Relay,
): Round => ({
  name: 'delivery',
  channel: 'outbox',
  nextDue: 'select min(next_at) from outbox',
  ...openDelivery({
    database,
    relay,
    mailFrom: config.mailFrom,
    mailsPerMinute: config.smtpRelayRate,
    passOn: async (work, outboxId) => {
      await tellOthers(work, outboxId);
      await mailGivenUp(work, outboxId);
    },
    recheck: async (work, mail) => (mail.kind === 'escalation' ? rewriteMail(work, mail, config) : null),
    log,
  }),
});

export interface Engine {
  state(): HealthPart;
  stateOf(name: Round['name']): HealthPart;
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
/** The watch looks once in so many rounds. */
const ROUNDS_A_WATCH = 10;
const HOUSEKEEPING_EVERY_MS = 3_600_000;

const roundSeconds = new Histogram({
  name: 'leadwacht_engine_round_seconds',
  help: 'Duration of one round of the engine.',
  labelNames: ['round'],
  buckets: [0.005, 0.025, 0.1, 0.5, 2, 10],
  registers: [metrics],
});
const failedRounds = new Counter({
  name: 'leadwacht_engine_failed_rounds_total',
  help: 'Rounds of the engine that failed and were tried again.',
  labelNames: ['round'],
  registers: [metrics],
});

export interface EngineOptions {
  readonly database: Database;
  readonly heartbeatUrl: Config['heartbeatUrl'];
  /** Silent for longer than this, the engine stood still. */
  readonly toleranceSeconds: number;
  readonly log: Log;
  readonly everyMs?: number;
}

/** Looks at least once a second whether a round has something to do, and at once when NOTIFY says so. */
export const startEngine = async (
  rounds: readonly Round[],
  { database, heartbeatUrl, toleranceSeconds, log, everyMs = EVERY_MS }: EngineOptions,
): Promise<Engine> => {
  // Before anything late is told, so that it can be said since when the engine stood still.
  await leaveBeat(database, toleranceSeconds);
  const loops = new Map<Round['name'], Loop>();
  const channels = new Set(rounds.flatMap(({ channel }) => channel ?? []));
  // Before the loops start: a start that fails here must not leave any of them running.
  const deafen = await Promise.all(
    [...channels].map((channel) =>
      database.listen(channel, () => {
        for (const round of rounds) if (round.channel === channel) loops.get(round.name)?.wake();
      }),
    ),
  );
  for (const one of rounds) {
    const { name, run, begin = run } = one;
    const round = async () => ((await lookAhead(database, [one])).due.length > 0 ? begin() : 0);
    const onRound = (tookMs: number, failed: boolean) => {
      roundSeconds.observe({ round: name }, tookMs / 1_000);
      if (failed) failedRounds.inc({ round: name });
    };
    loops.set(name, startLoop({ name, everyMs, round, log, onRound }));
  }
  const watch = startLoop({
    name: 'watch',
    everyMs: everyMs * ROUNDS_A_WATCH,
    round: openWatch({ database, loops: [...loops.values()], heartbeatUrl, toleranceSeconds, log }),
    log,
  });
  const housekeeping = startLoop({
    name: 'housekeeping',
    everyMs: HOUSEKEEPING_EVERY_MS,
    round: () => sweepEndedSessions(database),
    log,
  });
  const stateOf = (name: Round['name']): HealthPart =>
    loops.get(name)?.state() ?? { state: 'off', since: startedAt };
  const startedAt = sinceNow();
  return {
    stateOf,
    state: () => worst([stateOf('clocks'), stateOf('notices')]),
    stop: async () => {
      await Promise.all([...loops.values(), watch, housekeeping].map((loop) => loop.stop()));
      await Promise.allSettled(deafen.map((stop) => stop()));
    },
  };
};

/** The part that has been failing for longest, if one is. */
export const worst = (states: readonly [HealthPart, ...HealthPart[]]): HealthPart => {
  const failing = states.filter(({ state }) => state === 'failing');
  return failing.sort((a, b) => Temporal.Instant.compare(a.since, b.since))[0] ?? states[0];
};
