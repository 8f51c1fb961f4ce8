import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { DistributionSettings } from '../../src/domain/distribution/settings.ts';
import { changeDistribution } from '../harness/distribution.ts';
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
  await dealer.hire('Vera Vogt', 'seller');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  world.noUnexpectedMail();
  await world.stop();
});

const settings = async (): Promise<DistributionSettings> =>
  (await dealer.admin.get<{ settings: DistributionSettings }>('/api/distribution/settings')).settings;

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: rules are written, tried out before they are saved, moved by the keyboard, and saved`, async () => {
    const page = await openPage(browser, world, size);
    await signInAt(page, dealer.admin.mail, '/einstellungen/verteilung');
    await page.getByRole('heading', { name: 'Verteilung', exact: true }).waitFor();
    await expectAccessible(page, `distribution, ${size}`);
    await page.getByRole('radio', { name: 'Nach Regeln' }).check();

    await page.getByRole('button', { name: 'Regel hinzufügen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Regel' });
    await dialog.getByLabel('Postleitzahlen').fill('80-82');
    await dialog.getByRole('button', { name: 'Übernehmen' }).click();
    await dialog.getByText('Bitte wählen Sie, wer die Anfrage bekommt.').waitFor();
    await expectAccessible(page, `rule that names nobody, ${size}`);
    await dialog.getByRole('combobox', { name: 'Person' }).click();
    await page.getByRole('option', { name: 'Otto Ohm' }).click();
    await dialog.getByRole('button', { name: 'Übernehmen' }).click();
    await page.getByText('PLZ 80–82: an Otto Ohm').waitFor();
    await page.getByRole('button', { name: 'Regel hinzufügen' }).click();
    await dialog.getByRole('combobox', { name: 'Geht an' }).click();
    await page.getByRole('option', { name: 'Anfragenverteiler' }).click();
    await dialog.getByRole('button', { name: 'Übernehmen' }).click();
    await page.getByText('Jede Anfrage: an den Anfragenverteiler').waitFor();

    await page.getByLabel('Postleitzahl', { exact: true }).fill('80331');
    await page.getByRole('button', { name: 'Ausprobieren' }).click();
    await page.getByText('Das bekommt Otto Ohm.').waitFor();
    await page.getByText('Regel 1 passt.').waitFor();
    await expectAccessible(page, `answer of the preview, ${size}`);

    await page.getByRole('button', { name: 'Regel 2 nach oben' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ausprobieren' }).click();
    await page.getByText(/^Das wartet auf den Anfragenverteiler/).waitFor();
    assert.deepEqual((await settings()).rules, [], 'nothing is saved yet');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Gespeichert. Neue Anfragen werden jetzt so verteilt.').waitFor();
    assert.deepEqual(
      (await settings()).rules.map(({ target }) => target.to),
      ['dispatchers', 'person'],
    );
    await page.goto('/einstellungen/aenderungen');
    const entry = page.getByRole('listitem').filter({ hasText: 'Regel 2' });
    assert.match((await entry.textContent()) ?? '', /PLZ 80–82: an Otto Ohm/);
  });

  test(`on a ${size}: a controller reads the distribution and changes nothing; the lead says whose turn it was`, async () => {
    await changeDistribution(dealer, { branches: { [dealer.branchId]: 'roundRobin' } });
    const lead = await dealer.enquiry();
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail, '/einstellungen/verteilung');
    await page.getByText('Verwalter können die Verteilung ändern.').waitFor();
    assert.ok(await page.getByRole('radio', { name: 'Reihum' }).isDisabled());
    await expectAccessible(page, `distribution to read, ${size}`);
    await page.goto(`/anfragen/${lead.id}`);
    await page.getByText('Verteilung: reihum, Otto Ohm war am längsten nicht dran').waitFor();

    await otto.post('/api/absences', {
      accountId: otto.id,
      fromOn: '2026-03-09',
      untilOn: null,
      substituteId: null,
    });
    if (size === 'phone') await page.getByRole('button', { name: 'Weitere Schritte' }).click();
    await page.getByRole(size === 'phone' ? 'menuitem' : 'button', { name: 'Zuweisen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anfrage verteilen' });
    await dialog.getByRole('radio', { name: /^Vera Vogt/ }).waitFor();
    await dialog.getByText('Heute abwesend · ohne Vertretung · 1 offene').waitFor();
    await expectAccessible(page, `choosing a person, ${size}`);
  });

  test(`on a ${size}: the dispatcher finds what waits, and gives it to whom the product proposes`, async () => {
    const dora = await dealer.hire('Dora Dietz', 'dispatcher');
    await changeDistribution(dealer, { branches: { [dealer.branchId]: 'manual' } });
    const lead = await dealer.enquiry();
    const page = await openPage(browser, world, size);
    await signInAt(page, dora.mail);
    await page.getByRole('link', { name: 'Zu verteilen 1' }).click();
    await page.getByRole('link', { name: 'Karla Kunde' }).focus();
    await page.keyboard.press('t');
    await page.keyboard.press('Enter');
    await page.getByText('Diese Anfrage wartet darauf, dass Sie sie verteilen.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Übernehmen' }).count(), 0);
    await page.getByRole('button', { name: 'Verteilen' }).click();
    const dialog = page.getByRole('dialog', { name: 'Anfrage verteilen' });
    await dialog.getByText('Otto Ohm ist da und hat die wenigsten offenen Anfragen (0).').waitFor();
    await expectAccessible(page, `distributing, ${size}`);
    await dialog.getByRole('button', { name: 'Verteilen' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const { assignee, history } = await world.lead(dora, lead.id);
    assert.equal(assignee, 'Otto Ohm');
    assert.ok(
      history.every(({ kind }) => kind !== 'taken'),
      'who distributes takes nothing by a key',
    );
    await page.getByRole('button', { name: 'Verteilen' }).waitFor({ state: 'detached' });
  });

  test(`on a ${size}: a branch changes to the pool, and what waits goes with it when it is wanted`, async () => {
    await changeDistribution(dealer, { branches: { [dealer.branchId]: 'manual' } });
    const lead = await dealer.enquiry();
    const page = await openPage(browser, world, size);
    await signInAt(page, dealer.admin.mail, '/einstellungen/verteilung');
    await page.getByRole('radio', { name: 'Pool' }).check();
    await page.getByText('Eine Anfrage wartet noch auf den Anfragenverteiler').waitFor();
    await expectAccessible(page, `what still waits, ${size}`);
    await page.getByLabel('Jetzt ebenfalls nach den neuen Einstellungen verteilen').check();
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Gespeichert. Neue Anfragen werden jetzt so verteilt.').waitFor();
    await page.goto(`/anfragen/${lead.id}`);
    await page.getByText(/^Verteilung durch .*: in den Pool/).waitFor();
  });
}
