import {
  type ClockKind,
  CONFIGURABLE_STAGES,
  type ConfigurableStage,
  type Policy,
  type StageSetting,
} from './policy.ts';
import {
  type EscalationSettings,
  type Origin,
  originsFor,
  type Place,
  policyFor,
  type StageOverrides,
} from './settings.ts';

/** Whose times: the whole dealership's, or what one branch or source has of its own. */
export type Holder =
  | { readonly origin: 'dealership' }
  | { readonly origin: 'branch' | 'source'; readonly id: string };

/** One time that somebody changed; undefined: none of its own, the level above holds. */
export interface TimeChange {
  readonly holder: Holder;
  readonly stage: ConfigurableStage;
  readonly before: StageSetting | undefined;
  readonly after: StageSetting | undefined;
}

/** The dealership, and every branch and source with at least one time of its own. */
export const holdersOf = ({ branches, sources }: EscalationSettings): Holder[] => [
  { origin: 'dealership' },
  ...exceptionsIn(branches).map((id) => ({ origin: 'branch', id }) as const),
  ...exceptionsIn(sources).map((id) => ({ origin: 'source', id }) as const),
];

const exceptionsIn = (overrides: Readonly<Record<string, StageOverrides>>): string[] =>
  Object.keys(overrides).filter((id) => Object.keys(overrides[id] ?? {}).length > 0);

/** The times a holder has of its own; all of them for the dealership. */
export const ownTimes = (settings: EscalationSettings, holder: Holder): StageOverrides => {
  if (holder.origin === 'dealership') return settings.stages;
  return settings[holder.origin === 'branch' ? 'branches' : 'sources'][holder.id] ?? {};
};

/** The settings with one time set, or with an exception taken back (`null`). The dealership's own times can only be set. */
export const withTime = (
  settings: EscalationSettings,
  holder: Holder,
  stage: ConfigurableStage,
  setting: StageSetting | null,
): EscalationSettings => {
  if (holder.origin === 'dealership') {
    return setting ? { ...settings, stages: { ...settings.stages, [stage]: setting } } : settings;
  }
  const level = holder.origin === 'branch' ? 'branches' : 'sources';
  const { [stage]: _, ...others } = ownTimes(settings, holder);
  const { [holder.id]: __, ...rest } = settings[level];
  const own = setting ? { ...others, [stage]: setting } : others;
  return { ...settings, [level]: Object.keys(own).length > 0 ? { ...rest, [holder.id]: own } : rest };
};

/** What differs between two settings, the dealership first, each holder's stages in their order. */
export const timeChanges = (before: EscalationSettings, after: EscalationSettings): TimeChange[] => {
  const holders = new Map([...holdersOf(before), ...holdersOf(after)].map((one) => [keyOf(one), one]));
  return [...holders.values()].flatMap((holder) => {
    const [old, now] = [ownTimes(before, holder), ownTimes(after, holder)];
    return CONFIGURABLE_STAGES.filter((stage) => !isSameOrNone(old[stage], now[stage])).map((stage) => ({
      holder,
      stage,
      before: old[stage],
      after: now[stage],
    }));
  });
};

/** The same changes made to other settings: what somebody else changed meanwhile stays. */
export const withChanges = (
  settings: EscalationSettings,
  changes: readonly TimeChange[],
): EscalationSettings =>
  changes.reduce(
    (changed, { holder, stage, after }) => withTime(changed, holder, stage, after ?? null),
    settings,
  );

const keyOf = (holder: Holder): string => (holder.origin === 'dealership' ? '' : holder.id);

const isSameOrNone = (a: StageSetting | undefined, b: StageSetting | undefined): boolean =>
  a && b ? isSameTime(a, b) : a === b;

/**
 * Whose times a running clock goes by: the most specific holder with a say in it, or `former` times that its branch and
 * source do not have any more.
 *
 * @param stamped the times it was given when it started, or when new ones were applied to it
 */
export const holderOfClock = (
  kind: ClockKind,
  stamped: Policy,
  settings: EscalationSettings,
  place: Place,
): Origin | 'former' => {
  const stages = CONFIGURABLE_STAGES.filter((stage) => isOfFollowUp(stage) === (kind === 'followUp'));
  const present = policyFor(settings, place);
  if (stages.some((stage) => !isSameTime(stamped[stage], present[stage]))) return 'former';
  const origins = originsFor(settings, place);
  const bySpecificity = ['source', 'branch'] as const;
  return bySpecificity.find((origin) => stages.some((stage) => origins[stage] === origin)) ?? 'dealership';
};

const isOfFollowUp = (stage: ConfigurableStage): boolean => stage === 'E2.2' || stage === 'EM2.2';

/** Whether two settings do the same: of those that are off, the time kept for later does not matter. */
export const isSameTime = (a: StageSetting, b: StageSetting): boolean =>
  a.on === b.on && (!a.on || (a.minutes === b.minutes && a.unit === b.unit));
