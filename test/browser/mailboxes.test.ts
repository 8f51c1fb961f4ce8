import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import pino from 'pino';
import type { Browser } from 'playwright-core';
import type { MailboxView } from '../../src/contract/mailboxes.ts';
import { openSecretBox } from '../../src/server/mailboxes/secrets.ts';
import { startMailboxService } from '../../src/server/mailboxes/service.ts';
import { ensureInstallation } from '../../src/server/settings/installation.ts';
import { eventually } from '../faults/running.ts';
import { type ImapServer, startHoodiecrow, startWire, USER, USER_PASSWORD } from '../harness/imap-servers.ts';
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
    await signInAt(page, admin.mail, '/einstellungen/postfaecher');
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

test('a mailbox out of reach is announced to whoever can act upon it, and the banner goes by itself', async () => {
  const dealer = await world.setUp();
  const clara = await dealer.hire('Clara', 'controller');
  const vera = await dealer.hire('Vera', 'seller');
  const wire = await startWire(imap.port);
  const { authSecret } = await ensureInstallation(world.database);
  const service = startMailboxService({
    database: world.database,
    mailDomain: 'leads.localhost',
    checkSender: false,
    secrets: openSecretBox(authSecret),
    log: pino({ level: 'silent' }),
    everyMs: 20,
    lookEveryMs: 50,
  });
  try {
    await dealer.admin.post('/api/mailboxes', {
      sourceId: dealer.sources[0]?.id,
      host: '127.0.0.1',
      port: wire.port,
      security: 'none',
      username: USER,
      folder: 'INBOX',
      key: { auth: 'password', password: USER_PASSWORD },
      startWith: 'unread',
    });
    const standing = async () => {
      const { items } = await dealer.admin.get<{ items: MailboxView[] }>('/api/mailboxes');
      return items[0]?.state;
    };
    await eventually('it is read', async () => (await standing()) === 'connected');
    const page = await openPage(browser, world);
    await signInAt(page, dealer.admin.mail);
    wire.cutAfter(0);
    await eventually('it fails', async () => (await standing()) === 'failing');
    // What lasts no longer than a restart alarms nobody.
    await world.passTo('2026-03-02T07:06');
    const title = `Das Postfach ${USER} kann seit 07:00 nicht gelesen werden`;
    await page.getByText(title).waitFor();
    await expectAccessible(page, 'mailbox out of reach');
    await page.getByRole('link', { name: 'Zu den Postfächern' }).click();
    await page.getByText('Nicht erreichbar').waitFor();

    const asked = await openPage(browser, world, 'phone');
    await signInAt(asked, clara.mail);
    await asked.getByText(title).waitFor();
    await asked.getByText('Bitte verständigen Sie einen Verwalter.').waitFor();
    const unasked = await openPage(browser, world);
    await signInAt(unasked, vera.mail);
    assert.equal(await unasked.getByText(title).count(), 0);
    assert.equal(await unasked.getByText('Der Eingang von Anfragen steht still').count(), 0);

    wire.mend();
    world.jumpTo('2026-03-02T07:20');
    await page.getByText(title).waitFor({ state: 'detached' });
    world.noUnexpectedMail();
  } finally {
    await service.stop();
    await wire.stop();
  }
});
