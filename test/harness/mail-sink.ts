import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { MailContent } from '../../src/domain/intake/mail.ts';
import { parseMime } from '../../src/server/intake/mime.ts';

/** A mail as the relay received it. */
export interface SunkMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  /** As it went over the wire. */
  readonly raw: string;
  readonly content: MailContent;
}

/**
 * What the relay does with a mail: takes it, answers 4xx or 5xx to the message, says nothing at all once it has it,
 * or takes it and hangs up without a word.
 */
export type RelayMood = 'accepting' | 'silent' | 'hangingUp' | 451 | 530 | 550;

/** A real SMTP relay on a free port that keeps what it gets. */
export interface MailSink {
  readonly url: string;
  readonly mails: readonly SunkMail[];
  /** The same for all, or by recipient. */
  mood: RelayMood | ((to: string) => RelayMood);
  /** Whether it talks to anybody: `shut` answers 421 at once, `holding` never says a word. */
  door: 'open' | 'shut' | 'holding';
  /** Ends every connection. */
  hangUp(): void;
  /** Resolves when the next mail is about to be accepted; it waits for its answer for ever. */
  nextMail(): Promise<void>;
  stop(): Promise<void>;
}

export const startMailSink = async (): Promise<MailSink> => {
  const mails: SunkMail[] = [];
  let awaited: (() => void) | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 50,
    onConnect: (_session, answer) => {
      if (sink.door === 'open') answer();
      if (sink.door === 'shut') answer(Object.assign(new Error('come back later'), { responseCode: 421 }));
    },
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
        const mood = typeof sink.mood === 'function' ? sink.mood(to) : sink.mood;
        if (mood === 'silent' || awaited) {
          awaited?.();
          awaited = null;
          return;
        }
        if (typeof mood === 'number')
          return answer(Object.assign(new Error('not in the mood'), { responseCode: mood }));
        parseMime(Buffer.concat(chunks)).then((mail) => {
          const from = mail.from[0]?.address ?? '';
          mails.push({
            to,
            from,
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            messageId: mail.messageId ?? '',
            raw: Buffer.concat(chunks).toString('utf8'),
            content: mail,
          });
          return mood === 'hangingUp' ? hangUp(session.id) : answer();
        }, answer);
      });
    },
  });
  const hangUp = (sessionId?: string): void => {
    for (const connection of server.connections)
      if (sessionId === undefined || connection.id === sessionId) connection.close();
  };
  // A sender that is killed resets its connection.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mood: 'accepting',
    door: 'open',
    hangUp,
    nextMail: () =>
      new Promise((resolve) => {
        awaited = resolve;
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
};
