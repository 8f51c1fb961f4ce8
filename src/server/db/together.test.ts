import assert from 'node:assert/strict';
import { test } from 'node:test';
import { together } from './together.ts';

const never = () => false;
const always = () => true;

test('what is asked for while an act is under way is done in the next, all at once and each answered', async () => {
  const acts: (readonly number[])[] = [];
  let finish: (() => void)[] = [];
  const double = together(async (items: readonly number[]) => {
    acts.push(items);
    await new Promise<void>((resolve) => finish.push(resolve));
    return items.map((item) => item * 2);
  }, never);
  const first = double(1);
  const others = [double(2), double(3)];
  assert.deepEqual(acts, [[1]]);
  finish[0]?.();
  assert.equal(await first, 2);
  await new Promise(setImmediate);
  assert.deepEqual(acts, [[1], [2, 3]]);
  finish[1]?.();
  assert.deepEqual(await Promise.all(others), [4, 6]);
  finish = [];
  const later = double(4);
  finish[0]?.();
  assert.equal(await later, 8, 'it goes on after a rest');
});

test('what one is to blame for the others do not suffer; what nobody is to blame for all hear', async () => {
  const refuseOdd = async (items: readonly number[]) => {
    if (items.some((item) => item % 2 === 1)) throw new Error(`odd: ${items.join()}`);
    return items;
  };
  const outcomes = async (asked: (item: number) => Promise<number>) =>
    (await Promise.allSettled([asked(0), asked(1), asked(2)])).map((one) =>
      one.status === 'fulfilled' ? one.value : String(one.reason.message),
    );
  assert.deepEqual(await outcomes(together(refuseOdd, always)), [0, 'odd: 1', 2]);
  assert.deepEqual(await outcomes(together(refuseOdd, never)), [0, 'odd: 1,2', 'odd: 1,2']);
});
