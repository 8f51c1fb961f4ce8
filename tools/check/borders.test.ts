import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBreaches } from './borders.ts';
import { type Source, sourceOf } from './sources.ts';

const breaches = (path: string, text: string, ...others: Source[]): string[] =>
  findBreaches([sourceOf(path, text), ...others]);

test('an import across a border is told with the right way', () => {
  assert.match(
    breaches('src/domain/leads/a.ts', `import { b } from '../../server/db/b.ts';`).join(),
    /^src\/domain\/leads\/a\.ts: domain\/ does not use src\/server\/db\/b\.ts\. It decides only/,
  );
  assert.match(breaches('src/web/a.ts', `import type { B } from '../server/b.ts';`).join(), /over HTTP only/);
  assert.match(
    breaches('src/server/leads/a.ts', `const b = await import('../../web/b.ts');`).join(),
    /over HTTP/,
  );
  assert.match(
    breaches('src/domain/a.ts', `import { readFile } from 'node:fs/promises';`).join(),
    /decides only/,
  );
  assert.match(breaches('src/contract/a.ts', `import pg from 'pg';`).join(), /does not use pg/);
  assert.match(
    breaches('src/web/a.tsx', `import { join } from 'node:path';`).join(),
    /does not use node:path/,
  );
});

test('what architecture.md allows is silent', () => {
  assert.deepEqual(breaches('src/domain/intake/a.ts', `import { SaxesParser } from 'saxes';`), []);
  assert.deepEqual(
    breaches('src/contract/a.ts', `import { z } from 'zod';\nimport { b } from '../domain/b.ts';`),
    [],
  );
  assert.deepEqual(breaches('src/server/leads/a.ts', `import { c } from '../sources/store.ts';`), []);
  assert.deepEqual(breaches('src/server/leads/a.ts', `import type { C } from '../sources/mails.ts';`), []);
  assert.deepEqual(breaches('src/server/http/a.ts', `import { c } from '../sources/routes.ts';`), []);
});

test('a server feature enters another one only by its commands or its store', () => {
  assert.match(
    breaches('src/server/leads/a.ts', `import {\n  one,\n  two,\n} from '../escalation/sweep.ts';`).join(),
    /leads reaches into .* Use escalation\/commands\.ts or escalation\/store\.ts or/,
  );
});

test('one clock, one reader of the environment, no chance in the domain, no assertion by the back door', () => {
  assert.match(
    breaches('src/server/a.ts', 'const now = Date.now();').join(),
    /a\.ts:1: Date\.now\( .*one clock/,
  );
  assert.match(breaches('src/domain/a.ts', '\n\nTemporal.Now.instant();').join(), /a\.ts:3: Temporal\.Now/);
  assert.match(breaches('src/server/a.ts', `process.env['X']`).join(), /src\/config\.ts/);
  assert.match(breaches('src/domain/a.ts', 'Math.random()').join(), /no chance/);
  assert.match(breaches('src/web/a.ts', 'a as unknown as B').join(), /Check the shape/);
  assert.deepEqual(breaches('src/server/a.ts', `// never Date.now()\nconst a = 1; /* process.env */`), []);
});

test('passing on what another file defines is a barrel', () => {
  assert.match(breaches('src/domain/index.ts', `export { a } from './a.ts';`).join(), /no barrels/);
  assert.match(breaches('src/domain/index.ts', `export * from './a.ts';`).join(), /no barrels/);
});

test('a circle of runtime imports is told once, type imports make none', () => {
  const back = sourceOf('src/domain/b.ts', `import { a } from './a.ts';`);
  assert.deepEqual(
    breaches('src/domain/a.ts', `import { b } from './b.ts';`, back).map((breach) => breach.split(':')[0]),
    ['src/domain/a.ts -> src/domain/b.ts -> src/domain/a.ts'],
  );
  assert.deepEqual(breaches('src/domain/a.ts', `import type { B } from './b.ts';`, back), []);
});
