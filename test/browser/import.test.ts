import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type Dealership, startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

let browser: Browser;
let world: World;
let dealer: Dealership;
before(async () => {
  browser = await launchBrowser();
  world = await startWorld();
  world.jumpTo('2026-03-09T10:00');
  dealer = await world.setUp();
});
after(async () => {
  await browser.close();
  await world.stop();
});

const TABLE = [
  'Eingang;Name;E-Mail;Fahrzeug;Lieblingsfarbe;Nachricht',
  '05.01.2026;Ilse Böhm;ilse@boehm.example;VW Käfer;Grün;Ist er noch da?',
  ';Olaf Ohne;;Opel Corsa;;',
  ';"Rita Riss;rita@riss.example;;;',
].join('\r\n');

test('a table is looked at and taken over at a desk, and what became of it is seen on a phone', async () => {
  const page = await openPage(browser, world, 'desktop');
  await signInAt(page, dealer.admin.mail);
  await page.goto('/posteingang');
  await page.getByRole('link', { name: 'Importieren' }).click();
  await page.getByRole('combobox', { name: 'Quelle' }).click();
  await page.getByRole('option', { name: 'mobile.de' }).click();
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'alt.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE, 'latin1') });
  await page.getByLabel('Erledigte Anfragen').check();
  await page.getByRole('button', { name: 'Datei prüfen' }).click();
  await page.getByRole('heading', { name: 'alt.csv' }).waitFor();
  await world.work();
  await page.getByText('2 neue Nachrichten gefunden.').waitFor();
  await page.getByText('Lieblingsfarbe').waitFor();
  await page.getByText('Zeile 4: Ein Anführungszeichen ist nicht geschlossen.').waitFor();
  await expectAccessible(page, 'import, desktop');
  await page.getByRole('button', { name: '2 übernehmen' }).click();
  await page.getByText('Wird jetzt übernommen.').waitFor();
  await world.work();
  await page.getByText('2 Nachrichten wurden übernommen.').waitFor();

  const phone = await openPage(browser, world, 'phone');
  await signInAt(phone, dealer.admin.mail);
  await phone.goto(new URL(page.url()).pathname + new URL(page.url()).search);
  await phone
    .getByRole('link', { name: /^Anfrage \d$/ })
    .first()
    .waitFor();
  await expectAccessible(phone, 'import, phone');
  await phone
    .getByRole('link', { name: /^Anfrage \d$/ })
    .first()
    .click();
  await phone.getByText('nur zum Nachschlagen').first().waitFor();
  const { items } = await dealer.admin.get<{ items: { status: string }[] }>('/api/leads?view=all');
  assert.deepEqual(
    items.map(({ status }) => status),
    ['closed', 'closed'],
  );
  world.noUnexpectedMail();
});
