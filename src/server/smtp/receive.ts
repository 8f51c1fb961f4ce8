import type { SMTPServerDataStream } from 'smtp-server';
import { reply, type SmtpReply } from './replies.ts';

export const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;
/** Who sends so much will not stop: the rest is not waited for. */
const ENDLESS_BYTES = 2 * MAX_MESSAGE_BYTES;
/** All messages being received at one moment; who comes on top of it is asked to come again. */
const MAX_BYTES_IN_FLIGHT = 16 * MAX_MESSAGE_BYTES;

const TOO_LARGE = reply(552, `The message is larger than ${MAX_MESSAGE_BYTES} bytes`);
const TOO_BUSY = reply(451, 'Too much mail at once, please try again later');

/**
 * Reads messages into memory, none larger than allowed, and not too many at once. What is refused is read to its end all
 * the same, as before that no client listens; who does not come to an end is told by `onEndless`.
 */
export const receiver = () => {
  let bytesInFlight = 0;
  return async (stream: SMTPServerDataStream, onEndless: () => void): Promise<Buffer> => {
    let chunks: Buffer[] = [];
    let kept = 0;
    let received = 0;
    let refusal: SmtpReply | null = null;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        const before = received;
        received += chunk.length;
        if (received > MAX_MESSAGE_BYTES) refusal = TOO_LARGE;
        else if (bytesInFlight > MAX_BYTES_IN_FLIGHT) refusal ??= TOO_BUSY;
        if (received > ENDLESS_BYTES && before <= ENDLESS_BYTES) onEndless();
        if (refusal) {
          chunks = [];
          bytesInFlight -= kept;
          kept = 0;
        } else {
          chunks.push(chunk);
          kept += chunk.length;
          bytesInFlight += chunk.length;
        }
      }
      if (refusal) throw refusal;
      return Buffer.concat(chunks, kept);
    } finally {
      bytesInFlight -= kept;
    }
  };
};
