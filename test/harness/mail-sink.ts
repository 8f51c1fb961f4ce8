import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { parseMime } from '../../src/server/intake/mime.ts';

/** A mail as the relay received it. */
export interface SunkMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
}

/** What the relay does with the next mails; a 4xx or 5xx is its answer to the message. */
export type RelayMood = 'accepting' | 451 | 550;

/** A real SMTP relay on a free port that keeps what it gets. */
export interface MailSink {
  readonly url: string;
  readonly mails: readonly SunkMail[];
  mood: RelayMood;
  /** Resolves when the next mail is about to be accepted, or just has been; before the answer it waits for ever. */
  nextMail(moment: 'beforeAnswer' | 'afterAnswer'): Promise<void>;
  stop(): Promise<void>;
}

export const startMailSink = async (): Promise<MailSink> => {
  const mails: SunkMail[] = [];
  let awaited: { moment: string; reached: () => void } | null = null;
  const reachAwaited = (): void => {
    awaited?.reached();
    awaited = null;
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (sink.mood !== 'accepting') {
          answer(Object.assign(new Error('not in the mood'), { responseCode: sink.mood }));
          return;
        }
        parseMime(Buffer.concat(chunks)).then((mail) => {
          const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
          const from = mail.from[0]?.address ?? '';
          if (awaited?.moment === 'beforeAnswer') return reachAwaited();
          mails.push({
            to,
            from,
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            messageId: mail.messageId ?? '',
          });
          if (awaited) reachAwaited();
          return answer();
        }, answer);
      });
    },
  });
  // A sender that is killed resets its connection.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const sink: MailSink = {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    mood: 'accepting',
    nextMail: (moment) =>
      new Promise((resolve) => {
        awaited = { moment, reached: resolve };
      }),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
};
