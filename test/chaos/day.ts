import { setTimeout as pause } from 'node:timers/promises';
import type { Halt, Link } from '../harness/link.ts';
import { talkSmtp } from '../smtp-talk.ts';
import type { Scene } from './scene.ts';
import { launchVictim } from './victim.ts';

/** Where in its day the program is killed. Numbers count from 1, from its start on. */
export type Point =
  | { readonly at: 'statement' | 'relay'; readonly n: number; readonly moment: Halt['moment'] }
  /** As soon as so many senders have their 250. */
  | { readonly at: 'accepted'; readonly n: number }
  | { readonly at: 'time'; readonly after: 'start' | 'ready'; readonly ms: number };

/** What the product is doing, in the order an enquiry passes it. */
export const PHASES = ['start', 'intake', 'reading', 'clocks', 'notices', 'delivery'] as const;
export type Phase = (typeof PHASES)[number];

const MAILS_A_DAY = 2;
const LOOK_EVERY_MS = 10;
/** A day that takes longer hangs. */
const DAY_MS = 120_000;

/**
 * One day of the product, from its start over two enquiries, their reading, their escalation and the controller's mail,
 * with a kill at the point given. Returns the phase it died in; null when the day was over before the point came.
 */
export const liveDay = async (scene: Scene, point: Point, postgresToo = false): Promise<Phase | null> => {
  let phase: Phase = 'start';
  let diedIn: Phase | null = null;
  const victim = launchVictim(scene.env);
  const kill = (): void => {
    diedIn ??= phase;
    void victim.kill();
  };
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    for (let waitedMs = 0; diedIn === null && !(await isSo()); waitedMs += LOOK_EVERY_MS) {
      if (waitedMs > DAY_MS) throw new Error(`The product hangs in ${phase}.\n${victim.complaints()}`);
      await pause(LOOK_EVERY_MS);
    }
  };
  const isNone = (what: string) => async () =>
    (await scene.query(`select from ${what} limit 1`)).length === 0;
  arm(scene, point, kill);
  let timer = point.at === 'time' && point.after === 'start' ? setTimeout(kill, point.ms) : undefined;

  const port = await victim.ready;
  if (port === null && diedIn === null)
    throw new Error(`The product ended by itself.\n${victim.complaints()}`);
  if (port !== null && diedIn === null) {
    if (point.at === 'time') timer ??= setTimeout(kill, point.ms);
    phase = 'intake';
    const onAccepted = counter(point.at === 'accepted' ? point.n : 0, kill);
    await Promise.all(Array.from({ length: MAILS_A_DAY }, () => send(scene, port, onAccepted)));
    phase = 'reading';
    await until(isNone(`raw_messages where read_state = 'waiting'`));
    phase = 'clocks';
    if (diedIn === null) await scene.passMinutes(6 * 60 + 1);
    await until(isNone('clocks where next_due_at <= shadow.clock_timestamp()'));
    phase = 'notices';
    if (diedIn === null) await scene.passMinutes(2);
    await until(isNone(`escalation_notices where state = 'waiting'`));
    phase = 'delivery';
    await until(isNone('outbox where next_at is not null'));
  }
  clearTimeout(timer);
  if (postgresToo) await scene.killPostgres();
  await victim.kill();
  for (const line of [scene.line, scene.relayLine]) {
    if (!line) continue;
    line.watch = () => null;
    line.cut();
  }
  return diedIn;
};

const arm = (scene: Scene, point: Point, kill: () => void): void => {
  if (point.at !== 'statement' && point.at !== 'relay') return;
  const line: Link | null = point.at === 'statement' ? scene.line : scene.relayLine;
  const reached = counter(point.n, () => {});
  if (line) line.watch = () => (reached() ? { moment: point.moment, reached: kill } : null);
};

/** Says true, and calls, at the n-th time. */
const counter = (n: number, onReached: () => void): (() => boolean) => {
  let count = 0;
  return () => {
    count += 1;
    if (count === n) onReached();
    return count === n;
  };
};

const send = async (scene: Scene, port: number, onAccepted: () => void): Promise<void> => {
  const messageId = `<${crypto.randomUUID()}@kunde.example>`;
  scene.unsure.add(messageId);
  const talk = await talkSmtp(port);
  if ((await talk.upToData([scene.leadAddress])).startsWith('354')) {
    talk.send(
      `From: Karla <karla@kunde.example>\r\nMessage-ID: ${messageId}\r\nSubject: Golf\r\n\r\nName: Karla ${messageId}\r\n.\r\n`,
    );
    if ((await talk.answer()).startsWith('250')) {
      scene.unsure.delete(messageId);
      scene.accepted.add(messageId);
      onAccepted();
    }
  }
  talk.drop();
};
