import type { TFunction } from 'i18next';
import { decisiveSteps, type Step } from '../../domain/distribution/decide.ts';

/** Of people and branches by their ids. */
type Names = Readonly<Record<string, string>>;

/** "reihum, Anna Auer war am längsten nicht dran": why a lead went where it went, for the Verlauf. */
export const whyText = (
  t: TFunction,
  { steps, names }: { readonly steps: readonly Step[]; readonly names: Names },
): string =>
  decisiveSteps(steps)
    .map((step) => {
      const key = step.code === 'mode' ? step.mode : step.code;
      return isWhy(key) ? t(`distribution.why.${key}`, wordsOf(step, names)) : '';
    })
    .join(', ');

/** One step as a sentence of its own, for the preview. */
export const stepText = (t: TFunction, step: Step, names: Names): string => {
  const words = wordsOf(step, names);
  switch (step.code) {
    case 'mode':
      return t(`distribution.step.mode_${step.by}`, { mode: t(`distribution.mode.${step.mode}.title`) });
    case 'ruleFails':
      return t(`distribution.step.ruleFails_${step.unmet}`, words);
    default:
      return t(`distribution.step.${step.code}`, words);
  }
};

/** The ids and numbers of a step as words: a sentence takes those it needs. */
const wordsOf = (step: Step, names: Names) => ({
  person: 'person' in step ? names[step.person] : '',
  insteadOf: 'insteadOf' in step ? names[step.insteadOf] : '',
  branch: 'branchId' in step ? names[step.branchId] : '',
  number: 'number' in step ? step.number : 0,
  rule: 'rule' in step ? step.rule : 0,
  among: 'among' in step ? step.among : 0,
  open: 'open' in step ? step.open : 0,
});

const WHY = [
  'adviser',
  'manual',
  'roundRobin',
  'rule',
  'noRule',
  'named',
  'standIn',
  'nextInTurn',
  'onlyOneThere',
  'nobodyThere',
  'pool',
  'dispatchers',
] as const;
const isWhy = (key: string): key is (typeof WHY)[number] => WHY.some((known) => known === key);
