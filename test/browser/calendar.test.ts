import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { z } from 'zod';
import type { getCalendar } from '../../src/contract/calendars.ts';
import { formatWeek } from '../../src/domain/time/opening-hours.ts';
import { type Dealership, localOf, startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

let browser: Browser;
let world: World;
let dealer: Dealership;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-03T09:00');
  dealer = await world.setUp();
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

const PATH = '/einstellungen/oeffnungszeiten';
const openCalendar = async (size?: 'desktop' | 'phone', mail = dealer.admin.mail): Promise<Page> => {
  const page = await openPage(browser, world, size);
  await signInAt(page, mail, PATH);
  await page.getByRole('heading', { name: 'Feiertage und besondere Tage' }).waitFor();
  return page;
};
const stored = (): Promise<z.output<typeof getCalendar.output>> =>
  dealer.admin.get(`/api/branches/${dealer.branchId}/calendar`);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const save = async (page: Page): Promise<void> => {
  await button(page, 'Änderungen prüfen').click();
  await button(page, 'Speichern').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
};

test('half day, closure and a special opening are entered, reviewed and saved', async () => {
  const page = await openCalendar();
  await expectAccessible(page, 'calendar');
  await button(page, 'Heiligabend, Do., 24.12.').click();
  await button(page, 'Eintragen').click();

  await button(page, 'Tag eintragen').click();
  await page.getByRole('radio', { name: 'Geschlossen' }).check();
  await page.getByLabel('Bezeichnung').fill('Betriebsferien');
  await page.getByLabel('von', { exact: true }).fill('2026-07-27');
  await page.getByLabel('bis einschließlich').fill('2026-08-08');
  await button(page, 'Eintragen').click();

  await button(page, 'trotzdem öffnen: Maifeiertag, Fr., 01.05.2026').click();
  await button(page, 'Eintragen').click();
  await page.getByText('Bitte geben Sie dem Tag eine Bezeichnung.').waitFor();
  await page.getByLabel('Bezeichnung').fill('Frühlingsfest');
  await button(page, 'Eintragen').click();
  await page.getByText('zusätzlich geöffnet · trotz Maifeiertag · 08:00–18:00').waitFor();

  await button(page, 'Änderungen prüfen').click();
  await page.getByRole('dialog').getByRole('cell', { name: 'Betriebsferien (geschlossen)' }).waitFor();
  await expectAccessible(page, 'preview');
  await button(page, 'Weiter bearbeiten').click();
  await save(page);

  const { calendar, version } = await stored();
  assert.equal(version, 2);
  assert.deepEqual(calendar.days['2026-12-24'], {
    name: 'Heiligabend',
    kind: 'halfDay',
    open: [{ from: 540, to: 720 }],
  });
  assert.equal(calendar.days['2027-12-24']?.kind, 'halfDay', 'every year');
  assert.equal(calendar.days['2028-12-24'], undefined, 'a Sunday stays closed');
  assert.equal(Object.values(calendar.days).filter(({ kind }) => kind === 'closure').length, 13);
  assert.equal(calendar.days['2026-05-01']?.onHoliday, 'Maifeiertag');
  world.noUnexpectedMail();
});

test('on a phone a day is entered by tapping it', async () => {
  const page = await openCalendar('phone');
  await expectAccessible(page, 'calendar on a phone');
  await button(page, /^Donnerstag, 24. Dezember 2026/).click();
  await page.getByRole('radio', { name: 'Verkürzt geöffnet' }).check();
  await page.getByLabel('Bezeichnung').fill('Heiligabend');
  await expectAccessible(page, 'half day on a phone');
  await button(page, 'Eintragen').click();
  await save(page);
  assert.deepEqual((await stored()).calendar.days['2026-12-24']?.open, [{ from: 540, to: 720 }]);
});

test('what is removed gives the day back to its holiday', async () => {
  const page = await openCalendar();
  await button(page, 'trotzdem öffnen: Maifeiertag, Fr., 01.05.2026').click();
  await page.getByLabel('Bezeichnung').fill('Frühlingsfest');
  await button(page, 'Eintragen').click();
  await save(page);
  await button(page, 'Frühlingsfest am Fr., 01.05.2026 entfernen').click();
  await save(page);
  assert.deepEqual((await stored()).calendar.days['2026-05-01'], { name: 'Maifeiertag', open: [] });
});

test('the week says while it is typed what is wrong, merged or odd, and T19 is refused in words', async () => {
  const page = await openCalendar();
  const monday = page.getByRole('group', { name: 'Montag' });
  await monday.getByLabel('Ende am Montag').fill('07:00');
  await monday.getByText(/Das Ende muss nach dem Beginn liegen/).waitFor();
  assert.ok(await button(page, 'Änderungen prüfen').isDisabled());
  await monday.getByLabel('Ende am Montag').fill('12:00');
  await button(page, 'Zeitraum am Montag hinzufügen').click();
  await monday.getByLabel('Beginn am Montag').nth(1).fill('11:00');
  await monday.getByText('Gilt als ein Zeitraum: 08:00–18:00').waitFor();

  await button(page, 'Zeitraum am Sonntag hinzufügen').click();
  await page.getByLabel('Beginn am Sonntag').fill('2:30');
  await page.getByText(/So., 29.03.2026 um 02:30/).waitFor();

  const removals = page.getByRole('button', { name: /^\d.* bis .* entfernen$/ });
  for (let left = await removals.count(); left > 0; left -= 1) await removals.first().click();
  await page.getByText(/in den nächsten 400 Tagen nie geöffnet/).waitFor();
  assert.ok(await button(page, 'Änderungen prüfen').isDisabled());
  await button(page, 'Verwerfen').click();
  assert.equal(formatWeek((await stored()).calendar.week), 'Mo-Fr 08:00-18:00, Sa 09:00-13:00');
});

test('T24 the open enquiries keep their times or get the new ones, as was asked', async () => {
  world.jumpTo('2026-03-02T17:30');
  const lead = await dealer.enquiry();
  world.jumpTo('2026-03-02T20:00');
  const page = await openCalendar();
  await page.getByLabel('rund um die Uhr geöffnet').check();
  await button(page, 'Änderungen prüfen').click();
  await page.getByRole('radio', { name: /Auch für die/ }).check();
  await button(page, 'Speichern').click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const { dueAt, symbol } = await world.lead(dealer.admin, lead.id);
  assert.deepEqual([localOf(dueAt), symbol], ['2026-03-02T20:00:00', 'red']);
  world.noUnexpectedMail();
});

test('T22 another state’s holidays are offered, and taken over only when somebody says so', async () => {
  const page = await openCalendar();
  await button(page, 'Ändern').click();
  await page.getByLabel('Bundesland').selectOption('HH');
  await button(page, 'Speichern').click();
  await page.getByText('12 Feiertage kommen hinzu, 36 Feiertage entfallen.').waitFor();
  await expectAccessible(page, 'calendar with an offer');
  assert.equal((await stored()).calendar.days['2026-10-31'], undefined);
  await button(page, 'übernehmen').click();
  await save(page);
  const { calendar, holidayDifference } = await stored();
  assert.equal(calendar.days['2026-10-31']?.name, 'Reformationstag');
  assert.deepEqual(holidayDifference, { added: [], dropped: [] });
});

test('a further branch has a calendar and a zone of its own', async () => {
  const page = await openCalendar();
  await button(page, 'Niederlassung hinzufügen').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name der Niederlassung').fill('Filiale Las Palmas');
  await dialog.getByLabel('Bundesland').selectOption('none');
  await dialog.getByRole('combobox', { name: 'Zeitzone' }).fill('canary');
  await page.getByRole('option', { name: 'Atlantic/Canary' }).click();
  await expectAccessible(page, 'new branch');
  await button(page, 'Hinzufügen').click();
  await page.getByRole('heading', { name: 'Filiale Las Palmas' }).waitFor();
  await page.getByText('Für 2026 ist kein Feiertag und kein besonderer Tag eingetragen.').waitFor();
  const { items } = await dealer.admin.get<{ items: { name: string; zone: string; hours: string }[] }>(
    '/api/branches',
  );
  assert.deepEqual(
    items.find(({ name }) => name === 'Filiale Las Palmas'),
    {
      ...items.find(({ name }) => name === 'Filiale Las Palmas'),
      zone: 'Atlantic/Canary',
      state: 'none',
      hours: 'Mo-Fr 08:00-18:00, Sa 09:00-13:00',
    },
  );
});

test('nobody leaves with changes that are not saved unasked', async () => {
  const page = await openCalendar();
  await button(page, 'Tag eintragen').click();
  await page.getByLabel('Bezeichnung').fill('Inventur');
  await page.getByLabel('von', { exact: true }).fill('2027-01-04');
  await button(page, 'Eintragen').click();
  await page.getByRole('heading', { name: 'Besondere Tage 2027' }).waitFor();
  await page.getByRole('link', { name: 'Personen' }).click();
  await button(page, 'Hier bleiben').click();
  await page.getByText('Inventur').waitFor();
  await page.getByRole('link', { name: 'Personen' }).click();
  await button(page, 'Änderungen verwerfen').click();
  await page.getByRole('heading', { level: 1, name: 'Personen' }).waitFor();
  assert.equal((await stored()).version, 1);
});

test('everybody may read the calendar; only admins find anything to change', async () => {
  const clara = await dealer.hire('Clara Conrad', 'controller');
  const page = await openCalendar('desktop', clara.mail);
  await page.getByText('Nur Verwalter können die Öffnungszeiten ändern.').waitFor();
  assert.equal(await button(page, 'Tag eintragen').count(), 0);
  await button(page, 'Jahr 2027').click();
  await page.getByRole('heading', { name: 'Besondere Tage 2027' }).waitFor();
  await expectAccessible(page, 'calendar to read');
});
