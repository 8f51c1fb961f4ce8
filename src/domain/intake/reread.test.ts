import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOne } from './mail.fixtures.ts';
import { differencesOf } from './reread.ts';

test('what was kept with its members in another order is read as the same', () => {
  const read = (phone: string) =>
    readOne({ text: `Name: Karla Kunde\nE-Mail: karla@kunde.example\nTelefon: ${phone}\n` });
  const fresh = read('0171 2345678');
  const [phone] = fresh.customer.phones;
  assert.ok(phone?.e164, 'with its number beside what was written');
  // PostgreSQL keeps the shortest names first.
  const byLength = Object.entries(phone).toSorted(
    ([one], [other]) => one.length - other.length || (one < other ? -1 : 1),
  );
  const kept = {
    ...fresh,
    customer: { ...fresh.customer, phones: [Object.fromEntries(byLength) as typeof phone] },
  };
  assert.deepEqual(differencesOf(kept, fresh), []);
  assert.deepEqual(
    differencesOf(kept, read('0171 8765432')).map(({ path }) => path),
    ['customer.phones.0'],
  );
});
