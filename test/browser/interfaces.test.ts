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

test('a secret is made, shown once, used, and ended; what was refused stands beside it', async () => {
  const { admin, sources } = await world.setUp();
  const page = await openPage(browser, world, 'phone');
  await signInAt(page, admin.mail);
  await page.goto(`/quellen/${sources[0]?.id}`);
  const panel = page.getByRole('region', { name: 'Schnittstelle' });
  await panel.getByText('Noch kein Schlüssel').waitFor();
  await panel.getByRole('button', { name: 'Schlüssel erstellen' }).click();
  const secret = await panel.getByText(/^lw_/).textContent();
  const post = (key: string) =>
    fetch(`${world.base}/api/in/${sources[0]?.id}`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Karla Kunde', mail: 'karla@kunde.example' }),
    });
  assert.equal((await post(secret ?? '')).status, 202);
  assert.equal((await post('falsch')).status, 401);
  await panel.getByText('Beispiele und Anleitung').click();
  await expectAccessible(page, 'a new secret');
  await page.reload();
  await panel.getByText('Der Schlüssel passt zu keiner Quelle.').waitFor();
  await panel.getByText('Letzte Anfrage über die Schnittstelle').waitFor();
  assert.equal(await panel.getByText(/^lw_/).count(), 0);
  await panel.getByRole('button', { name: /Schlüssel .* beenden/ }).click();
  await page.getByRole('button', { name: 'Beenden', exact: true }).click();
  await panel.getByText('Noch kein Schlüssel').waitFor();
  await expectAccessible(page, 'no secret any more');
  assert.equal((await post(secret ?? '')).status, 401);
  await page.goto('/einstellungen/aenderungen');
  await page.getByRole('listitem').filter({ hasText: 'Schlüssel der Schnittstelle' }).first().waitFor();
  await expectAccessible(page, 'change log of secrets');
});
