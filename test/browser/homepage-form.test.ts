import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { LeadItem } from '../../src/contract/leads.ts';
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

const pass = (duration: Temporal.DurationLike): void =>
  world.jumpTo(Temporal.PlainDateTime.from(world.now()).add(duration).toString());

test('a form is set up on the source’s page, tried, and filled in on a phone without a script and within a homepage', async () => {
  const { admin, sources } = await world.setUp();
  const sourceId = sources.find(({ kind }) => kind === 'homepage')?.id ?? '';
  const page = await openPage(browser, world);
  await signInAt(page, admin.mail, `/quellen/${sourceId}`);
  await page.getByRole('button', { name: 'Formular einrichten' }).click();
  await page.getByLabel('Einwilligung', { exact: true }).selectOption('required');
  await page.getByText('Bitte geben Sie an, worin eingewilligt wird.').waitFor();
  await expectAccessible(page, 'form dialog');
  await page.getByLabel('Text der Einwilligung').fill('Ich bin einverstanden.');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('eingeschaltet').waitFor();
  await expectAccessible(page, 'source with its form');
  // The browser reckons on while the world's clock stands: what is sent now must not look older than its button.
  pass({ minutes: 5 });
  await page.getByRole('button', { name: /Test durch das Formular/ }).click();
  await page.getByText('Die Angaben sind sicher gespeichert.').waitFor();
  await world.work();
  await page.getByText('Aus dem Formular ist eine Anfrage geworden').waitFor();
  await page.goto('/einstellungen/aenderungen');
  await page.getByText('Feld „Name“').waitFor();

  const { link } = await admin.get<{ link: string }>(`/api/sources/${sourceId}/form`);
  const path = new URL(link).pathname;
  const context = await browser.newContext({
    baseURL: world.base,
    locale: 'de-DE',
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const phone = await context.newPage();
  await phone.goto(`${path}?fahrzeug=VW%20Golf`);
  pass({ seconds: 20 });
  await phone.getByLabel('Name').fill('Karla Kunde');
  await phone.getByRole('button', { name: 'Anfrage senden' }).click();
  await phone.getByText('E-Mail-Adresse oder eine Telefonnummer').waitFor();
  assert.equal(await phone.getByLabel('Fahrzeug').inputValue(), 'VW Golf');
  await phone.getByLabel(/^E-Mail-Adresse/).fill('karla@kunde.example');
  await phone.getByLabel('Ich bin einverstanden.').check();
  await phone.getByRole('button', { name: 'Anfrage senden' }).click();
  await phone.getByText('Vielen Dank!').waitFor();
  await context.close();

  const homepage = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="de"><title>Autohaus</title><body><h1>Unser Golf</h1><script src="${world.base}${path}.js" data-fahrzeug="VW Polo" async></script>`,
    );
  }).listen(0, '127.0.0.1');
  await once(homepage, 'listening');
  try {
    const visitor = await openPage(browser, world, 'phone');
    await visitor.goto(`http://127.0.0.1:${(homepage.address() as AddressInfo).port}/`);
    const frame = visitor.frameLocator('iframe[title="Anfrageformular"]');
    await frame.getByLabel('Name').fill('Paul Polo');
    pass({ seconds: 20 });
    await frame.getByLabel(/^Telefon/).fill('12');
    await frame.getByLabel('Ich bin einverstanden.').check();
    await frame.getByRole('button', { name: 'Anfrage senden' }).click();
    await frame.getByText('Das ist keine vollständige Telefonnummer.').waitFor();
    await visitor.waitForFunction(() => document.querySelector('iframe')?.style.height !== '40rem');
    await expectAccessible(visitor, 'homepage with the form in it');
    await visitor.goto(`${world.base}${path}`);
    await expectAccessible(visitor, 'the form by itself');
    await visitor.goBack();
    const back = visitor.frameLocator('iframe[title="Anfrageformular"]');
    await back.getByLabel('Name').fill('Paul Polo');
    pass({ seconds: 20 });
    await back.getByLabel(/^Telefon/).fill('0170 7654321');
    await back.getByLabel('Ich bin einverstanden.').check();
    await back.getByRole('button', { name: 'Anfrage senden' }).click();
    await back.getByText('Vielen Dank!').waitFor();
  } finally {
    homepage.close();
  }
  await world.work();
  const { items } = await admin.get<{ items: LeadItem[] }>('/api/leads?view=all');
  assert.deepEqual(items.map(({ vehicle }) => vehicle).sort(), ['Testfahrzeug', 'VW Golf', 'VW Polo']);
});
