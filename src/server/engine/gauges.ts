import { Gauge } from 'prom-client';
import type { Database } from '../db/database.ts';
import { metrics } from '../metrics.ts';
import { type Lag, readLag } from './lag.ts';

const registers = [metrics];
const overdue = new Gauge({
  name: 'leadwacht_overdue_seconds',
  help: 'How long the oldest due work of each kind has waited; 0 when nothing is due.',
  labelNames: ['work'],
  registers,
});
const stuck = new Gauge({
  name: 'leadwacht_stuck',
  help: 'Messages that could not be kept.',
  labelNames: ['what'],
  registers,
});
const waitingRaw = new Gauge({
  name: 'leadwacht_waiting_raw_messages',
  help: 'Messages that were accepted and wait to be read.',
  registers,
});
const outbox = new Gauge({
  name: 'leadwacht_outbox_mails',
  help: 'Mails that are not settled, and undeliverable ones nobody has taken note of, by state.',
  labelNames: ['state'],
  registers,
});
const beatAge = new Gauge({
  name: 'leadwacht_engine_beat_age_seconds',
  help: 'Age of the last sign of life of all engines together.',
  registers,
});

/** Measures how far the work lags behind, for whoever reads the metrics. Nothing is told while the database is away. */
export const measureLag = async (database: Database): Promise<void> => {
  for (const gauge of [overdue, stuck, outbox]) gauge.reset();
  const lag = await readLag(database).catch(() => null);
  if (lag) tell(lag);
};

const tell = (lag: Lag): void => {
  const ageSeconds = (at: Temporal.Instant | null): number =>
    at === null ? 0 : Math.max(0, lag.now.since(at).total('seconds'));
  overdue.set({ work: 'clocks' }, ageSeconds(lag.clockDueAt));
  overdue.set({ work: 'notices' }, ageSeconds(lag.noticeDueAt));
  overdue.set({ work: 'reading' }, ageSeconds(lag.rawDueAt));
  overdue.set({ work: 'delivery' }, ageSeconds(lag.mailDueAt));
  stuck.set({ what: 'messages' }, lag.stuckRaw);
  waitingRaw.set(lag.waitingRaw);
  for (const state of ['pending', 'sending', 'retry', 'uncertain', 'dead'])
    outbox.set({ state }, lag.mails[state] ?? 0);
  beatAge.set(ageSeconds(lag.beatenAt));
};
