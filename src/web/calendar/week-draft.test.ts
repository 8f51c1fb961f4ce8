import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_HOURS, formatWeek, parseWeek } from '../../domain/time/opening-hours.ts';
import {
  draftOf,
  mergedTimesOf,
  nextIntervalOf,
  problemOf,
  readInterval,
  readTime,
  weekOf,
  weekProblemOf,
} from './week-draft.ts';

test('times are read the way people type them', () => {
  const typed = {
    '8': 480,
    '8:30': 510,
    '8.30': 510,
    '0830': 510,
    '24:00': 1440,
    ' 18 Uhr ': 1080,
    '00:00': 0,
  };
  for (const [text, minutes] of Object.entries(typed)) assert.equal(readTime(text), minutes, text);
});

test('what is no time of a day is not read as one', () => {
  for (const text of ['', 'acht', '25:00', '24:01', '8:60', '-1', '8:3', '08:00-12:00']) {
    assert.equal(readTime(text), undefined, text);
  }
});

test('an end at midnight closes the same day', () => {
  assert.deepEqual(readInterval({ from: '18:00', to: '00:00' }), { from: 1080, to: 1440 });
});

test('a period that ends before it begins is named, and so is one that is no time', () => {
  assert.equal(problemOf({ from: '18:00', to: '08:00' }), 'backwards');
  assert.equal(problemOf({ from: '08:00', to: '' }), 'malformed');
  assert.equal(problemOf({ from: '08:00', to: '12:00' }), undefined);
});

test('a week goes through the draft unchanged', () => {
  for (const hours of [DEFAULT_HOURS, '24/7', 'Mo-Fr 08:00-12:00 13:00-18:00, So 20:00-24:00']) {
    assert.equal(formatWeek(weekOf(draftOf(parseWeek(hours)))), hours);
  }
});

test('a week that never opens is refused', () => {
  assert.equal(weekProblemOf([[], [], [], [], [], [], []]), 'neverOpen');
  assert.equal(weekProblemOf(draftOf(parseWeek(DEFAULT_HOURS))), undefined);
});

test('a further period is proposed after the last one and inside the day', () => {
  assert.deepEqual(nextIntervalOf([]), { from: '08:00', to: '18:00' });
  assert.deepEqual(nextIntervalOf([{ from: '08:00', to: '12:00' }]), { from: '13:00', to: '18:00' });
  assert.deepEqual(nextIntervalOf([{ from: '08:00', to: '18:00' }]), { from: '19:00', to: '21:00' });
  assert.deepEqual(nextIntervalOf([{ from: '08:00', to: '23:30' }]), { from: '23:00', to: '24:00' });
});

test('T20 overlapping and touching times are said to count as one', () => {
  const split = [
    { from: '08:00', to: '12:00' },
    { from: '12:00', to: '18:00' },
  ];
  assert.deepEqual(mergedTimesOf(split), ['08:00–18:00']);
  assert.deepEqual(mergedTimesOf(split.with(1, { from: '13:00', to: '18:00' })), []);
  assert.deepEqual(mergedTimesOf(split.with(1, { from: '11:00', to: 'acht' })), []);
});
