import assert from 'node:assert/strict';
import { enqueueMail } from '../../src/server/mail/outbox.ts';
import { type Dealership, localOf, type World } from './world.ts';

/** A mail of the outbox with what became of every attempt. */
export interface OutboxMail {
  readonly id: string;
  readonly state: string;
  readonly toAddress: string;
  readonly messageId: string;
  readonly lastAnswer: string | null;
  readonly attemptLog: readonly { readonly startedAt: string; readonly result: string | null }[];
}

/** Answers to customers on their way out of one dealership; each customer is known by a first name. */
export interface Outbox {
  /** A mail to each of these customers waits. */
  writeTo(names: readonly string[]): Promise<void>;
  mailTo(name: string): Promise<OutboxMail>;
  /** To whom those went that are announced as undeliverable. */
  undelivered(): Promise<string[]>;
  /** How many mails to the customer the relay has. */
  received(name: string): number;
}

export const addressOf = (name: string): string => `${name.toLowerCase()}@kunde.example`;

export const outboxOf = (world: World, { id, admin }: Dealership): Outbox => ({
  writeTo: (names) =>
    world.database.inDealership(id, async (work) => {
      for (const name of names)
        await enqueueMail(work, {
          kind: 'answer',
          toName: name,
          toAddress: addressOf(name),
          subject: 'Golf',
          text: 'Gern.',
        });
    }),
  mailTo: async (name) => {
    const { items } = await admin.get<{ items: OutboxMail[] }>('/api/outbox');
    const found = items.find(({ toAddress }) => toAddress === addressOf(name));
    assert.ok(found, `the outbox has a mail to ${name}`);
    return admin.get(`/api/outbox/${found.id}`);
  },
  undelivered: async () => {
    const { items } = await admin.get<{ items: OutboxMail[] }>('/api/outbox/undelivered');
    return items.map(({ toAddress }) => toAddress);
  },
  received: (name) => world.relay.mails.filter(({ to }) => to === addressOf(name)).length,
});

/** "2026-03-03T09:00:00 accepted" for each attempt. */
export const triesOf = ({ attemptLog }: OutboxMail): string[] =>
  attemptLog.map(({ startedAt, result }) => `${localOf(startedAt)} ${result}`);
