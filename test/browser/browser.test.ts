import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { launchBrowser } from './browser.ts';

test('a real browser opens a page, runs its script and takes a screenshot', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await page.goto(
      `data:text/html;charset=utf-8,<h1>Gut</h1><script>document.body.append('en Täg'.length)</script>`,
    );
    assert.equal(await page.textContent('body'), `Gutdocument.body.append('en Täg'.length)6`);
    const picture = await page.screenshot();
    assert.deepEqual([picture.readUInt32BE(16), picture.readUInt32BE(20)], [390, 844]);
  } finally {
    await browser.close();
  }
});

test('the browser keeps pages of different origins apart', async () => {
  const foreign = createServer((_, response) => response.end('secret')).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  const { port } = foreign.address() as AddressInfo;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto('data:text/html,<p>an origin of its own');
    const read = (url: string) =>
      page.evaluate(
        (address) =>
          fetch(address).then(
            (answer) => answer.text(),
            () => 'refused',
          ),
        url,
      );
    assert.equal(await read(`http://127.0.0.1:${port}/`), 'refused');
    assert.equal(await (await page.context().request.get(`http://127.0.0.1:${port}/`)).text(), 'secret');
  } finally {
    await browser.close();
    foreign.close();
  }
});
