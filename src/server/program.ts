import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import type { Config } from '../config.ts';
import type { HealthPart } from '../contract/health.ts';
import { LATE_AFTER_SECONDS } from '../domain/escalation/lateness.ts';
import { accountRoutes } from './accounts/routes.ts';
import { openSignIn } from './accounts/sign-in.ts';
import { acknowledgementRoutes } from './acknowledgement/routes.ts';
import type { Clock } from './clock.ts';
import { companySignInRoutes } from './company-sign-in/routes.ts';
import { conversationRoutes } from './conversation/routes.ts';
import { type Database, openDatabase } from './db/database.ts';
import { newestMigration } from './db/migrate.ts';
import { distributionRoutes } from './distribution/routes.ts';
import { type Engine, engineRounds, startEngine, worst } from './engine/engine.ts';
import { measureLag } from './engine/gauges.ts';
import { formRoutes } from './forms/routes.ts';
import { healthRoute, type Parts } from './engine/health.ts';
import { lookAhead } from './engine/look-ahead.ts';
import { sinceNow } from './engine/loop.ts';
import { escalationRoutes } from './escalation/routes.ts';
import { buildApp } from './http/app.ts';
import type { Route } from './http/route.ts';
import { type ReadingThreads, startReadingThreads } from './intake/reading-threads.ts';
import { intakeRoutes } from './intake/routes.ts';
import { interfaceRoutes } from './interfaces/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { leadRoutes } from './leads/routes.ts';
import type { Log } from './log.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { openSecretBox } from './mailboxes/secrets.ts';
import { type MailboxService, startMailboxService } from './mailboxes/service.ts';
import { metaRoutes } from './meta/routes.ts';
import { outboxRoutes } from './mail/routes.ts';
import { openRelay } from './mail/transmission.ts';
import { ensureInstallation, type Installation } from './settings/installation.ts';
import { calendarRoutes } from './settings/calendar-routes.ts';
import { settingRoutes } from './settings/routes.ts';
import { type SmtpListener, startSmtpListener } from './smtp/listener.ts';
import { sourceRoutes } from './sources/routes.ts';
import { statisticsRoutes } from './stats/routes.ts';

export interface ProgramNeeds {
  readonly config: Config;
  /** A migrated database. */
  readonly connection: pg.PoolConfig;
  readonly clock: Clock;
  /** How fast `clock` runs, told to the web app so that its times run along; 1 when left out. */
  readonly clockSpeed?: number;
  readonly log: Log;
  /** How often the engine looks by itself; a faster clock wants a busier engine. */
  readonly engineEveryMs?: number;
  /** Where several programs of one process read their mail, one after the other; whoever made them stops them. */
  readonly threads?: ReadingThreads;
}

/** The running product, or the part of it that `config.services` names. */
export interface Program {
  readonly database: Database;
  readonly installation: Installation;
  /** null when the service is not chosen. */
  readonly httpPort: number | null;
  readonly smtpPort: number | null;
  /** One turn of every engine round that is due, for whoever moves the time by hand; returns how much there was to do. */
  step(): Promise<number>;
  /** The earliest instant at which a round has something to do; null when there is nothing to come. */
  nextDueAt(): Promise<Temporal.Instant | null>;
  /** Stops in the reverse order of the start; nothing new comes in while the rest is finished. */
  stop(): Promise<void>;
}

const OFF = (): HealthPart => ({ state: 'off', since: sinceNow() });

/** Composition root: wires the chosen services onto one database. */
export const startProgram = async (needs: ProgramNeeds): Promise<Program> => {
  const { config, clock, clockSpeed = 1, log, engineEveryMs } = needs;
  const database = openDatabase(needs.connection, clock);
  const stops: (() => Promise<unknown>)[] = [() => database.close()];
  const stop = async (): Promise<void> => {
    for (const stopPart of stops.toReversed()) await stopPart();
  };
  try {
    const installation = await ensureInstallation(database);
    const threads = needs.threads ?? startReadingThreads();
    if (!needs.threads) stops.push(() => threads.stop());
    const relay = config.smtpRelay && openRelay(config.smtpRelay);
    if (relay) stops.push(async () => relay.close());

    const secret = installation.authSecret;
    const upToNow = database.upTo(await newestMigration());
    const secrets = openSecretBox(secret);
    const rounds = engineRounds({ database: upToNow, config, relay, threads, secret, secrets, log });
    for (const round of rounds) if (round.stop) stops.push(round.stop);
    const toleranceSeconds = LATE_AFTER_SECONDS * clockSpeed;
    let engine: Engine | null = null;
    if (config.services.includes('engine')) {
      const { heartbeatUrl } = config;
      const everyMs = engineEveryMs && { everyMs: engineEveryMs };
      engine = await startEngine(rounds, {
        database: upToNow,
        heartbeatUrl,
        toleranceSeconds,
        log,
        ...everyMs,
      });
      stops.push(engine.stop);
    }
    let smtp: SmtpListener | null = null;
    if (config.services.includes('smtp')) {
      smtp = await startSmtpListener({ database, config, log });
      stops.push(smtp.stop);
    }
    let imap: MailboxService | null = null;
    if (config.services.includes('imap')) {
      imap = startMailboxService({
        database,
        mailDomain: config.mailDomain,
        checkSender: config.senderCheck !== 'off',
        secrets,
        log,
      });
      stops.push(imap.stop);
    }
    let httpPort: number | null = null;
    if (config.services.includes('web')) {
      const signIn = openSignIn(database, config, secret);
      const routes: Route[] = [
        healthRoute(database, partsOf(engine, smtp, imap), toleranceSeconds),
        ...settingRoutes({ database, config }),
        ...calendarRoutes(),
        ...accountRoutes({ database, config, signIn }),
        ...sourceRoutes({
          config,
          listener: { host: config.host, port: smtp?.port ?? config.smtpPort },
          secret: installation.authSecret,
        }),
        ...formRoutes(config),
        ...mailboxRoutes({ secrets }),
        ...companySignInRoutes(secrets, config),
        ...intakeRoutes({ threads, database }),
        ...interfaceRoutes(config),
        ...metaRoutes({ config, secrets, secret }),
        ...acknowledgementRoutes(),
        ...conversationRoutes({ config, threads }),
        ...customerRoutes(),
        ...leadRoutes(config),
        ...distributionRoutes(),
        ...escalationRoutes(),
        ...statisticsRoutes(),
        ...outboxRoutes({ relaySet: relay !== null }),
      ];
      const measure = () => measureLag(database);
      const app = await buildApp({
        database,
        config,
        log,
        signIn,
        secrets,
        secret,
        routes,
        clockSpeed,
        measure,
      });
      await app.listen({ host: config.host, port: config.httpPort });
      stops.push(() => app.close());
      httpPort = (app.server.address() as AddressInfo).port;
    }
    return {
      database,
      installation,
      httpPort,
      smtpPort: smtp?.port ?? null,
      step: async () => {
        let worked = 0;
        for (const round of (await lookAhead(upToNow, rounds)).due) worked += await round.run();
        return worked;
      },
      nextDueAt: async () => (await lookAhead(upToNow, rounds)).nextAt,
      stop,
    };
  } catch (cause) {
    await stop();
    throw cause;
  }
};

const partsOf = (engine: Engine | null, smtp: SmtpListener | null, imap: MailboxService | null): Parts => ({
  engine: engine?.state ?? OFF,
  delivery: () => engine?.stateOf('delivery') ?? OFF(),
  intake: () => {
    const reading = engine?.stateOf('reading') ?? OFF();
    const ways = [smtp, imap].flatMap((way) => way?.state() ?? []);
    return worst([reading, ...ways]);
  },
});
