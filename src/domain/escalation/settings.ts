import { CONFIGURABLE_STAGES, type ConfigurableStage, type Policy } from './policy.ts';
import { type PolicyProblem, policyProblems } from './validate.ts';

/** Stages a branch or source has times of its own for; the others follow the level above. */
export type StageOverrides = Readonly<Partial<Policy>>;

/** Everything a dealership has set about its escalation (product.md 4): its own times, and exceptions from them by id. */
export interface EscalationSettings {
  readonly stages: Policy;
  readonly branches: Readonly<Record<string, StageOverrides>>;
  readonly sources: Readonly<Record<string, StageOverrides>>;
}

/** Where a lead belongs. */
export interface Place {
  readonly branchId: string;
  readonly sourceId: string;
}

/** Whose setting holds for a stage. */
export type Origin = 'dealership' | 'branch' | 'source';

/** The times that hold for a lead: the most specific setting of each stage wins, source before branch. */
export const policyFor = ({ stages, branches, sources }: EscalationSettings, place: Place): Policy => ({
  ...stages,
  ...branches[place.branchId],
  ...sources[place.sourceId],
});

/** Whose setting that is, for every stage. */
export const originsFor = (
  { branches, sources }: EscalationSettings,
  place: Place,
): Readonly<Record<ConfigurableStage, Origin>> => {
  const originOf = (stage: ConfigurableStage): Origin => {
    if (sources[place.sourceId]?.[stage]) return 'source';
    return branches[place.branchId]?.[stage] ? 'branch' : 'dealership';
  };
  return Object.fromEntries(CONFIGURABLE_STAGES.map((stage) => [stage, originOf(stage)])) as Record<
    ConfigurableStage,
    Origin
  >;
};

/** What is wrong with settings before they are stored, with the level it is wrong at. */
export const settingsProblems = ({
  stages,
  branches,
  sources,
}: EscalationSettings): (PolicyProblem & { readonly origin: Origin; readonly id?: string })[] => [
  ...policyProblems(stages).map((problem) => ({ ...problem, origin: 'dealership' as const })),
  ...problemsIn(branches, 'branch'),
  ...problemsIn(sources, 'source'),
];

const problemsIn = (overrides: Readonly<Record<string, StageOverrides>>, origin: Origin) =>
  Object.entries(overrides).flatMap(([id, stages]) =>
    policyProblems(stages).map((problem) => ({ ...problem, origin, id })),
  );
