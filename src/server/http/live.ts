import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { LIVE_EVENTS, LIVE_PATH, type LiveEvent } from '../../contract/live.ts';
import type { SignIn } from '../accounts/sign-in.ts';
import type { Database } from '../db/database.ts';
import { callerOf, guard } from './guard.ts';

const HEARTBEAT_MS = 20_000;
/** Then the browser connects anew, and with that its session is checked anew. */
const LIFETIME_MS = 10 * 60_000;
/** Somebody who does not read their stream is cut off rather than buffered for. */
const MAX_UNREAD_BYTES = 65_536;

/** Tells open browsers that something of their dealership changed, from PostgreSQL's notices. */
export const registerLive = async (
  app: FastifyInstance,
  database: Database,
  signIn: SignIn,
): Promise<void> => {
  const streams = new Map<PassThrough, string>();
  const send = (stream: PassThrough, text: string): void => {
    if (stream.writableLength > MAX_UNREAD_BYTES) stream.destroy();
    else stream.write(text);
  };
  const tell = (event: LiveEvent) => (dealershipId: string) => {
    for (const [stream, of] of streams)
      if (of === dealershipId) send(stream, `event: ${event}\ndata: changed\n\n`);
  };

  const stops = await Promise.all(LIVE_EVENTS.map((event) => database.listen(event, tell(event))));
  const heartbeat = setInterval(() => {
    for (const stream of streams.keys()) send(stream, ':\n\n');
  }, HEARTBEAT_MS);

  app.addHook('preClose', async () => {
    clearInterval(heartbeat);
    for (const stream of streams.keys()) stream.end();
    await Promise.all(stops.map((stop) => stop()));
  });

  app.get(LIVE_PATH, { onRequest: guard('signedIn', signIn), exposeHeadRoute: false }, (request, reply) => {
    const stream = new PassThrough();
    const end = setTimeout(() => stream.end(), LIFETIME_MS);
    stream.once('close', () => {
      clearTimeout(end);
      streams.delete(stream);
    });
    streams.set(stream, callerOf(request).dealershipId);
    stream.write('retry: 2000\n\n');
    reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no').type('text/event-stream');
    return reply.send(stream);
  });
};
