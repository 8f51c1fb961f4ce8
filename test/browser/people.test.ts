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
let otto: Person;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-09T10:00');
  dealer = await world.setUp();
  clara = await dealer.hire('Clara Conrad', 'controller');
  otto = await dealer.hire('Otto Ohm', 'seller');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: an absence is entered with a substitute, a loop is named before it is saved, and a gap is a red banner`, async () => {
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail, '/einstellungen/personen');
    await page.getByRole('heading', { name: 'Abwesenheiten' }).waitFor();
    assert.equal(await page.getByText('niemand zuständig erreichbar').count(), 0);

    await page.getByRole('button', { name: 'Abwesenheit eintragen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Abwesenheit eintragen' });
    await dialog.getByLabel('Letzter Tag').fill('2026-03-13');
    await expectAccessible(page, `absence dialog, ${size}`);
    await dialog.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Für alle Anfragen ist heute niemand zuständig erreichbar.').waitFor();
    await page.getByText('abwesend bis Fr., 13.03., ohne Vertretung').waitFor();
    await expectAccessible(page, `people with a gap, ${size}`);

    await otto.post('/api/absences', {
      accountId: otto.id,
      fromOn: '2026-03-12',
      untilOn: null,
      substituteId: clara.id,
    });
    await page.reload();
    await page.getByRole('button', { name: 'Abwesenheit von Clara Conrad ändern' }).click();
    const change = page.getByRole('dialog', { name: 'Abwesenheit ändern' });
    await change.getByRole('combobox', { name: 'Vertretung' }).click();
    await page.getByRole('option', { name: 'Otto Ohm' }).click();
    await change
      .getByText(
        'Am Do., 12.03. würden sich diese Personen im Kreis vertreten: Clara Conrad, dann Otto Ohm, dann Clara Conrad.',
      )
      .waitFor();
    await expectAccessible(page, `a loop, ${size}`);
    await change.getByLabel('Letzter Tag').fill('2026-03-11');
    await change.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('abwesend bis Mi., 11.03., Vertretung: Otto Ohm').waitFor();
    await page.getByText('niemand zuständig erreichbar').waitFor({ state: 'detached' });
    world.noUnexpectedMail();
  });
}

test('an admin narrows what a controller answers for, and what is left over is named in the banner', async () => {
  await dealer.openBranch('Nord');
  const page = await openPage(browser, world);
  await signInAt(page, dealer.admin.mail, '/einstellungen/personen');
  await page.getByRole('button', { name: 'Zugang von Clara Conrad ändern' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Zuständig für Niederlassungen' }).click();
  await page.getByRole('option', { name: 'Nord' }).click();
  await expectAccessible(page, 'person dialog');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('für Nord', { exact: true }).waitFor();
  await page.getByText('Für Autohaus Sonnenhof ist heute niemand zuständig erreichbar.').waitFor();
  world.noUnexpectedMail();
});

test('the language chosen in the menu is the person’s own: the next mail is written in it', async () => {
  const page = await openPage(browser, world);
  await signInAt(page, clara.mail);
  await page.getByRole('button', { name: 'Konto von Clara Conrad' }).click();
  const saving = page.waitForResponse((response) => response.url().endsWith('/api/session/language'));
  await page.getByLabel('Sprache').selectOption('en');
  assert.equal((await saving).status(), 200);
  await page.goto('/einstellungen/personen');
  await page.getByRole('heading', { name: 'Absences' }).waitFor();
  await expectAccessible(page, 'people, in English');
  const { language } = await clara.get<{ language: string }>('/api/session');
  assert.equal(language, 'en');
  world.noUnexpectedMail();
});
