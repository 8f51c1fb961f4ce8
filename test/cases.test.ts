import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '..');

/** The cases of time, escalation and delivery that were agreed upon before the product was built. */
const CASES = [...Array.from({ length: 47 }, (_, index) => index + 1), 55].map(
  (number) => `T${String(number).padStart(2, '0')}`,
);
/** The numbers a test's name begins with: `T05 T06 goes over …`, `T39, T40: killed in …`. */
const NAMED = /\b(?:test|it)\(\s*['"`]((?:T\d\d[,:]? ?)+)/g;

test('every case has a test that bears its number', async () => {
  const tested = new Set<string>();
  for await (const file of glob('{src,test}/**/*.test.ts', { cwd: ROOT })) {
    const text = await readFile(join(ROOT, file), 'utf8');
    for (const [, numbers = ''] of text.matchAll(NAMED))
      for (const [number] of numbers.matchAll(/T\d\d/g)) tested.add(number);
  }
  assert.deepEqual(
    CASES.filter((number) => !tested.has(number)),
    [],
  );
});
