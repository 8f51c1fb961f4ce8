import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { Person } from '../harness/person.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

let browser: Browser;
let world: World;
let dealer: Dealership;
let clara: Person;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-09T10:00');
  dealer = await world.setUp();
  clara = await dealer.hire('Clara Conrad', 'controller');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: a newsletter at the desk is said to be an enquiry, and the lead is completed`, async () => {
    const address = dealer.sources[0]?.leadAddress ?? '';
    await world.bring(
      'From: Karla <karla@kunde.example>\nSubject: Frage zum Golf\nPrecedence: bulk\nList-Unsubscribe: <https://x.example>\n\nIst er noch da?',
      address,
    );
    await world.work();
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail);
    await page.goto('/posteingang');
    await page.getByRole('button', { name: 'Frage zum Golf' }).waitFor();
    await expectAccessible(page, `intake desk, ${size}`);
    await page.getByRole('button', { name: 'Frage zum Golf' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('list-unsubscribe').first().waitFor();
    await expectAccessible(page, `message, ${size}`);
    await drawer.getByRole('button', { name: 'Ist doch eine Anfrage' }).click();
    await page.getByText('Gespeichert.').waitFor();
    await world.work();
    await drawer.getByRole('link', { name: 'Anfrage 1' }).click();

    await page.getByRole('button', { name: 'Jetzt prüfen' }).click();
    const form = page.getByRole('dialog', { name: 'Anfrage prüfen' });
    await form.getByLabel('Telefon').fill('0170 1234567');
    await form.getByLabel('Fahrzeug').fill('VW Golf');
    await form.getByLabel('Probefahrt').check();
    await expectAccessible(page, `form, ${size}`);
    await form.getByRole('button', { name: 'Geprüft, speichern' }).click();
    await page.getByText('Clara Conrad hat die Anfrage geprüft').waitFor();
    const { items } = await clara.get<{ items: { vehicle: string; needsReview: boolean; status: string }[] }>(
      '/api/leads?view=all',
    );
    assert.deepEqual(
      items.map(({ vehicle, needsReview, status }) => [vehicle, needsReview, status]),
      [['VW Golf', false, 'new']],
    );
    world.noUnexpectedMail();
  });
}
