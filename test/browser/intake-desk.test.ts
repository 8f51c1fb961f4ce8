import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
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
  test(`on a ${size}: a newsletter at the desk is said to be an enquiry, and the lead is completed`, async () => {
    const address = dealer.sources[0]?.leadAddress ?? '';
    await world.bring(
      'From: Karla <karla@kunde.example>\nSubject: Frage zum Golf\nPrecedence: bulk\nList-Unsubscribe: <https://x.example>\n\nIst er noch da?',
      address,
    );
    await world.work();
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail, '/posteingang');
    await page.getByRole('button', { name: 'Frage zum Golf' }).waitFor();
    await expectAccessible(page, `intake desk, ${size}`);
    await page.getByRole('button', { name: 'Frage zum Golf' }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('list-unsubscribe').first().waitFor();
    await expectAccessible(page, `message, ${size}`);
    await drawer.getByRole('button', { name: 'Ist doch eine Anfrage' }).click();
    await page.getByText('Gespeichert.').waitFor();
    await world.work();
    await drawer.getByRole('link', { name: 'Anfrage 1' }).click();

    await page.getByRole('button', { name: 'Jetzt prüfen' }).click();
    const form = page.getByRole('dialog', { name: 'Anfrage prüfen' });
    await form.getByLabel('Telefon').fill('0170 1234567');
    await form.getByLabel('Fahrzeug').fill('VW Golf');
    await form.getByLabel('Probefahrt').check();
    await expectAccessible(page, `form, ${size}`);
    await form.getByRole('button', { name: 'Geprüft, speichern' }).click();
    await page.getByText('Clara Conrad hat die Anfrage geprüft').waitFor();
    const { items } = await clara.get<{ items: { vehicle: string; needsReview: boolean; status: string }[] }>(
      '/api/leads?view=all',
    );
    assert.deepEqual(
      items.map(({ vehicle, needsReview, status }) => [vehicle, needsReview, status]),
      [['VW Golf', false, 'new']],
    );
    world.noUnexpectedMail();
  });
}

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: each field says where it came from and marks that place in the original`, async () => {
    const lead = [
      '<?xml version="1.0"?><adf><prospect><requestdate>2026-03-09T09:00:00+01:00</requestdate>',
      '<vehicle interest="buy"><year>2024</year><make>VW</make><model>Golf</model></vehicle>',
      '<customer><contact><name part="full">Karla Kunde</name><email>karla@kunde.example</email></contact></customer>',
      '<vendor><vendorname>Lindenhof</vendorname></vendor><lieblingsfarbe>Rot</lieblingsfarbe></prospect></adf>',
    ].join('\n');
    await world.bring(
      'From: Portal <p@portal.example>\nSubject: Anfrage\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n' +
        `--b\nContent-Type: text/plain\n\nEine Anfrage.\n--b\nContent-Type: application/xml; name=lead.xml\n\n${lead}\n--b--`,
      dealer.sources[0]?.leadAddress ?? '',
    );
    await world.work();
    const page = await openPage(browser, world, size);
    await signInAt(page, clara.mail);
    const { items } = await clara.get<{ items: { id: string }[] }>('/api/leads?view=all');
    await page.goto(`/anfragen/${items[0]?.id}`);
    await page.getByText('So wurde die Anfrage gelesen').click();
    await page
      .getByText('Gelesen als ADF, weil der Anhang „lead.xml“ ein ADF-Dokument enthält. Vertrauen: 100 %.')
      .waitFor();
    await page.getByText('Eingestuft als: Anfrage.').waitFor();

    const make = page.getByRole('button', { name: 'Marke VW' });
    if (size === 'desktop') await make.hover();
    else await make.click();
    await page.getByText('Marke: XML-Feld „vehicle/make“. Die Stelle ist im Original markiert.').waitFor();
    assert.equal(await page.locator('mark').textContent(), '<make>VW</make>');
    await expectAccessible(page, `fields with origins, ${size}`);

    await page.getByRole('button', { name: 'Abgesandt' }).focus();
    assert.match((await page.locator('mark').textContent()) ?? '', /^<requestdate>/);
    await page.getByRole('button', { name: 'lieblingsfarbe Rot' }).focus();
    assert.equal(await page.locator('mark').textContent(), '<lieblingsfarbe>Rot</lieblingsfarbe>');
    world.noUnexpectedMail();
  });
}

test('a source is read anew: what would change is shown, one enquiry is left out, the others are taken', async () => {
  for (const name of ['Anna Alt', 'Berta Bau', 'Carl Cop'])
    await dealer.enquiry({ name, mail: `${name[0]}@kunde.example` });
  await world.database.acrossDealerships(({ sql: db }) =>
    sql`update leads set vehicle = null, enquiry = jsonb_set(enquiry #- '{parse,fields,vehicles.0.title}', '{vehicles}', '[]')`.execute(
      db,
    ),
  );
  const page = await openPage(browser, world, 'phone');
  await signInAt(page, clara.mail, `/quellen/${dealer.sources[0]?.id}`);
  await page.getByRole('link', { name: 'Quelle neu einlesen' }).click();
  await page.getByText('Noch nichts neu eingelesen').waitFor();
  await page.getByLabel('Nachrichten seit').fill('2026-03-01');
  await page.getByRole('button', { name: 'Vergleichen' }).click();
  await page.getByText('0 von 3 Nachrichten verglichen').waitFor();
  await world.work();
  await page.getByText('3 Nachrichten verglichen: 3 Anfragen würden sich ändern.').waitFor();
  await page.getByText('ändert sich bei 3 Anfragen').first().waitFor();
  await page.getByRole('checkbox', { name: 'Anfrage 2 übernehmen' }).uncheck();
  await expectAccessible(page, 'a source read anew');
  await page.getByRole('button', { name: '2 Anfragen übernehmen' }).click();
  await page.getByText('0 von 2 Anfragen übernommen').waitFor();
  await world.work();
  await page.getByText('2 Anfragen wurden geändert.').waitFor();
  const { items } = await clara.get<{ items: { number: number; vehicle: string | null }[] }>(
    '/api/leads?view=all',
  );
  const vehicles = items.toSorted((a, b) => a.number - b.number).map(({ vehicle }) => vehicle);
  assert.deepEqual(vehicles, ['VW Golf', null, 'VW Golf']);
  world.noUnexpectedMail();
});
