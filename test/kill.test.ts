import assert from 'node:assert/strict';
import { test } from 'node:test';
import { count, type Tally } from './chaos/count.ts';
import { liveDay, type Point } from './chaos/day.ts';
import { openEmbeddedScene, openServerScene, type Scene } from './chaos/scene.ts';

// A few of the points `npm run chaos` kills at; the whole program each time. What adds up is counted after each.
const killAt = async (open: () => Promise<Scene>, points: readonly Point[]): Promise<Tally> => {
  const scene = await open();
  try {
    for (const [index, point] of points.entries()) {
      assert.ok(await liveDay(scene, point, index % 2 === 1), 'it was killed');
      await scene.settled(() => count(scene));
    }
    return await scene.settled(() => count(scene));
  } finally {
    await scene.close();
  }
};

/** With the relay: greeting, sender, recipient, DATA, and the dot that hands the mail over. */
const [GREETING, DOT] = [1, 5];

test('T39: killed after the claim, before a word of SMTP: one resend after the deadline, exactly one mail', async () => {
  const { mails, transmissions } = await killAt(openServerScene, [
    { at: 'relay', n: GREETING, moment: 'before' },
  ]);
  assert.deepEqual([mails, transmissions], [1, 1]);
});

test('T40: killed when the relay has the mail, before that is recorded: one resend with the same Message-ID', async () => {
  const { mails, transmissions } = await killAt(openServerScene, [{ at: 'relay', n: DOT, moment: 'after' }]);
  assert.deepEqual([mails, transmissions], [1, 2]);
});

test('killed in intake and delivery with its own PostgreSQL, or without it: nothing is lost, nothing comes twice unmarked', async () => {
  const { accepted, mails, transmissions, transmittedTwice } = await killAt(openEmbeddedScene, [
    { at: 'accepted', n: 1 },
    { at: 'accepted', n: 2 },
    { at: 'relay', n: DOT, moment: 'before' },
  ]);
  assert.ok(accepted >= 5, `${accepted} were answered 250`);
  assert.equal(transmissions, mails + transmittedTwice);
});
