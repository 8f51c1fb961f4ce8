import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, SIZES, signInAt } from './page.ts';

let browser: Browser;
let world: World;
before(async () => {
  browser = await launchBrowser();
  world = await startWorld();
  world.jumpTo('2026-03-09T10:00');
});
after(async () => {
  await browser.close();
  await world.stop();
});

test('a customer who wrote from another address is proposed, taken for the same by a click, and separated again', async () => {
  const dealer = await world.setUp();
  const vera = await dealer.hire('Vera Vogt', 'seller');
  const clara = await dealer.hire('Clara Conrad', 'controller');
  const before = await dealer.enquiry({ mail: 'karla.kunde@web.example', vehicle: 'VW Polo' });
  await vera.post(`/api/leads/${before.id}/take`);
  const now = await dealer.enquiry({ mail: 'karlakunde@gmx.example' });
  const page = await openPage(browser, world);
  await signInAt(page, clara.mail, `/anfragen/${now.id}`);
  await page.getByText('ähnliche Mailadresse').waitFor();
  await expectAccessible(page, 'a similar customer');
  await page.getByRole('button', { name: 'Mit Karla Kunde zusammenführen' }).click();

  await page.getByRole('heading', { name: 'Weitere Anfragen dieses Interessenten' }).waitFor();
  await page.getByText('Vera Vogt').waitFor();
  await page.getByText('karla.kunde@web.example').waitFor();
  await page.setViewportSize(SIZES.phone);
  await expectAccessible(page, 'a customer merged, on a phone');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `${overflow}px wider than a phone`);

  await page.getByRole('button', { name: 'Karla Kunde wieder trennen' }).click();
  await page.getByText('getrennt von Clara Conrad').waitFor();
  assert.deepEqual((await world.lead(clara, now.id)).otherLeads, []);
  world.noUnexpectedMail();
});
