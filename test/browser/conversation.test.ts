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
let vera: Person;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  world.jumpTo('2026-03-09T10:00');
  dealer = await world.setUp();
  vera = await dealer.hire('Vera Vogt', 'seller');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: an answer is written with a text block and a file, previewed, sent, and stands in the conversation`, async () => {
    const lead = await dealer.enquiry();
    await dealer.admin.post('/api/text-blocks', {
      name: 'Dank',
      text: '{Anrede},\n\ndanke für Ihr Interesse am {Fahrzeug}.',
      own: false,
    });
    const page = await openPage(browser, world, size);
    await signInAt(page, vera.mail, `/anfragen/${lead.id}?act=answer`);
    const box = page.getByRole('region', { name: 'Antworten' });
    await box.getByRole('button', { name: 'Textbaustein' }).click();
    await page.getByRole('menuitem', { name: 'Dank' }).click();
    const text = 'Guten Tag Karla Kunde,\n\ndanke für Ihr Interesse am VW Golf.';
    assert.equal(await box.getByLabel('Ihre Antwort').inputValue(), text);
    const file = { name: 'Angebot.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') };
    const broken = { name: 'Foto.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') };
    await box.locator('input[type=file]').setInputFiles([file, broken]);
    await box.getByText('Angebot.pdf').waitFor();
    await expectAccessible(page, `answer with a file, ${size}`);

    await box.getByRole('button', { name: 'Vorschau' }).click();
    const preview = page.getByRole('dialog', { name: 'So bekommt es der Interessent' });
    await preview.getByText('Vera Vogt, Autohaus Sonnenhof').waitFor();
    await preview.getByText('Angebot.pdf').waitFor();
    await expectAccessible(page, `preview of an answer, ${size}`);
    await page.keyboard.press('Escape');
    await preview.waitFor({ state: 'hidden' });

    await box.getByRole('button', { name: 'Antwort senden' }).click();
    const said = page
      .getByRole('region', { name: 'Gespräch' })
      .getByRole('listitem')
      .filter({ hasText: 'Vera Vogt' });
    await said.getByText('danke für Ihr Interesse').waitFor();
    await said.getByRole('link', { name: 'Angebot.pdf' }).waitFor();
    await said.getByRole('button', { name: 'Ansehen Foto.gif' }).click();
    await said.getByText('Diese Datei lässt sich nicht als Bild anzeigen.').waitFor();
    await world.work();
    const mail = world.mailTo({ mail: 'karla@kunde.example' });
    assert.deepEqual(
      mail.content.attachments.map(({ name }) => name),
      ['Angebot.pdf', 'Foto.gif'],
    );
    await expectAccessible(page, `conversation, ${size}`);
    world.noUnexpectedMail();
  });
}

test('an address at which mail does not arrive is said, and written to only on purpose', async () => {
  const lead = await dealer.enquiry();
  world.relay.mood = 550;
  await vera.post(`/api/leads/${lead.id}/answer`, { subject: 'Ihr Golf', text: 'Ja.' });
  await world.work();
  const page = await openPage(browser, world);
  await signInAt(page, vera.mail, `/anfragen/${lead.id}?act=answer`);
  await page.getByText('Ihre Antwort kam nicht an. Versuchen Sie es anders bis').waitFor();
  const box = page.getByRole('region', { name: 'Antworten' });
  await box.getByLabel('Ihre Antwort').fill('Noch einmal.');
  const send = box.getByRole('button', { name: 'Antwort senden' });
  assert.equal(await send.isDisabled(), true);
  await expectAccessible(page, 'unreachable address');
  await box.getByLabel('Trotzdem an diese Adresse senden').check();
  assert.equal(await send.isEnabled(), true);
});

test('the acknowledgement is written with a preview beside it and switched on; a source may have its own', async () => {
  const page = await openPage(browser, world);
  await signInAt(page, dealer.admin.mail, '/einstellungen/eingangsbestaetigung');
  const preview = page.getByRole('region', { name: 'Vorschau' });
  await preview.getByText('Sehr geehrte Frau Kunde').first().waitFor();
  await page.getByRole('switch', { name: 'Eingangsbestätigung senden' }).press('Space');
  await page.getByRole('textbox', { name: 'Während der Öffnungszeiten' }).fill('{Anrede}, danke! {Rabatt}');
  await preview.getByText('Sehr geehrte Frau Kunde, danke!').waitFor();
  await preview.getByText('Dafür gibt es hier keinen Wert: Rabatt').waitFor();
  await expectAccessible(page, 'acknowledgement');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Eingangsbestätigung gespeichert.').waitFor();
  await page.getByLabel('Wofür?').selectOption({ label: 'AutoScout24' });
  assert.equal(await page.getByRole('textbox', { name: 'Während der Öffnungszeiten' }).isDisabled(), true);
  await page.getByText('Eigene Einstellung', { exact: true }).click();
  assert.equal(await page.getByRole('textbox', { name: 'Während der Öffnungszeiten' }).isEnabled(), true);
});

test('text blocks are written, changed and removed; a seller changes only own ones', async () => {
  await dealer.admin.post('/api/text-blocks', { name: 'Dank', text: 'Danke.', own: false });
  const page = await openPage(browser, world);
  await signInAt(page, vera.mail, '/einstellungen/textbausteine');
  await page.getByText('Diese Textbausteine ändern Controller und Verwalter.').waitFor();
  await page.getByRole('button', { name: 'Textbaustein anlegen' }).click();
  const dialog = page.getByRole('dialog').first();
  await dialog.getByLabel('Name').fill('Gruß');
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Bis bald, ');
  await dialog.getByRole('button', { name: '{Name}' }).click();
  await expectAccessible(page, 'text block dialog');
  await dialog.getByRole('button', { name: 'Speichern' }).click();
  const own = page.getByRole('region', { name: 'Nur für mich' });
  await own.getByText('Bis bald, {Name}').waitFor();
  await page.getByLabel('Ihre Signatur').fill('Ihre Vera');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Signatur gespeichert.').waitFor();
  await expectAccessible(page, 'text blocks');
  await own.getByRole('button', { name: 'Gruß ändern' }).click();
  await dialog.getByRole('button', { name: 'Entfernen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).last().click();
  await page.getByText('Sie haben noch keinen eigenen Textbaustein.').waitFor();
});
