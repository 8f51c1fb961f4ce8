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
  test(`on a ${size}: two leads of a customer become one, and are separated again`, async () => {
    const golf = await dealer.enquiry();
    const polo = await dealer.enquiry({ vehicle: 'VW Polo' });
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail, `/anfragen/${golf.id}`);
    await page.getByRole('button', { name: 'Mit Anfrage 2 zusammenführen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Anfrage 2 wird geschlossen und verweist auf Anfrage 1.').waitFor();
    await dialog.getByText('Der frühere Termin gilt weiter (12:00)').waitFor();
    await expectAccessible(page, `merge dialog, ${size}`);
    await dialog.getByLabel('Anfrage 2: VW Polo').click();
    await dialog.getByText('Anfrage 1 wird geschlossen und verweist auf Anfrage 2.').waitFor();
    await dialog.getByRole('button', { name: 'Zusammenführen' }).click();
    await page.waitForURL(`**/anfragen/${polo.id}`);
    await page.getByText('Clara Conrad hat hierher zusammengeführt:').waitFor();

    await page.getByRole('list').getByRole('link', { name: 'Anfrage 1' }).click();
    await page.getByText('Zusammengeführt 10:00 mit').waitFor();
    await expectAccessible(page, `merged lead, ${size}`);
    await page.getByRole('button', { name: 'Wieder trennen' }).click();
    await page.getByText('Die Uhr läuft ab jetzt neu: Eine Antwort ist fällig.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Wieder trennen' }).click();
    await page.getByText('Wieder getrennt. Eine Antwort ist fällig.').waitFor();
    assert.deepEqual(
      await Promise.all([golf, polo].map(async ({ id }) => (await world.lead(clara, id)).status)),
      ['open', 'new'],
    );
    world.noUnexpectedMail();
  });

  test(`on a ${size}: a telephone enquiry is entered with a name, an old one is brought over`, async () => {
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail);
    const openDialog = () =>
      page.getByRole('button', { name: size === 'phone' ? 'Neu' : 'Anfrage anlegen', exact: true }).click();
    await openDialog();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Karla Kunde');
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByText('Clara Conrad hat die Anfrage angelegt (Telefon)').waitFor();

    await openDialog();
    await dialog.getByText('Autohaus', { exact: true }).click();
    await dialog.getByLabel('Name').fill('Otto Ohm');
    await dialog.getByText('Früher', { exact: true }).click();
    await dialog.getByText('Alte Anfrage übernehmen').waitFor();
    await expectAccessible(page, `new enquiry, ${size}`);
    await dialog.getByLabel('Eingegangen am').fill('2026-03-09T11:00');
    await dialog.getByText('Bitte wählen Sie einen Zeitpunkt, der schon war.').waitFor();
    assert.ok(await dialog.getByRole('button', { name: 'Anlegen' }).isDisabled());
    await dialog.getByLabel('Eingegangen am').fill('2025-03-09T11:00');
    await dialog.getByText('Mehr als 14 Tage her').waitFor();
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await page.getByRole('heading', { name: 'Otto Ohm' }).waitFor();
    await page.getByText('Antworten Sie bis 12:00').waitFor();
    await page
      .getByRole('list')
      .getByText('Der Eingang lag beim Anlegen mehr als 14 Tage zurück')
      .first()
      .waitFor();
    world.noUnexpectedMail();
  });
}
