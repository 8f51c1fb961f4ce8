/** A reading thread as hostile mails would have it: it does what the mail's text says. */
import { parentPort } from 'node:worker_threads';
import type { ReadingJob } from '../../src/server/intake/reading-worker.ts';
import { readRaw } from '../../src/server/intake/reading.ts';

const say = (answer: object): void => {
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ ...answer, computedMs: (user + system) / 1_000 });
};

parentPort?.on('message', (job: ReadingJob) => {
  const text = Buffer.from(job.kept.bytes).toString();
  if (text.includes('HANG')) for (;;);
  if (text.includes('EXIT')) process.exit();
  if (text.includes('BREAK')) throw new Error('broken from inside');
  if (text.includes('REFUSE')) return say({ ok: false, reason: 'cannot read this' });
  const context = { sourceKind: 'homepage', receivedAt: Temporal.Instant.fromEpochMilliseconds(0) };
  // A fault of ours: what the database takes from nobody.
  const fault = text.includes('FAULT') && { subject: '\0' };
  return readRaw(job.kept, context).then((result) => say({ ok: true, result: { ...result, ...fault } }));
});
say({ ok: true, result: null });
