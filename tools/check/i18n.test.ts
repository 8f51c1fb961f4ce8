import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTexts, compareWithUse } from './i18n.ts';
import { sourceOf } from './sources.ts';

const texts = (entries: Record<string, string>) => new Map(Object.entries(entries));

test('a key or a placeholder that only one language has is told', () => {
  const problems = compareTexts(
    texts({ 'a.both': 'x', 'a.german': 'x', 'a.due': 'fällig {{at}}', 'a.blank': ' ' }),
    texts({ 'a.both': 'x', 'a.english': 'x', 'a.due': 'due {{when}}', 'a.blank': 'x' }),
  );
  assert.deepEqual(problems.map((problem) => problem.split(' ')[0]).toSorted(), [
    'a.blank',
    'a.due',
    'a.english',
    'a.german',
  ]);
});

test('a text counts as shown when it is asked for by name, by plural or by template', () => {
  const german = texts({
    'a.one': 'x',
    'a.days_one': 'x',
    'a.days_other': 'x',
    'a.view.mine': 'x',
    'a.left': 'x',
  });
  const page = sourceOf(
    'src/web/a.tsx',
    "t('a.one'); t('a.days', { count }); t(`a.view.${view}`); t('a.gone')",
  );
  assert.deepEqual(compareWithUse(german, [page]), [
    'src/web/a.tsx: there is no text "a.gone".',
    'src/i18n/de/a.ts has texts that are never shown, remove them: a.left',
  ]);
});
