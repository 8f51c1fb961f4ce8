import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import type { Browser } from 'playwright-core';
import type { LeadItem } from '../../src/contract/leads.ts';
import { type MetaGraph, startMetaGraph } from '../harness/meta-graph.ts';
import { startWorld, type World } from '../harness/world.ts';
import { launchBrowser } from './browser.ts';
import { expectAccessible, openPage, SIZES, signInAt } from './page.ts';

let browser: Browser;
let world: World;
let graph: MetaGraph;
before(async () => {
  browser = await launchBrowser();
  graph = await startMetaGraph();
});
after(async () => {
  await browser.close();
  await graph.stop();
});
beforeEach(async () => {
  world = await startWorld({ LEADWACHT_META_GRAPH: graph.url });
  world.jumpTo('2026-03-03T09:00');
});
afterEach(async () => {
  for (const context of browser.contexts()) await context.close();
  await world.stop();
});

test('a secret is made, shown once, used, and ended; what was refused stands beside it', async () => {
  const { admin, sources } = await world.setUp();
  const page = await openPage(browser, world, 'phone');
  await signInAt(page, admin.mail, `/quellen/${sources[0]?.id}`);
  const panel = page.getByRole('region', { name: 'Schnittstelle' });
  await panel.getByText('Noch kein Schlüssel').waitFor();
  await panel.getByRole('button', { name: 'Schlüssel erstellen' }).click();
  const secret = await panel.getByText(/^lw_/).textContent();
  const post = (key: string) =>
    fetch(`${world.base}/api/in/${sources[0]?.id}`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Karla Kunde', mail: 'karla@kunde.example' }),
    });
  assert.equal((await post(secret ?? '')).status, 202);
  assert.equal((await post('falsch')).status, 401);
  await panel.getByText('Beispiele und Anleitung').click();
  await expectAccessible(page, 'a new secret');
  await page.reload();
  await panel.getByText('Der Schlüssel passt zu keiner Quelle.').waitFor();
  await panel.getByText('Letzte Anfrage über die Schnittstelle').waitFor();
  assert.equal(await panel.getByText(/^lw_/).count(), 0);
  await panel.getByRole('button', { name: /Schlüssel .* beenden/ }).click();
  await page.getByRole('button', { name: 'Beenden', exact: true }).click();
  await panel.getByText('Noch kein Schlüssel').waitFor();
  await expectAccessible(page, 'no secret any more');
  assert.equal((await post(secret ?? '')).status, 401);
  await page.goto('/einstellungen/aenderungen');
  await page.getByRole('listitem').filter({ hasText: 'Schlüssel der Schnittstelle' }).first().waitFor();
  await expectAccessible(page, 'change log of secrets');
});

test('a source is connected with Meta; that its access has expired stands there and on the page of all interfaces', async () => {
  const { admin, branchId } = await world.setUp();
  const source = { branchId, kind: 'meta', name: 'Facebook' };
  const { id } = await admin.post<{ id: string }>('/api/sources', source);
  const page = await openPage(browser, world);
  await signInAt(page, admin.mail);
  await page.goto(`/quellen/${id}`);
  const panel = page.getByRole('region', { name: 'Facebook und Instagram' });
  await panel.getByRole('button', { name: 'Mit Meta verbinden' }).click();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await page.getByText('Bitte die Nummer mindestens einer Seite').waitFor();
  await expectAccessible(page, 'the dialog for Meta');
  await page.getByLabel('Seiten-IDs').fill('201');
  await page.getByLabel('App-Geheimcode', { exact: true }).fill(graph.appSecret);
  await page.getByLabel('Seiten-Zugriffstoken', { exact: true }).fill('abgelaufen');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await panel.getByText('noch nichts').waitFor();

  const value = { leadgen_id: '1', page_id: '201' };
  const body = JSON.stringify({ object: 'page', entry: [{ changes: [{ field: 'leadgen', value }] }] });
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': graph.signatureOf(body) };
  await fetch(`${world.base}/api/in/${id}/meta`, { method: 'POST', headers, body });
  await world.passTo('2026-03-03T09:07');
  await page.reload();
  await panel.getByText('Der Zugriff auf Meta ist abgelaufen').waitFor();
  const banner = page
    .getByRole('alert')
    .filter({ hasText: 'können seit 09:00 nicht bei Meta abgerufen werden' });
  await banner.getByRole('link', { name: 'Zur Quelle' }).waitFor();
  await expectAccessible(page, 'a source without access to Meta');

  await page.goto('/einstellungen/schnittstellen');
  const card = page.getByRole('region', { name: 'Facebook' });
  await card.getByText('gestört').waitFor();
  await expectAccessible(page, 'all interfaces, desktop');
  await page.setViewportSize(SIZES.phone);
  await card.getByText(/Der Zugriff auf Meta ist abgelaufen, seit/).waitFor();
  await expectAccessible(page, 'all interfaces, phone');
  await card.getByRole('link', { name: 'Facebook und Instagram bei Facebook öffnen' }).click();
  await panel.getByText('Der Zugriff auf Meta ist abgelaufen').waitFor();

  const { items } = await admin.get<{ items: LeadItem[] }>('/api/leads?view=all');
  await page.goto(`/anfragen/${items[0]?.id}`);
  await page.getByText('mit der Lead-ID 1 im Lead-Center der Meta Business Suite').waitFor();
  await expectAccessible(page, 'a lead whose details are still at Meta');
});
