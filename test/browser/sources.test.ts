import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

let browser: Browser;
let world: World;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T09:00');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: from the mail of the monitor to a paused source, and to what was reported of it`, async () => {
    const dealer = await world.setUp();
    const clara = await dealer.hire('Clara Conrad', 'controller');
    const [mobile, ...others] = dealer.sources;
    assert.ok(mobile);
    await world.passTo('2026-03-12T10:00');
    for (const { leadAddress } of others) await dealer.enquiry({ to: leadAddress });
    await world.passTo('2026-03-13T07:05');
    const mail = world.mailTo(clara);
    const link = /Quelle pausieren: (\S+)/.exec(mail.text)?.[1];
    assert.ok(link, mail.text);

    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail, new URL(link).pathname + new URL(link).search);
    await page.getByRole('heading', { name: mobile.name, level: 1 }).waitFor();
    await page.getByText('Seit 9 Tagen still (Grenze 7): den Controllern gemeldet').waitFor();
    await expectAccessible(page, `source, ${size}`);
    await page.getByLabel('bis einschließlich').fill('2026-04-10');
    await page.getByRole('dialog').getByRole('button', { name: 'Pausieren' }).click();
    await page.getByText('Pausiert bis Fr., 10.04.2026').waitFor();
    await expectAccessible(page, `paused source, ${size}`);
  });
}

test('what holds for the whole monitor is set in one place and stands in the change log', async () => {
  const { admin } = await world.setUp();
  const page = await openPage(browser, world);
  await signInAt(page, admin.mail, '/quellen');
  await page.getByRole('button', { name: 'Einstellen' }).click();
  await page.getByRole('radio', { name: /per Mail an die Controller/ }).check();
  await expectAccessible(page, 'settings of the monitor');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Frühwarnung auf dem Bildschirm und per Mail.').waitFor();
  await page.goto('/einstellungen/aenderungen');
  await page.getByText('auf dem Bildschirm und per Mail an die Controller').waitFor();
  await expectAccessible(page, 'change of the monitor');
  world.noUnexpectedMail();
});
