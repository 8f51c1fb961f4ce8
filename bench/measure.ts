import { cpus, totalmem } from 'node:os';

/** What a bench hands back; printed as a table and, with `--json`, written as it is. */
export interface Report {
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly bars: readonly Bar[];
}

/** A bar of design quality, with what this run measured. Wrong results are never a bar: they throw. */
export interface Bar {
  readonly bar: string;
  readonly measured: string;
  readonly held: boolean;
}

export interface BenchOptions {
  /** Fewer rounds and cases: shows that it works, its figures mean nothing. */
  readonly quick: boolean;
}

export interface Contender {
  readonly name: string;
  /** Before each piece of work; not counted. */
  prepare?(): Promise<void>;
  /** Does the work once and says how many operations that was. */
  round(): number | Promise<number>;
  /** After each piece of work, not counted; throws when a result is wrong. */
  check?(): Promise<void>;
}

export interface Measured {
  readonly name: string;
  readonly medianNs: number;
  readonly fastestNs: number;
  readonly slowestNs: number;
}

/** A round repeats quick work for so long, that neither the timer nor a single collection of garbage decides. */
const ROUND_NS = 200_000_000;

/**
 * Nanoseconds per operation of each contender, over `rounds` rounds after one to warm up. The contenders take turns, so
 * that a slow moment of the machine hits all of them.
 */
export async function measureInTurns(contenders: readonly Contender[], rounds: number): Promise<Measured[]> {
  const samples = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      let operations = 0;
      let elapsedNs = 0;
      while (elapsedNs < ROUND_NS) {
        await contender.prepare?.();
        const startedAt = process.hrtime.bigint();
        operations += await contender.round();
        elapsedNs += Number(process.hrtime.bigint() - startedAt);
        await contender.check?.();
      }
      if (round > 0) samples[index]?.push(elapsedNs / operations);
    }
  }
  return contenders.map(({ name }, index) => {
    const ascending = (samples[index] ?? []).sort((a, b) => a - b);
    return {
      name,
      medianNs: median(ascending),
      fastestNs: ascending[0] ?? Number.NaN,
      slowestNs: ascending.at(-1) ?? Number.NaN,
    };
  });
}

/** Of ascending numbers. */
export function median(ascending: readonly number[]): number {
  const middle = ascending.length / 2;
  const below = ascending[Math.ceil(middle) - 1] ?? Number.NaN;
  const above = ascending[Math.floor(middle)] ?? Number.NaN;
  return (below + above) / 2;
}

export function machine(): string {
  const processors = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} cores, ${gigabytes} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** Three significant digits with a unit a person reads easily. */
export function formatNs(ns: number): string {
  if (ns < 1e3) return `${ns.toPrecision(3)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  if (ns < 1e9) return `${(ns / 1e6).toPrecision(3)} ms`;
  return `${(ns / 1e9).toPrecision(3)} s`;
}

/** Small, seeded (mulberry32): the same cases in every run. Returns numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
