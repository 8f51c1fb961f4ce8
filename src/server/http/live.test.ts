import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestWeb, type TestWeb } from '../../../test/harness/web.ts';
import { LIVE_PATH } from '../../contract/live.ts';
import { notify } from '../db/database.ts';

describe('live events', () => {
  let web: TestWeb;
  let base: string;
  before(async () => {
    web = await openTestWeb();
    base = await web.app.listen({ port: 0, host: '127.0.0.1' });
  });
  after(() => web.close());

  const openStream = async (cookie: string) => {
    const answer = await fetch(`${base}${LIVE_PATH}`, { headers: { cookie } });
    assert.equal(answer.status, 200);
    assert.ok(answer.body);
    const chunks = answer.body.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
    let seen = '';
    return {
      /** Reads on until the text has come; `undefined` when the stream ends before. */
      async until(text: string): Promise<string | undefined> {
        while (!seen.includes(text)) {
          const { done, value } = await chunks.next();
          if (done) return undefined;
          seen += value;
        }
        return seen;
      },
    };
  };
  const tell = (channel: 'leads' | 'outbox', dealershipId: string) =>
    web.database.acrossDealerships((work) => notify(work, channel, dealershipId));

  test('are for people who are signed in', async () => {
    assert.equal((await web.app.inject({ url: LIVE_PATH })).statusCode, 401);
  });

  test('come from the own dealership only, and end with the program', async () => {
    const own = await web.addDealership('anna@amsel.example');
    const foreign = await web.addDealership('bernd@bussard.example');
    const stream = await openStream(await web.cookieOf('anna@amsel.example'));
    await stream.until('retry');

    await tell('leads', foreign.dealershipId);
    await tell('outbox', own.dealershipId);
    const seen = await stream.until('event: outbox');
    assert.doesNotMatch(seen ?? '', /event: leads/);

    await web.app.close();
    assert.equal(await stream.until('more'), undefined);
  });
});
