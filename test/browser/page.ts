import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { PASSWORD } from '../harness/person.ts';
import type { World } from '../harness/world.ts';

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** A fresh browser window of a German visitor on the world's product; fails the test on any script error. */
export const openPage = async (
  browser: Browser,
  world: World,
  size: keyof typeof SIZES = 'desktop',
): Promise<Page> => {
  const context = await browser.newContext({
    baseURL: world.base,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    bypassCSP: true, // for axe, which is a script of the test and not of the product
    // Nobody waits for a fade, and a fading entrance has other colours than the screen a person reads.
    reducedMotion: 'reduce',
    viewport: SIZES[size],
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => assert.fail(`script error: ${error.message}`));
  return page;
};

/** Signs in as the form does and opens the page; the form itself has its own story (screens.test.ts). */
export const signInAt = async (page: Page, mail: string, path = '/'): Promise<void> => {
  const answer = await page.request.post('/api/auth/sign-in/email', {
    data: { email: mail, password: PASSWORD },
  });
  assert.equal(answer.status(), 200, `${mail} can sign in`);
  await page.goto(path);
  await page.getByRole('navigation').first().waitFor();
};

/** No violation of WCAG 2.2 AA on the page as it is shown now; what lies behind a dialog nobody can reach. */
export const expectAccessible = async (page: Page, where: string): Promise<void> => {
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { violations } = await (
      window as never as {
        axe: {
          run: (
            context: unknown,
            options: unknown,
          ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
        };
      }
    ).axe.run([...document.querySelectorAll('[aria-modal="true"]')].at(-1) ?? document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      // What is right need not be described.
      resultTypes: ['violations'],
      selectors: false,
    });
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  });
  assert.deepEqual(violations, [], where);
};
