import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { outboxOf } from '../harness/outbox.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

// What people see when something does not go as it should.
let browser: Browser;
let world: World;
let dealer: Dealership;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-06T15:00');
  dealer = await world.setUp();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`T41: on a ${size}: a dead mail is announced, its answer read, and sent again`, async () => {
    world.relay.mood = 550;
    await outboxOf(world, dealer).writeTo(['Grete']);
    await world.work();
    const page = await openPage(browser, world, size);
    await signInAt(page, dealer.admin.mail);
    await page.getByText('Eine Mail an Grete (grete@kunde.example) konnte nicht zugestellt werden').waitFor();
    await page.getByRole('link', { name: 'Im Postausgang ansehen und erneut senden' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('550 not in the mood').first().waitFor();
    await expectAccessible(page, `dead mail, ${size}`);

    world.relay.mood = 'accepting';
    await drawer.getByRole('button', { name: 'Erneut senden' }).click();
    await drawer.getByText('wartet', { exact: true }).waitFor();
    await world.work();
    await drawer.getByText('angenommen', { exact: true }).waitFor();
    await page.getByText('konnte nicht zugestellt werden').waitFor({ state: 'detached' });
    world.mailTo({ mail: 'grete@kunde.example' });
    world.noUnexpectedMail();
  });

  test(`T31: on a ${size}: the banner says since when nothing is watched; afterwards the standstill and what came late`, async () => {
    await dealer.enquiry();
    world.jumpTo('2026-03-07T15:00');
    const page = await openPage(browser, world, size);
    await signInAt(page, dealer.admin.mail);
    await page.getByText(/^Die Überwachung der Termine steht still seit Fr\.? 15:00/).waitFor();
    await expectAccessible(page, `banner, ${size}`);

    await world.work();
    await page.goto('/statistik/eskalationsverlauf');
    await page.getByText('Fr., 06.03.2026, 15:00 bis Sa., 07.03.2026, 15:00').waitFor();
    await page.getByText('2 Stufen wurden verspätet erkannt:').waitFor();
    await expectAccessible(page, `standstill, ${size}`);
    await page.getByRole('link', { name: 'Karla Kunde, VW Golf' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    world.noUnexpectedMail();
  });
}
