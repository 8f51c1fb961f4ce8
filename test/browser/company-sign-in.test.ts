import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type CompanyProvider, startCompanyProvider } from '../harness/company-provider.ts';
import type { Person } from '../harness/person.ts';
import { type Dealership, startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';
import { freePort } from '../harness/free-port.ts';

// A provider sends the browser back to the product's own address, so that it must be known before the product runs.
let browser: Browser;
let provider: CompanyProvider;
let world: World;
let dealer: Dealership;
let vera: Person;
before(async () => {
  browser = await launchBrowser();
  provider = await startCompanyProvider();
});
after(async () => {
  await browser.close();
  await provider.stop();
});
beforeEach(async () => {
  const port = await freePort();
  world = await startWorld({
    LEADWACHT_HTTP_PORT: String(port),
    LEADWACHT_PUBLIC_URL: `http://127.0.0.1:${port}`,
  });
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
  provider.person = { email: vera.mail, email_verified: true };
  provider.faults = {};
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  world.noUnexpectedMail();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const)
  test(`on a ${size}: the admin sets company accounts up, a seller signs in with one, and the change log says it`, async () => {
    const page = await openPage(browser, world, size);
    await signInAt(page, dealer.admin.mail, '/einstellungen/personen');
    await page.getByRole('button', { name: 'Einrichten' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anmeldung mit Firmenkonten' });
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.getByText('Bitte ausfüllen.').first().waitFor();
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Autogruppe Muster');
    await dialog.getByLabel('Adresse des Anmeldedienstes (Issuer)').fill(world.base);
    await dialog.getByLabel('Anwendungs-ID (Client ID)').fill(provider.client.clientId);
    await dialog.getByLabel('Geheimer Schlüssel (Client Secret)').fill(provider.client.clientSecret);
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await dialog.getByText('Unter dieser Adresse antwortet kein Anmeldedienst').waitFor();
    await expectAccessible(page, `a provider that does not answer, ${size}`);
    await dialog.getByLabel('Adresse des Anmeldedienstes (Issuer)').fill(provider.issuer);
    await dialog.getByRole('checkbox', { name: 'Nur noch mit Firmenkonto anmelden' }).check();
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Eingerichtet: Autogruppe Muster').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await expectAccessible(page, `company accounts, ${size}`);
    await page.goto('/einstellungen/aenderungen');
    const entry = page.getByRole('listitem').filter({ hasText: 'Anmeldung mit Firmenkonten' });
    assert.match((await entry.textContent()) ?? '', /Nur mit Firmenkonto.*ja/i);

    const hers = await openPage(browser, world, size);
    await hers.goto('/anmelden?weiter=%2Fanfragen%3Fview%3Dpool');
    await hers.getByRole('button', { name: 'Mit Firmenkonto anmelden' }).click();
    await hers.getByText('Bitte geben Sie').first().waitFor();
    await hers.getByLabel('E-Mail-Adresse').fill('fremd@woanders.example');
    await hers.getByRole('button', { name: 'Mit Firmenkonto anmelden' }).click();
    await hers.getByText('Für diese Adresse gibt es keine Anmeldung mit Firmenkonto.').waitFor();
    await expectAccessible(hers, `an address without a company account, ${size}`);
    provider.person = { email: vera.mail, email_verified: false };
    await hers.getByLabel('E-Mail-Adresse').fill(vera.mail);
    await hers.getByRole('button', { name: 'Mit Firmenkonto anmelden' }).click();
    await hers.getByText('Der Anmeldedienst bestätigt Ihre E-Mail-Adresse nicht.').waitFor();
    await expectAccessible(hers, `refused by the product, ${size}`);
    provider.person = { email: vera.mail, email_verified: true };
    await hers.getByLabel('E-Mail-Adresse').fill(vera.mail);
    await hers.getByRole('button', { name: 'Mit Firmenkonto anmelden' }).click();
    await hers.getByRole('heading', { name: 'Pool', exact: true }).waitFor();
  });
