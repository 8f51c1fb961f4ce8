import type { HealthPart } from '../../contract/health.ts';
import { stopwatchMs, wallClock } from '../clock.ts';
import type { Log } from '../log.ts';

/** This instant, for telling people since when something is so. */
export const sinceNow = (): string => wallClock().toString({ smallestUnit: 'second' });

/** A round that is repeated for as long as the program runs. */
export interface Loop {
  /** Something happened: look now instead of at the next tick. */
  wake(): void;
  /** `failing` as long as its last round threw. */
  state(): HealthPart;
  /** How many rounds have gone well. */
  goodRounds(): number;
  /** Ends after the round under way. */
  stop(): Promise<void>;
}

/**
 * Repeats `round` at least every `everyMs`, at once while it says there was work, and after `wake`. A round that throws
 * is reported once and tried again; it never ends the loop.
 */
export const startLoop = (options: {
  name: string;
  everyMs: number;
  round: () => Promise<number>;
  log: Log;
  onRound?: (tookMs: number, failed: boolean) => void;
}): Loop => {
  const { name, everyMs, round, log, onRound } = options;
  let state: HealthPart = { state: 'ok', since: sinceNow() };
  let goodRounds = 0;
  let stopping = false;
  let woken = false;
  let endPause = (): void => {};

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const runOnce = async (): Promise<number> => {
    const startedMs = stopwatchMs();
    try {
      const worked = await round();
      goodRounds += 1;
      if (state.state === 'failing') {
        log.info({ loop: name }, 'works again');
        state = { state: 'ok', since: sinceNow() };
      }
      onRound?.(stopwatchMs() - startedMs, false);
      return worked;
    } catch (cause) {
      // Whatever breaks while everything is being stopped is nobody's trouble.
      if (stopping) return 0;
      const detail = cause instanceof Error ? cause.message : String(cause);
      if (state.state === 'ok') {
        log.error({ loop: name, err: cause }, 'a round failed; trying again');
        state = { state: 'failing', since: sinceNow(), detail };
      }
      onRound?.(stopwatchMs() - startedMs, true);
      return 0;
    }
  };

  const run = async (): Promise<void> => {
    while (!stopping) {
      woken = false;
      const worked = await runOnce();
      if (!stopping && worked === 0 && !woken) await pause();
    }
  };
  const running = run();

  return {
    wake: () => {
      woken = true;
      endPause();
    },
    state: () => state,
    goodRounds: () => goodRounds,
    stop: async () => {
      stopping = true;
      endPause();
      await running;
    },
  };
};
