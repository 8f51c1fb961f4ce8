import { NOW_HEADER, SPEED_HEADER } from '../contract/server-time.ts';

/** The server's clock is the only one that counts; in the demo it runs faster than this machine's. */
let heard = { serverMs: Date.now(), atMs: performance.now(), speed: 1 };

/** The server's time now, in epoch milliseconds. */
export const nowMs = () => heard.serverMs + (performance.now() - heard.atMs) * heard.speed;
export const clockSpeed = () => heard.speed;

/** Sets the clock by an answer of the server; one that says nothing about the time changes nothing. */
export const hearServerTime = (headers: Headers) => {
  const serverMs = Date.parse(headers.get(NOW_HEADER) ?? '');
  if (Number.isNaN(serverMs)) return;
  const driftMs = Math.abs(serverMs - nowMs());
  heard = { serverMs, atMs: performance.now(), speed: Number(headers.get(SPEED_HEADER) ?? 1) || 1 };
  // Whoever shows the time must not wait for the next tick when it was wrong until now.
  if (driftMs > NOTICEABLE_MS && ticking !== undefined) tick();
};

const NOTICEABLE_MS = 30_000;
const TICK_MS = 10_000;
const FAST_TICK_MS = 1_000;

const listeners = new Set<() => void>();
let ticking: ReturnType<typeof setTimeout> | undefined;
let tickedMs = nowMs();

const tick = () => {
  clearTimeout(ticking);
  tickedMs = nowMs();
  for (const listener of listeners) listener();
  ticking = listeners.size > 0 ? setTimeout(tick, heard.speed > 1 ? FAST_TICK_MS : TICK_MS) : undefined;
};

/** The time of the last tick: one for all that is shown, so that all times on a page agree. */
export const lastTickMs = () => tickedMs;

/** Calls back at every tick, the first one at once; the clock ticks while somebody looks. */
export const onTick = (listener: () => void) => {
  listeners.add(listener);
  ticking ??= setTimeout(tick, 0);
  return () => {
    listeners.delete(listener);
  };
};
