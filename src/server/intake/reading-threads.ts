import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ReadContext } from '../../domain/intake/reader.ts';
import { within } from '../within.ts';
import type { KeptMessage } from './document.ts';
import type { Reading, ReceivedFile, ShownMail } from './reading.ts';
import type { ReadingAnswer, ReadingJob, ReadingResult } from './reading-worker.ts';

const THREADS = 2;
/**
 * What a mail may take of a processor: a second, and for a big one the time to take it apart, which is linear in its
 * size. Counted is what the thread computed itself, so that no mail is to blame when the machine is busy with others.
 */
const LIMIT_MS = 1_000;
const LIMIT_MS_PER_MEGABYTE = 40;
/** By the clock on the wall, for a thread that waits and computes nothing. */
const WALL_MS = 10_000;
/** Starting means loading all readers: on a busy machine that takes its time, and no mail is to blame. */
const START_MS = 30_000;
const MEMORY_MB = 512;
const WORKER = new URL('reading-worker.ts', import.meta.url);

/** Reads mails apart from the program: a reader that throws, hangs or eats memory fails alone. */
export interface ReadingThreads {
  /** Rejects when the mail cannot be read, or not in time. */
  read(kept: KeptMessage, context: ReadContext): Promise<Reading>;
  show(kept: KeptMessage): Promise<ShownMail>;
  /** One attachment by its place in the mail; null when there is none. */
  attachment(kept: KeptMessage, position: number): Promise<ReceivedFile | null>;
  stop(): Promise<void>;
}

/** Threads start with the first work for them and live on. `worker` is what runs in each. */
export const startReadingThreads = ({ limitMs = LIMIT_MS, worker = WORKER } = {}): ReadingThreads => {
  const alive = new Set<Worker>();
  /** What each thread had computed when it was last heard of; since then it has been idle. */
  const computedMs = new WeakMap<Worker, number>();
  const idle = new Set<Worker>();
  const waiting: (() => void)[] = [];

  const start = async (): Promise<Worker> => {
    const thread = new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    alive.add(thread);
    // Why a thread broke is told to whoever it was working for; 'exit' always follows.
    thread.on('error', () => {});
    thread.once('exit', () => {
      alive.delete(thread);
      idle.delete(thread);
      waiting.shift()?.();
    });
    const ready = await nextMessage(thread, START_MS);
    computedMs.set(thread, ready.computedMs);
    return thread;
  };
  const acquire = async (): Promise<Worker> => {
    for (;;) {
      const [thread] = idle;
      if (thread) {
        idle.delete(thread);
        return thread;
      }
      if (alive.size < THREADS) return start();
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  };
  const release = (thread: Worker): void => {
    idle.add(thread);
    waiting.shift()?.();
  };

  const run = async (job: ReadingJob): Promise<ReadingResult> => {
    const thread = await acquire();
    const allowedMs = limitMs + (job.kept.bytes.length / 1_000_000) * LIMIT_MS_PER_MEGABYTE;
    const untilMs = (computedMs.get(thread) ?? 0) + allowedMs;
    const answer = await nextMessage(thread, WALL_MS, { job, allowedMs, untilMs });
    computedMs.set(thread, answer.computedMs);
    release(thread);
    if (!answer.ok) throw new Error(answer.reason);
    return answer.result;
  };

  return {
    read: async (kept, { receivedAt, ...context }) => {
      const job: ReadingJob = {
        do: 'read',
        kept: bare(kept),
        context: { ...context, receivedAtMs: receivedAt.epochMilliseconds },
      };
      return (await run(job)) as Reading;
    },
    show: async (kept) => (await run({ do: 'show', kept: bare(kept) })) as ShownMail,
    attachment: async (kept, position) =>
      (await run({ do: 'attachment', kept: bare(kept), position })) as ReceivedFile | null,
    stop: async () => {
      await Promise.all([...alive].map((thread) => thread.terminate()));
    },
  };
};

/** Without what else the caller knows of it: an instant cannot go to another thread. */
const bare = ({ bytes, mediaType }: KeptMessage): KeptMessage => ({ bytes, mediaType });

/** A job, and what it may take of a processor: in all, and as the thread's own clock will then show. */
interface Task {
  readonly job: ReadingJob;
  readonly allowedMs: number;
  readonly untilMs: number;
}

/** What the thread says to a job, or when it is ready; ends it by force when it does not say it in time. */
const nextMessage = async (thread: Worker, wallMs: number, task?: Task): Promise<ReadingAnswer> => {
  const over = new AbortController();
  try {
    const ended = once(thread, 'exit', over).then(() => {
      throw new Error('The thread ended while reading.');
    });
    const racers = [once(thread, 'message', over), ended];
    if (task) {
      thread.postMessage(task.job);
      racers.push(overspent(thread, task, over.signal));
    }
    const [answer] = await within(wallMs, Promise.race(racers));
    return answer;
  } catch (error) {
    await thread.terminate();
    throw error;
  } finally {
    over.abort();
  }
};

/** Throws when the thread has computed for longer than it may; never ends otherwise. */
const overspent = async (
  thread: Worker,
  { allowedMs, untilMs }: Task,
  signal: AbortSignal,
): Promise<never> => {
  for (let leftMs = allowedMs; leftMs > 0; ) {
    await setTimeout(Math.max(leftMs, SHORTEST_LOOK_MS), null, { signal });
    // Asked from outside, a thread that hangs answers, too.
    const { user, system } = await thread.cpuUsage();
    leftMs = untilMs - (user + system) / 1_000;
  }
  throw new Error(`Not read within ${Math.round(allowedMs)} ms.`);
};

const SHORTEST_LOOK_MS = 20;
