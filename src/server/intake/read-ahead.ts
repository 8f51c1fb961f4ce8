import type { Reading } from './reading.ts';
import type { ReadingThreads } from './reading-threads.ts';
import { contextOf, type WaitingMessage } from './store.ts';

/** Reads messages before it is their turn to be kept, and each of them once. */
export interface ReadAhead {
  /** Begins to read it, unless it was begun before. Rejects when it cannot be read. */
  read(raw: WaitingMessage): Promise<Reading>;
  /** They have been dealt with. */
  forget(messages: readonly WaitingMessage[]): void;
}

/** So many belong to others by now: other programs on the same database deal with what is begun here. */
const MOST_AHEAD = 1_000;

export const openReadAhead = (threads: Pick<ReadingThreads, 'read'>): ReadAhead => {
  const begun = new Map<string, Promise<Reading>>();
  // Tried again, or of other content, it is another one.
  const keyOf = (raw: WaitingMessage) => [raw.id, raw.sha256, raw.class, raw.readAttempts].join();
  const begin = (raw: WaitingMessage): Promise<Reading> => {
    const reading = threads.read(raw, contextOf(raw));
    // Whether it could be read is asked when it is its turn.
    reading.catch(() => {});
    if (begun.size >= MOST_AHEAD) begun.clear();
    begun.set(keyOf(raw), reading);
    return reading;
  };
  return {
    read: (raw) => begun.get(keyOf(raw)) ?? begin(raw),
    forget: (messages) => {
      for (const raw of messages) begun.delete(keyOf(raw));
    },
  };
};
