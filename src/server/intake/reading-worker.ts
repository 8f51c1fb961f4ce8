/** The thread hostile mails are read in: whatever they do to it, the program goes on (reading-threads.ts). */
import { parentPort } from 'node:worker_threads';
import type { ReadContext } from '../../domain/intake/reader.ts';
import type { KeptMessage } from './document.ts';
import {
  attachmentOf,
  type ReceivedFile,
  type Reading,
  readRaw,
  type ShownMail,
  showRaw,
} from './reading.ts';

export type ReadingJob =
  | { readonly do: 'read'; readonly kept: KeptMessage; readonly context: ThreadContext }
  | { readonly do: 'show'; readonly kept: KeptMessage }
  | { readonly do: 'attachment'; readonly kept: KeptMessage; readonly position: number };

/** `ReadContext` as it can be handed to another thread: an instant cannot. */
export type ThreadContext = Omit<ReadContext, 'receivedAt'> & { readonly receivedAtMs: number };

/** With what the thread has computed since it began. */
export type ReadingAnswer = { readonly computedMs: number } & (
  | { readonly ok: true; readonly result: ReadingResult }
  | { readonly ok: false; readonly reason: string }
);

export type ReadingResult = Reading | ShownMail | ReceivedFile | null;

const work = async (job: ReadingJob): Promise<ReadingResult> => {
  if (job.do === 'attachment') return attachmentOf(job.kept, job.position);
  if (job.do === 'show') return showRaw(job.kept);
  const { receivedAtMs, ...context } = job.context;
  return readRaw(job.kept, { ...context, receivedAt: Temporal.Instant.fromEpochMilliseconds(receivedAtMs) });
};

/** What this thread has taken of a processor so far. */
const computedMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};

const say = (answer: ReadingAnswer): void => parentPort?.postMessage(answer);

parentPort?.on('message', (job: ReadingJob) => {
  work(job).then(
    (result) => say({ ok: true, result, computedMs: computedMs() }),
    (error: unknown) =>
      say({
        ok: false,
        reason: error instanceof Error ? error.message : String(error),
        computedMs: computedMs(),
      }),
  );
});
say({ ok: true, result: null, computedMs: computedMs() });
