/**
 * `npm run chaos -- [--rounds 20] [--seed 1]`: kills the whole program in the middle of intake and delivery, again and
 * again, then counts. On DATABASE_URL when it is set, else on the embedded PostgreSQL in a folder of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/server/log.ts';
import { startMailSink } from '../harness/mail-sink.ts';
import { deliveryRound, intakeRound, prepareScene, settleAndCount } from './rounds.ts';

const MAILS_A_ROUND = 40;
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
  },
});
const rounds = Number(values.rounds);

/** A small repeatable generator (mulberry32), so that a failure can be looked at again. */
const random = (() => {
  let state = Number(values.seed);
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
})();

const folder = await mkdtemp(join(tmpdir(), 'leadwacht-chaos-'));
const relay = await startMailSink();
const env = { LEADWACHT_DATA: folder };
const log = openLog(false);
log.level = 'error';
console.log(
  `chaos: ${rounds} rounds, seed ${values.seed}, ${process.env['DATABASE_URL'] ? 'own server' : 'embedded'}`,
);
try {
  const scene = await prepareScene({ config: readConfig({ ...process.env, ...env }), env, log, relay });
  for (let round = 1; round <= rounds; round++) {
    await intakeRound(scene, MAILS_A_ROUND, 1 + random(MAILS_A_ROUND));
    await deliveryRound(scene, 1 + random(4), random(2) === 0 ? 'beforeAnswer' : 'afterAnswer');
    console.log(
      `round ${round}: ${scene.accepted.size} mails answered 250, ${relay.mails.length} transmissions`,
    );
  }
  console.log('all figures add up:', await settleAndCount(scene));
} finally {
  await relay.stop();
  await rm(folder, { recursive: true, force: true });
}
