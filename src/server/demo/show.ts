import type { Config } from '../../config.ts';
import { notify } from '../db/database.ts';
import { startLoop } from '../engine/loop.ts';
import type { Log } from '../log.ts';
import type { Program } from '../program.ts';
import { submitMail } from '../smtp/submit.ts';
import { isQuiet } from './demo-clock.ts';
import type { House } from './house.ts';
import { openPlay } from './play.ts';

const LOOK_EVERY_MS = 200;

export interface ShowNeeds {
  readonly program: Program;
  readonly config: Config;
  readonly house: House;
  readonly seed: number;
  /** The demo's time at its start. */
  readonly from: Temporal.Instant;
  readonly log: Log;
}

/** Plays on the running program: customers write by SMTP, and the example's people work. Returns the way to stop. */
export const startShow = async ({
  program,
  config,
  house,
  seed,
  from,
  log,
}: ShowNeeds): Promise<() => Promise<void>> => {
  const { database, smtpPort } = program;
  const { host, mailDomain } = config;
  const post = async (mail: Parameters<typeof submitMail>[1]): Promise<void> => {
    await submitMail({ host, port: smtpPort ?? config.smtpPort }, mail);
  };
  const play = await openPlay({ database, house, mailDomain, seed, post, from });

  let wasQuiet = false;
  const round = async (): Promise<number> => {
    const now = await database.inDealership(house.dealershipId, async (work) => {
      // Screens know the usual speed only: while time flies, and once it does no more, they look again.
      if (isQuiet(work.now) || wasQuiet) await notify(work, 'leads', house.dealershipId);
      wasQuiet = isQuiet(work.now);
      return work.now;
    });
    await play.look();
    return play.act(now);
  };
  return startLoop({ name: 'demo', everyMs: LOOK_EVERY_MS, round, log }).stop;
};
