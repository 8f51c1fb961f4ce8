import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { createOperator } from '../../src/server/accounts/commands.ts';
import { codeOf } from '../harness/authenticator.ts';
import { PASSWORD } from '../harness/person.ts';
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
  test(`on a ${size}: a forgotten password is replaced by the link in the mail`, async () => {
    const dealer = await world.setUp();
    const vera = await dealer.hire('Vera Vogt', 'seller');
    const page = await openPage(browser, world, size);
    await page.goto('/anmelden');
    await page.getByRole('link', { name: 'Passwort vergessen?' }).click();
    await page.getByRole('heading', { name: 'Passwort vergessen' }).waitFor();
    await expectAccessible(page, `forgotten password, ${size}`);
    await page.getByLabel('E-Mail-Adresse').fill(vera.mail);
    await page.getByRole('button', { name: 'Link anfordern' }).click();
    await page.getByText('Sehen Sie in Ihr Postfach').waitFor();
    await world.work();
    const link = /http\S+\/passwort\/\w+/.exec(world.mailTo(vera).text)?.[0];
    assert.ok(link);
    await page.goto(new URL(link).pathname);
    await page.getByLabel('Passwort wählen').fill('drei blaue Reifen 4711');
    await expectAccessible(page, `new password, ${size}`);
    await page.getByRole('button', { name: 'Speichern und anmelden' }).click();
    await page.getByRole('navigation').first().waitFor();
    world.noUnexpectedMail();
  });

  test(`on a ${size}: the second step is set up when the dealership wants it, and asked for from then on`, async () => {
    const dealer = await world.setUp();
    const vera = await dealer.hire('Vera Vogt', 'seller');
    await dealer.admin.put('/api/accounts/second-factor', { roles: ['seller'] });
    const page = await openPage(browser, world, size);
    await signInAt(page, vera.mail);
    await page.getByText('Bitte richten Sie zuerst die zweite Bestätigung ein').waitFor();
    await page.getByLabel('Ihr Passwort').fill(PASSWORD);
    await page.getByRole('button', { name: 'Einrichten' }).click();
    const secret = (await page.locator('code').textContent())?.replaceAll(' ', '') ?? '';
    await page.getByRole('img', { name: 'QR-Code für die Authenticator-App' }).waitFor();
    await expectAccessible(page, `second step, ${size}`);
    await page.getByLabel('3. Code aus der App').fill(codeOf(secret, Date.now()));
    await page.getByRole('button', { name: 'Einschalten' }).click();
    await page.getByText('Eingeschaltet', { exact: true }).waitFor();
    await expectAccessible(page, `own access, ${size}`);

    const other = await openPage(browser, world, size);
    await other.goto('/anmelden');
    await other.getByLabel('E-Mail-Adresse').fill(vera.mail);
    await other.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await other.getByRole('button', { name: 'Anmelden' }).click();
    await other.getByRole('heading', { name: 'Zweite Bestätigung' }).waitFor();
    await expectAccessible(other, `code, ${size}`);
    await other.getByLabel('Code').fill(codeOf(secret, Date.now() + 30_000));
    await other.getByRole('button', { name: 'Anmelden' }).click();
    await other.getByRole('navigation').first().waitFor();

    await page.reload();
    await page.getByRole('button', { name: 'Alle anderen beenden' }).click();
    await page.getByText('Beendet.').waitFor();
    await other.goto('/anfragen');
    await other.getByLabel('E-Mail-Adresse').waitFor();
    world.noUnexpectedMail();
  });
}

test('an access is ended, and what lay on the desk goes to a colleague', async () => {
  const dealer = await world.setUp();
  const vera = await dealer.hire('Vera Vogt', 'seller');
  await dealer.hire('Otto Ohm', 'seller');
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/take`);
  const page = await openPage(browser, world);
  await signInAt(page, dealer.admin.mail, '/einstellungen/personen');
  await page.getByRole('button', { name: 'Zugang von Vera Vogt ändern' }).click();
  await page.getByRole('button', { name: 'Zugang beenden' }).click();
  await page.getByText('1 offene Anfrage geht an andere über.').waitFor();
  await page.getByRole('combobox', { name: 'Übergeben an' }).click();
  await page.getByRole('option', { name: 'Otto Ohm' }).click();
  await page.keyboard.press('Tab');
  await expectAccessible(page, 'end access');
  await page.getByRole('button', { name: 'Zugang beenden' }).click();
  await page.getByText('Der Zugang von Vera Vogt ist beendet.').waitFor();
  assert.equal((await world.lead(dealer.admin, lead.id)).assignee, 'Otto Ohm');
  world.noUnexpectedMail();
});

test('support enters with a reason, is told where it is, and the dealership reads why', async () => {
  const dealer = await world.setUp();
  const mail = 'olga@betrieb.example';
  await world.database.acrossDealerships((work) =>
    createOperator(work, { name: 'Olga Oppermann', mail, password: PASSWORD }),
  );
  const page = await openPage(browser, world);
  await signInAt(page, mail);
  await page.getByRole('button', { name: 'Autohaus Sonnenhof betreten' }).click();
  await page.getByLabel('Grund').fill('Bitte von Adam Ahrens');
  await expectAccessible(page, 'enter a dealership');
  await page.getByRole('button', { name: 'Betreten', exact: true }).last().click();
  await page.getByText('Support: Sie arbeiten in Autohaus Sonnenhof').waitFor();
  await expectAccessible(page, 'inside a dealership');
  const theirs = await openPage(browser, world);
  await signInAt(theirs, dealer.admin.mail, '/einstellungen/support');
  await theirs.getByText('Bitte von Adam Ahrens').waitFor();
  await expectAccessible(theirs, 'visits of support');
  await page.getByRole('button', { name: 'Verlassen' }).click();
  await page.getByRole('heading', { name: 'Autohäuser' }).waitFor();
  world.noUnexpectedMail();
});
