import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceOf } from './device.ts';

test('browsers and devices by the names people know', () => {
  const named = (userAgent: string) => Object.values(deviceOf(userAgent) ?? {}).join(', ');
  assert.equal(
    named(
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36 Edg/153.0.0.0',
    ),
    'Edge, Windows',
  );
  assert.equal(
    named(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1',
    ),
    'Safari, iPhone',
  );
  assert.equal(
    named('Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'),
    'Firefox, Linux',
  );
});

test('what nobody would know is not named', () => {
  assert.equal(deviceOf('curl/8.5.0'), null);
  assert.equal(deviceOf(null), null);
});
