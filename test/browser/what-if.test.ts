import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

let browser: Browser;
let world: World;
before(async () => {
  browser = await launchBrowser();
  world = await startWorld();
});
after(async () => {
  await browser.close();
  await world.stop();
});

test('a controller plays with the times and sees what they would have meant', async () => {
  const dealer = await world.setUp();
  const conrad = await dealer.hire('Conrad Conradi', 'controller');
  const page = await openPage(browser, world);
  await signInAt(page, conrad.mail);
  await page.getByRole('link', { name: 'Was wäre wenn' }).click();
  await page.getByText('Keine Anfragen in diesem Zeitraum').waitFor();
  await expectAccessible(page, 'what if, empty');

  world.jumpTo('2026-03-03T09:00');
  await dealer.enquiry();
  await world.passTo('2026-03-03T12:00');
  await page.reload();
  await page.getByText('Mit den jetzigen Zeiten: 1 von 1 überfällig').waitFor();
  await page.getByLabel('Stunden').first().fill('5');
  await page.getByText('0 statt 1 von 1 überfällig').waitFor();
  assert.equal(await page.getByRole('row', { name: /mobile\.de/ }).count(), 1);
  await expectAccessible(page, 'what if, chosen');
  await page.getByRole('button', { name: 'Zurück zu den jetzigen Zeiten' }).click();
  await page.getByText('Mit den jetzigen Zeiten: 1 von 1').waitFor();

  await page.getByLabel('Stunden').first().fill('0');
  await page.getByText('E1 braucht mindestens eine Minute.').waitFor();
  world.noUnexpectedMail();
});
