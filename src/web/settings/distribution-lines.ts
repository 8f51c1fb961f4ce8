import {
  ADVISERS,
  type DistributionSettings,
  type Mode,
  MODES,
  type Rule,
  SELLERS_SEE,
} from '../../domain/distribution/settings.ts';
import { ruleText } from '../distribution/rule-text.ts';
import type { ChangeLine, Words } from './change-lines.ts';
import { isRecord } from './differences.ts';

/** Changes of the distribution: "Niederlassung Nord: Pool → Reihum", "Regel 2: … → …". */
export const distributionLines = (
  old: DistributionSettings,
  now: DistributionSettings,
  words: Words,
): ChangeLine[] => {
  const { t, names } = words;
  const modeText = (mode: Mode | undefined) =>
    mode ? t(`distribution.mode.${mode}.title`) : t('settings.changes.likeBranch');
  const nameOf = (id: string) => names[id] ?? t('settings.changes.former');
  const lines: ChangeLine[] = [
    ...keysOf(old.branches, now.branches).map((id) => ({
      label: t('escalation.holder.branch', { name: nameOf(id) }),
      before: modeText(old.branches[id] ?? 'pool'),
      after: modeText(now.branches[id] ?? 'pool'),
    })),
    ...keysOf(old.sources, now.sources).map((id) => ({
      label: t('escalation.holder.source', { name: nameOf(id) }),
      before: modeText(old.sources[id]),
      after: modeText(now.sources[id]),
    })),
    {
      label: t('distribution.adviser.title'),
      before: t(`distribution.adviser.${old.adviser}.title`),
      after: t(`distribution.adviser.${now.adviser}.title`),
    },
    {
      label: `${t('distribution.sight.title')} · ${t('distribution.sight.label')}`,
      before: t(`distribution.sight.${old.sellersSee}.title`),
      after: t(`distribution.sight.${now.sellersSee}.title`),
    },
    ...ruleLines(old.rules, now.rules, words),
  ];
  return lines.filter(({ before, after }) => before !== after);
};

/** By their places: that is the order in which they are asked. */
const ruleLines = (old: readonly Rule[], now: readonly Rule[], words: Words): ChangeLine[] =>
  Array.from({ length: Math.max(old.length, now.length) }, (_, position) => {
    const text = (rule: Rule | undefined) => (rule ? ruleText(rule, words) : null);
    return {
      label: words.t('distribution.why.rule', { rule: position + 1 }),
      before: text(old[position]),
      after: text(now[position]),
    };
  });

const keysOf = (a: object, b: object): string[] => [...new Set([...Object.keys(a), ...Object.keys(b)])];

/** The distribution in what was written down; null when a version of other times wrote something else. */
export const distributionIn = (written: unknown): DistributionSettings | null =>
  isRecord(written) && isDistribution(written) ? written : null;

const isDistribution = (value: object): value is DistributionSettings => {
  const { branches, sources, rules, adviser, sellersSee }: Partial<Record<string, unknown>> = { ...value };
  return (
    [branches, sources].every(
      (level) => isRecord(level) && Object.values(level).every((mode) => MODES.some((one) => one === mode)),
    ) &&
    Array.isArray(rules) &&
    rules.every((rule) => isRecord(rule) && isRecord(rule['target'])) &&
    ADVISERS.some((one) => one === adviser) &&
    SELLERS_SEE.some((one) => one === sellersSee)
  );
};
