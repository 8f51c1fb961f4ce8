import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { localOf, startWorld, type World } from '../harness/world.ts';
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
  test(`on a ${size}: E1 of one source gets a time of its own, the open leads get it too, and one turns red`, async () => {
    const { admin, sources, enquiry } = await world.setUp();
    const [mobile, scout] = sources;
    assert.ok(mobile && scout);
    const ofMobile = await enquiry({ name: 'Karla Kunde', to: mobile.leadAddress });
    const ofScout = await enquiry({ name: 'Kurt Kurz', to: scout.leadAddress });
    await world.passTo('2026-03-03T10:30');

    const page = await openPage(browser, world, size);
    await signInAt(page, admin.mail, '/einstellungen/eskalation');
    if (size === 'phone') await page.getByLabel('Wessen Zeiten?').first().selectOption(mobile.name);
    else await page.getByRole('link', { name: mobile.name, exact: true }).click();
    await page.getByRole('button', { name: 'E1: Eigene Zeit festlegen' }).click();
    const e1 = page.getByRole('group', { name: /^E1/ });
    await e1.getByLabel('Stunden').fill('1');
    await expectAccessible(page, `times of a source, ${size}`);
    await page.getByRole('button', { name: 'Änderungen prüfen' }).click();
    const apply = page.getByRole('radio', { name: 'Auch für die 2 offenen' });
    await page.getByText('1 davon bekäme andere Zeiten. Sofort: 1 würde rot.').waitFor();
    await expectAccessible(page, `preview of times, ${size}`);
    assert.equal((await world.lead(admin, ofMobile.id)).symbol, 'yellow');
    await apply.check();
    await page.getByRole('button', { name: 'Speichern, auch für offene' }).click();
    await page.getByText('Gespeichert. 1 offene Anfrage hat neue Zeiten. 1 ist jetzt rot.').waitFor();

    const red = await world.lead(admin, ofMobile.id);
    assert.deepEqual([red.symbol, red.timesOf], ['red', 'source']);
    const other = await world.lead(admin, ofScout.id);
    assert.deepEqual([other.symbol, localOf(other.dueAt)], ['yellow', '2026-03-03T11:00:00']);
    await page.goto(`/anfragen/${ofMobile.id}`);
    await page.getByText(`Es gelten die eigenen Zeiten der Quelle ${mobile.name}.`).waitFor();
    await page.getByText(/sofort, als die neuen Zeiten übernommen wurden/).waitFor();
    await expectAccessible(page, `lead with times of its source, ${size}`);

    await page.goto('/einstellungen/aenderungen');
    const entry = page.getByRole('listitem').filter({ hasText: `Quelle ${mobile.name} · E1` });
    assert.match((await entry.textContent()) ?? '', /keine eigene Zeit.*1 Std\. Öffnungszeit/);
    await expectAccessible(page, `changes, ${size}`);
    world.noUnexpectedMail();
  });
}

test('N4: an exception is taken back and the source follows the dealership again', async () => {
  const { admin, sources } = await world.setUp();
  const [mobile] = sources;
  assert.ok(mobile);
  const path = '/api/escalation/settings';
  type Saved = { settings: { sources: object }; version: number };
  const { settings, version } = await admin.get<Saved>(path);
  const own = { [mobile.id]: { E1: { on: true, minutes: 60, unit: 'openingHours' } } };
  await admin.put(path, {
    settings: { ...settings, sources: own },
    basedOnVersion: version,
    openLeads: 'keep',
  });

  const page = await openPage(browser, world);
  await signInAt(page, admin.mail, '/einstellungen/eskalation');
  await page.getByRole('link', { name: `Quelle ${mobile.name}: 1 Std. Öffnungszeit` }).click();
  await page.getByRole('button', { name: 'E1: wieder wie das Autohaus' }).click();
  await page.getByRole('link', { name: 'So wirken die Zeiten' }).click();
  await page.getByRole('button', { name: 'Hier bleiben' }).click();
  await page.getByRole('button', { name: 'Änderungen prüfen' }).click();
  await page.getByText('Zurzeit ist keine Anfrage offen.').waitFor();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Gespeichert.').waitFor();
  assert.deepEqual((await admin.get<Saved>(path)).settings.sources, {});
  world.noUnexpectedMail();
});

test('the course of an enquiry shows whose times it goes by, and the follow-up as a chain of its own', async () => {
  const { admin, sources } = await world.setUp();
  const [mobile] = sources;
  assert.ok(mobile);
  const page = await openPage(browser, world);
  await signInAt(page, admin.mail, `/statistik/eskalationsverlauf?quelle=${mobile.id}`);
  await page.getByRole('img', { name: /^Verlauf einer Anfrage/ }).waitFor();
  await page.getByRole('button', { name: 'Freitag, 17:30' }).click();
  await page
    .getByRole('cell', { name: /^2 Std\. Öffnungszeit ab Eingang \(Fr\., 06\.03\., 17:30\)/ })
    .waitFor();
  await page.getByRole('button', { name: 'Mit Wiedervorlage' }).click();
  await page.getByRole('img', { name: /^Verlauf einer Wiedervorlage am Mo\., 09\.03\., 09:00/ }).waitFor();
  await page
    .getByRole('cell', { name: '24 Std. nach der Uhr ab Wiedervorlage (Mo., 09.03., 09:00)' })
    .waitFor();
  await expectAccessible(page, 'course with a follow-up');
  world.noUnexpectedMail();
});
