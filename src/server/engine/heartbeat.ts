import type { Log } from '../log.ts';

const PATIENCE_MS = 5_000;

/**
 * Tells an outside watcher that all is well; when it stops, the watcher notices. Never throws: a watcher that does
 * not answer is reported once, and once more when it answers again.
 */
export const openHeartbeat = (url: URL, log: Log): (() => Promise<void>) => {
  let failing = false;
  return async () => {
    const failure = await ping(url);
    // The path is often the secret that lets us in; only the host is named.
    if (failure !== null && !failing)
      log.warn({ host: url.host, failure }, 'the watcher of LEADWACHT_HEARTBEAT_URL does not answer');
    if (failure === null && failing)
      log.info({ host: url.host }, 'the watcher of LEADWACHT_HEARTBEAT_URL answers again');
    failing = failure !== null;
  };
};

/** What went wrong; null when it was told. Goes nowhere but to the address that was set. */
const ping = async (url: URL): Promise<string | null> => {
  try {
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS) });
    await answer.body?.cancel();
    return answer.ok ? null : `answered ${answer.status}`;
  } catch (cause) {
    return cause instanceof Error ? cause.message : String(cause);
  }
};
