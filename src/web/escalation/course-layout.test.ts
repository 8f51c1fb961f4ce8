import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lanesOf, makingRoom, positionAt, segmentsOf, spreadOut, thinOut } from './course-layout.ts';

const HOUR_MS = 3_600_000;
const span = (fromHour: number, toHour: number) => ({ fromMs: fromHour * HOUR_MS, toMs: toHour * HOUR_MS });

test('open time is drawn to scale and a long night is shortened', () => {
  const segments = segmentsOf(span(15, 36), [span(8, 18), span(32, 42)]);
  assert.deepEqual(
    segments.map(({ open, fromMs, toMs }) => [open, fromMs / HOUR_MS, toMs / HOUR_MS]),
    [
      [true, 15, 18],
      [false, 18, 32],
      [true, 32, 36],
    ],
  );
  const lengths = segments.map(({ start, end }) => end - start);
  assert.ok(Math.abs((lengths[0] ?? 0) / (lengths[2] ?? 0) - 3 / 4) < 1e-9);
  assert.ok((lengths[1] ?? 1) < (lengths[0] ?? 0));
  assert.equal(segments.at(-1)?.end, 1);
});

test('an arrival while closed begins with closed time', () => {
  const [first] = segmentsOf(span(4, 10), [span(8, 18)]);
  assert.equal(first?.open, false);
});

test('positions ascend with time and stay inside the drawing', () => {
  const segments = segmentsOf(span(15, 36), [span(8, 18), span(32, 42)]);
  const positions = [14, 15, 17, 18, 25, 32, 34, 36, 40].map((hour) => positionAt(segments, hour * HOUR_MS));
  assert.deepEqual(
    positions,
    positions.toSorted((a, b) => a - b),
  );
  assert.equal(positions[0], 0);
  assert.equal(positions.at(-1), 1);
});

test('labels that would cover each other go to further lanes', () => {
  assert.deepEqual(lanesOf([0, 40, 80, 300], 100), [0, 1, 2, 0]);
});

test('places too close are moved apart, others stay', () => {
  assert.deepEqual(spreadOut([0, 10, 100], 44), [0, 44, 100]);
});

test('of labels too close to each other only every so many stay', () => {
  assert.deepEqual(thinOut([0, 10, 50, 90, 100], 50), [true, false, true, false, true]);
});

test('stations too close to each other are drawn apart, the ends stay, and what lies between moves along', () => {
  const place = makingRoom([0, 0.02, 0.98, 1], [0.1, 0.1, 0.1]);
  const places = [0, 0.01, 0.02, 0.5, 0.98, 1].map((position) => Math.round(place(position) * 100));
  assert.deepEqual(places, [0, 5, 10, 50, 90, 100]);
});

test('where all stations have room the drawing stays to scale', () => {
  const place = makingRoom([0, 0.3, 1], [0.1, 0.1]);
  assert.deepEqual([0, 0.2, 0.3, 0.9, 1].map(place), [0, 0.2, 0.3, 0.9, 1]);
});
