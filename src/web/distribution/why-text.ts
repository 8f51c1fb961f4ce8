import type { TFunction } from 'i18next';
import { decisiveSteps, type Step } from '../../domain/distribution/decide.ts';

interface Explained {
  readonly steps: readonly Step[];
  /** Of people and branches by their ids. */
  readonly names: Readonly<Record<string, string>>;
}

/** The ids of a step as names: a sentence takes those it needs. */
export const wordsOf = (step: Step, names: Explained['names']) => ({
  person: 'person' in step ? names[step.person] : '',
  insteadOf: 'insteadOf' in step ? names[step.insteadOf] : '',
  branch: 'branchId' in step ? names[step.branchId] : '',
  number: 'number' in step ? step.number : 0,
  rule: 'rule' in step ? step.rule : 0,
});

/** "reihum, Anna Auer war am längsten nicht dran": why a lead went where it went. */
export const whyText = (t: TFunction, { steps, names }: Explained): string =>
  decisiveSteps(steps)
    .map((step) => {
      const key = step.code === 'mode' ? step.mode : step.code;
      return isWhy(key) ? t(`distribution.why.${key}`, wordsOf(step, names)) : '';
    })
    .join(', ');

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
