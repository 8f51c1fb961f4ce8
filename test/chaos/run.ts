/**
 * `npm run chaos [-- --points 120 --rounds 40 --seed 1 --embedded --all]`: kills the whole program at numbered points of
 * its day and at random moments, then counts. `--points`: how many of the numbered ones, evenly spread; `--all`: each of
 * them. `--rounds`: kills at random moments. On a PostgreSQL server of its own, or with `--embedded` on the product's.
 */
import { parseArgs } from 'node:util';
import { stopwatchMs } from '../../src/server/clock.ts';
import { withTemporaryPostgres } from '../../tools/temporary-postgres.ts';
import { count, type Tally } from './count.ts';
import { liveDay, PHASES, type Phase, type Point } from './day.ts';
import { openEmbeddedScene, openServerScene, type Scene } from './scene.ts';

const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '60' },
    rounds: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    embedded: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
  },
});

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

/** Longer than any day counts statements or words with the relay. */
const MOST_NUMBERS = 2_000;

const describe = (point: Point): string => {
  if (point.at === 'accepted') return `once ${point.n} are answered 250`;
  if (point.at === 'time') return `${point.ms} ms after ${point.after}`;
  return `${point.moment} ${point.at} ${point.n}`;
};

/** How many statements and how many words with the relay a day has, and how long it takes. */
interface Day {
  readonly statement: number;
  readonly relay: number;
  readonly ms: number;
}

const measureDay = async (scene: Scene): Promise<Day> => {
  const startedMs = stopwatchMs();
  const counts = { statement: 0, relay: 0 };
  const tallying = (what: keyof typeof counts) => () => {
    counts[what] += 1;
    return null;
  };
  if (scene.line) scene.line.watch = tallying('statement');
  scene.relayLine.watch = tallying('relay');
  // A point that never comes leaves the watches as they are.
  await liveDay(scene, { at: 'accepted', n: MOST_NUMBERS });
  const ms = Math.round(stopwatchMs() - startedMs);
  await scene.settled(() => count(scene));
  return { ...counts, ms };
};

const numberedPoints = (day: Day): Point[] => [
  ...(['statement', 'relay'] as const).flatMap((at) =>
    Array.from({ length: day[at] }, (_, index) => index + 1).flatMap((n): Point[] => [
      { at, n, moment: 'before' },
      { at, n, moment: 'after' },
    ]),
  ),
  { at: 'accepted', n: 1 },
  { at: 'accepted', n: 2 },
];

const evenly = <T>(all: readonly T[], most: number): T[] => {
  const step = Math.max(all.length / most, 1);
  const first = random(Math.ceil(step));
  return all.filter(
    (_, index) => Math.floor((index - first) / step) !== Math.floor((index - 1 - first) / step),
  );
};

const KINDS = ['before', 'after', 'accepted', 'time'] as const;
const kindOf = (point: Point) => ('moment' in point ? point.moment : point.at);

const printTable = (deaths: ReadonlyMap<Phase, readonly Point[]>): void => {
  console.table(
    Object.fromEntries(
      PHASES.map((phase) => {
        const points = deaths.get(phase) ?? [];
        const of = (kind: (typeof KINDS)[number]) => points.filter((point) => kindOf(point) === kind).length;
        return [
          phase,
          {
            'before it': of('before'),
            'after it': of('after'),
            'at 250': of('accepted'),
            random: of('time'),
            all: points.length,
          },
        ];
      }),
    ),
  );
};

const killAgainAndAgain = async (scene: Scene): Promise<void> => {
  const day = await measureDay(scene);
  const numbered = numberedPoints(day);
  const chosen = values.all ? numbered : evenly(numbered, Number(values.points));
  const rounds = Array.from(
    { length: Number(values.rounds) },
    (_, index): Point => ({
      at: 'time',
      after: index % 2 === 0 ? 'start' : 'ready',
      ms: random(Math.ceil(day.ms / 2)),
    }),
  );
  const points = [...chosen, ...rounds];
  console.log(
    `seed ${values.seed}; a day of ${day.ms} ms has ${day.statement} statements and ${day.relay} words with the relay: ` +
      `${numbered.length} numbered points, ${chosen.length} chosen, ${rounds.length} random ones`,
  );
  const deaths = new Map<Phase, Point[]>();
  let tally: Tally | null = null;
  for (const [index, point] of points.entries()) {
    try {
      const phase = await liveDay(scene, point, values.embedded && index % 2 === 1);
      if (phase) deaths.set(phase, [...(deaths.get(phase) ?? []), point]);
      tally = await scene.settled(() => count(scene));
    } catch (cause) {
      throw new Error(`Killed ${describe(point)}, seed ${values.seed}`, { cause });
    }
    if ((index + 1) % 20 === 0) console.log(`${index + 1} of ${points.length}`);
  }
  printTable(deaths);
  console.log('all figures add up:', tally);
};

const withScene = async (open: () => Promise<Scene>): Promise<void> => {
  const scene = await open();
  try {
    await killAgainAndAgain(scene);
  } finally {
    await scene.close();
  }
};

if (values.embedded) {
  await withScene(openEmbeddedScene);
} else {
  await withTemporaryPostgres(
    async ({ host, port, user }) => {
      process.env['LEADWACHT_TEST_POSTGRES'] = JSON.stringify({ host, port, user });
      await withScene(openServerScene);
    },
    { fsync: true },
  );
}
