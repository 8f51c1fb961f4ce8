import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadContext } from '../../domain/intake/reader.ts';
import { within } from '../within.ts';
import type { Reading, ShownMail } from './reading.ts';
import type { ReadingAnswer, ReadingJob } from './reading-worker.ts';

const THREADS = 2;
/** Far more than any honest mail takes; what takes longer is ended by force. */
const LIMIT_MS = 10_000;
const MEMORY_MB = 512;
const WORKER = new URL('reading-worker.ts', import.meta.url);

/** Reads mails apart from the program: a reader that throws, hangs or eats memory fails alone. */
export interface ReadingThreads {
  /** Rejects when the mail cannot be read, or not in time. */
  read(bytes: Uint8Array, context: ReadContext): Promise<Reading>;
  show(bytes: Uint8Array): Promise<ShownMail>;
  stop(): Promise<void>;
}

/** Threads start with the first work for them and live on. `worker` is what runs in each. */
export const startReadingThreads = ({ limitMs = LIMIT_MS, worker = WORKER } = {}): ReadingThreads => {
  const alive = new Set<Worker>();
  const idle = new Set<Worker>();
  const waiting: ((thread: Worker) => void)[] = [];
  let stopped = false;

  const start = (): Worker => {
    const thread = new Worker(worker, { resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
    alive.add(thread);
    // Why a thread broke is told to whoever it was working for; 'exit' always follows.
    thread.on('error', () => {});
    thread.once('exit', () => {
      alive.delete(thread);
      idle.delete(thread);
    });
    return thread;
  };
  const acquire = async (): Promise<Worker> => {
    const [thread] = idle;
    if (thread) idle.delete(thread);
    if (thread ?? alive.size < THREADS) return thread ?? start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const release = (thread: Worker): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else idle.add(thread);
  };

  const run = async (job: ReadingJob): Promise<Reading | ShownMail> => {
    const thread = await acquire();
    const answer = await within(limitMs, answerOf(thread, job)).catch(async (error: unknown) => {
      await thread.terminate();
      if (!stopped) release(start());
      throw error;
    });
    release(thread);
    if (!answer.ok) throw new Error(answer.reason);
    return answer.result;
  };

  return {
    read: async (bytes, { receivedAt, ...context }) => {
      const job: ReadingJob = {
        do: 'read',
        bytes,
        context: { ...context, receivedAtMs: receivedAt.epochMilliseconds },
      };
      return (await run(job)) as Reading;
    },
    show: async (bytes) => (await run({ do: 'show', bytes })) as ShownMail,
    stop: async () => {
      stopped = true;
      await Promise.all([...alive].map((thread) => thread.terminate()));
    },
  };
};

/** What the thread answers; rejects when it breaks or ends instead. */
const answerOf = async (thread: Worker, job: ReadingJob): Promise<ReadingAnswer> => {
  const over = new AbortController();
  try {
    const ended = once(thread, 'exit', over).then(() => {
      throw new Error('The thread ended while reading.');
    });
    thread.postMessage(job);
    const [answer] = await Promise.race([once(thread, 'message', over), ended]);
    return answer;
  } finally {
    over.abort();
  }
};
