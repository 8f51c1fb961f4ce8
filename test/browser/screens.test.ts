import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { PASSWORD } from '../harness/person.ts';
import { startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, SIZES, signInAt } from './page.ts';

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

test('the wizard leads from nothing to a dealership with its lead addresses', async () => {
  const page = await openPage(browser, world);
  await page.goto('/');
  await page.getByLabel('Name des Autohauses').fill('Autohaus Erststart');
  await page.getByLabel('Bundesland').selectOption('BY');
  await page.getByLabel('Vor- und Nachname').fill('Adam Ahrens');
  await page.getByLabel('E-Mail-Adresse').fill('adam@erststart.example');
  await page.getByLabel('Passwort wählen').fill(PASSWORD);
  await expectAccessible(page, 'wizard, dealership');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByRole('heading', { name: 'Wann ist Ihr Verkauf geöffnet?' }).waitFor();
  await expectAccessible(page, 'wizard, hours');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByRole('heading', { name: 'Woher kommen Ihre Anfragen?' }).waitFor();
  await expectAccessible(page, 'wizard, sources');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByRole('heading', { name: 'Wer arbeitet mit?' }).waitFor();
  await page.getByRole('button', { name: 'Autohaus einrichten' }).click();
  await page.getByRole('heading', { name: 'Autohaus Erststart ist eingerichtet' }).waitFor();
  await page.getByText(/^mobilede-[a-z0-9]+@leads\.localhost$/).waitFor();
  await expectAccessible(page, 'wizard, addresses');
  world.noUnexpectedMail();
});

test('a wrong password is said plainly, and a right one leads to the list', async () => {
  const { admin } = await world.setUp();
  const page = await openPage(browser, world);
  await page.goto('/anmelden');
  await expectAccessible(page, 'sign-in');
  await page.getByLabel('E-Mail-Adresse').fill(admin.mail);
  await page.getByLabel('Passwort', { exact: true }).fill('ganz falsches Passwort');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByText('E-Mail-Adresse oder Passwort stimmen nicht.').waitFor();
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('navigation').first().waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  world.noUnexpectedMail();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: a new enquiry appears without reloading, is taken, answered, and its clock stops`, async () => {
    const dealer = await world.setUp();
    const vera = await dealer.hire('Vera Vogt', 'seller');
    const page = await openPage(browser, world, size);
    await signInAt(page, vera.mail, '/anfragen?view=pool');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const { id } = await dealer.enquiry({ name: 'Karla Kunde', vehicle: 'VW Golf' });
    await page.getByText('Karla Kunde').first().waitFor();
    await expectAccessible(page, `list, ${size}`);

    await page.goto(`/anfragen/${id}`);
    await page.getByRole('heading', { name: /Karla Kunde/ }).waitFor();
    await expectAccessible(page, `lead, ${size}`);
    await page.getByRole('button', { name: 'Übernehmen' }).click();
    await page.getByLabel('Ihre Antwort').fill('Ja, er steht noch hier.');
    const answering = page.waitForResponse((response) => response.url().endsWith('/answer'));
    await page.getByRole('button', { name: 'Antwort senden' }).click();
    assert.equal((await answering).status(), 200);
    await page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ hasText: 'Ja, er steht noch hier.' })
      .waitFor();
    const answered = await world.lead(vera, id);
    assert.deepEqual([answered.status, answered.symbol], ['followUp', 'green']);
    await world.work();
    world.mailTo({ mail: 'karla@kunde.example' });
    world.noUnexpectedMail();
  });
}

test('N3: the seller sees the warning triangle once the enquiry stands at the controller', async () => {
  const dealer = await world.setUp();
  const vera = await dealer.hire('Vera Vogt', 'seller');
  const lead = await dealer.enquiry();
  await vera.post(`/api/leads/${lead.id}/take`);
  const page = await openPage(browser, world);
  await signInAt(page, vera.mail, '/anfragen?view=mine');
  await page.getByText('Karla Kunde').first().waitFor();
  assert.equal(await page.getByRole('img', { name: /eskaliert|Controller/i }).count(), 0);
  await world.passTo('2026-03-03T15:00');
  await page
    .getByRole('img', { name: /eskaliert|Controller/i })
    .first()
    .waitFor();
  await expectAccessible(page, 'escalated list');
  world.noUnexpectedMail();
});

test('N6, N12: under Statistik a controller finds every configured time with who set it, and prints it on one page', async () => {
  const dealer = await world.setUp();
  const clara = await dealer.hire('Clara Conrad', 'controller');
  for (const name of ['Vera Vogt', 'Otto Ohm', 'Ines Iwan', 'Jens Jung', 'Karl Kern', 'Lisa Lenz'])
    await dealer.hire(name, 'seller');
  await dealer.changeTimes({ 'EM2.1': { on: true, minutes: 120, unit: 'openingHours' } });
  const page = await openPage(browser, world);
  await signInAt(page, clara.mail);
  await page.getByRole('link', { name: 'Übersicht über Zugänge' }).click();
  await page.getByRole('link', { name: 'Eskalationen und Reminder' }).click();
  const mail = page.getByRole('row', { name: /^EM2\.1/ });
  await mail.getByText(/2026, .+/).waitFor();
  assert.match((await mail.textContent()) ?? '', new RegExp(`2 Std\\. Öffnungszeit.*${dealer.admin.name}`));
  assert.match(
    (await page.getByRole('row', { name: /^E1 / }).textContent()) ?? '',
    /2 Std\. Öffnungszeit.*Einrichtung/,
  );
  const printed = (await page.pdf({ format: 'A4' })).toString('latin1');
  assert.equal(printed.match(/\/Type\s*\/Page\b/g)?.length, 1);
  world.noUnexpectedMail();
});

test('N5: every page an admin finds in the navigation opens and can be read by everybody', async () => {
  const { admin } = await world.setUp();
  const page = await openPage(browser, world);
  const isReadable = async (where: string): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    // On phones each screen is looked at by its own story.
    await expectAccessible(page, where);
    for (const size of ['phone', 'desktop'] as const) {
      await page.setViewportSize(SIZES[size]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${where} is ${overflow}px wider than a ${size}`);
    }
  };
  await signInAt(page, admin.mail, '/konto');
  await isReadable('/konto');
  // A new page is found by its link: nobody has to remember it here.
  const links = await page.getByRole('navigation', { name: 'Navigation' }).getByRole('link').all();
  const paths = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
  assert.ok(paths.length > 20, paths.join(' '));
  // The sign leads to the enquiries, which have links of their own.
  for (const path of new Set(paths.filter((href) => href !== '/'))) {
    await page.locator(`nav a[href="${path}"]`).first().click();
    await page.locator(`nav a[href="${path}"][aria-current="page"]`).first().waitFor();
    await isReadable(path);
  }
  world.noUnexpectedMail();
});
