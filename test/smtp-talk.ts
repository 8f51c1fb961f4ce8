import { connect } from 'node:net';

/** A client that speaks SMTP word by word, for what a mail library would smooth over. */
export interface SmtpTalk {
  readonly greeting: string;
  /** Sends one command, resolves to the whole answer. */
  say(command: string): Promise<string>;
  /** The commands up to and including DATA, each answered kindly; resolves to the answer to DATA. */
  upToData(to: readonly string[], from?: string): Promise<string>;
  /** Sends bytes as they are, without waiting for anything. */
  send(bytes: Uint8Array | string): void;
  answer(): Promise<string>;
  /** Breaks the connection without a goodbye. */
  drop(): void;
  readonly closed: Promise<unknown>;
}

export const talkSmtp = async (port: number): Promise<SmtpTalk> => {
  const socket = connect(port, '127.0.0.1');
  // A server that dies resets the connection; to the client that is the same as being hung up on.
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  const answers = answersOf(socket);
  const answer = async (): Promise<string> => {
    const { value, done } = await answers.next().catch(() => ({ value: undefined, done: true }) as const);
    return done ? 'closed' : value;
  };
  const say = (command: string): Promise<string> => {
    socket.write(`${command}\r\n`);
    return answer();
  };
  return {
    greeting: await answer(),
    say,
    upToData: async (to, from = 'kunde@example.org') => {
      await say('EHLO test.example');
      await say(`MAIL FROM:<${from}>`);
      for (const address of to) await say(`RCPT TO:<${address}>`);
      return say('DATA');
    },
    send: (bytes) => void socket.write(bytes),
    answer,
    drop: () => void socket.destroy(),
    closed,
  };
};

/** Whole answers: all lines up to the first one without a dash after its code. */
async function* answersOf(socket: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let text = '';
  for await (const chunk of socket) {
    text += chunk.toString('utf8');
    for (let end = endOfAnswer(text); end > 0; end = endOfAnswer(text)) {
      yield text.slice(0, end).trimEnd();
      text = text.slice(end);
    }
  }
}

const endOfAnswer = (text: string): number => {
  const last = /^\d{3}(?: .*)?\r\n/m.exec(text);
  return last ? last.index + last[0].length : 0;
};
