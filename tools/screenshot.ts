/**
 * `node tools/screenshot.ts <url> <out.png> [--phone] [--dark] [--cookie-from mail:password]`: a picture of one
 * screen, signed in when told as whom.
 */
import { parseArgs } from 'node:util';
import { launchBrowser } from '../test/browser/browser.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    phone: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
    'cookie-from': { type: 'string' },
  },
});
const [url, file] = positionals;
if (url === undefined || file === undefined) {
  console.error(
    'Usage: tools/screenshot.ts <url> <out.png> [--phone] [--dark] [--cookie-from mail:password]',
  );
  process.exit(2);
}

const browser = await launchBrowser();
try {
  const context = await browser.newContext({
    viewport: values.phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    deviceScaleFactor: values.phone ? 2 : 1,
    isMobile: values.phone,
    hasTouch: values.phone,
    colorScheme: values.dark ? 'dark' : 'light',
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
  });
  const signIn = values['cookie-from'];
  if (signIn !== undefined) {
    const { origin } = new URL(url);
    const [email = '', ...password] = signIn.split(':');
    const answer = await context.request.post(`${origin}/api/auth/sign-in/email`, {
      headers: { origin },
      data: { email, password: password.join(':') },
    });
    if (!answer.ok()) throw new Error(`Sign-in failed (${answer.status()}): ${await answer.text()}`);
  }
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') console.error(`Browser console: ${message.text()}`);
  });
  page.on('pageerror', (error) => console.error(`Browser error: ${error.message}`));
  await page.goto(url, { waitUntil: 'load' });
  // Live connections never go idle: the picture is taken when the network has been quiet, or after a moment.
  await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
  await page.screenshot({ path: file });
} finally {
  await browser.close();
}
