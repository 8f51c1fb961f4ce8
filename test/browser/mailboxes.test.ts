import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { type ImapServer, startHoodiecrow, USER, USER_PASSWORD } from '../harness/imap-servers.ts';
import { startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, signInAt } from './page.ts';

let browser: Browser;
let world: World;
let imap: ImapServer;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  world = await startWorld();
  imap = await startHoodiecrow([]);
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await imap.stop();
  await world.stop();
});

for (const size of ['desktop', 'phone'] as const) {
  test(`on a ${size}: a mailbox is entered, really tried before it is saved, and shown as it stands`, async () => {
    const { admin } = await world.setUp();
    const page = await openPage(browser, world, size);
    await signInAt(page, admin.mail);
    await page.goto('/einstellungen/postfaecher');
    await page.getByText('Noch kein Postfach').waitFor();
    await page.getByRole('button', { name: 'Postfach hinzufügen' }).click();
    await page.getByLabel('Server (IMAP)').fill('127.0.0.1');
    await page.getByLabel('Verschlüsselung').selectOption('none');
    await page.getByLabel('Port').fill(String(imap.port));
    await page.getByLabel('Benutzername').fill(USER);
    await page.getByLabel('Passwort', { exact: true }).fill('ganz falsch');
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click();
    await page.getByText('Der Server lässt uns nicht hinein').waitFor();
    await expectAccessible(page, `refused mailbox, ${size}`);
    await page.getByLabel('Passwort', { exact: true }).fill(USER_PASSWORD);
    await page.getByRole('button', { name: 'Verbindung prüfen' }).click();
    await page.getByText('Die Verbindung steht').waitFor();
    await expectAccessible(page, `mailbox that works, ${size}`);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Noch nicht verbunden').waitFor();
    await expectAccessible(page, `mailboxes, ${size}`);
    await page.goto('/einstellungen/aenderungen');
    await page.getByRole('listitem').filter({ hasText: 'Postfach' }).first().waitFor();
    world.noUnexpectedMail();
  });
}
