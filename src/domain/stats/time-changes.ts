import { type Holder, holdersOf, ownTimes, timeChanges } from '../escalation/holders.ts';
import { CONFIGURABLE_STAGES, type ConfigurableStage } from '../escalation/policy.ts';
import type { EscalationSettings } from '../escalation/settings.ts';

/** One version of the times, when it was made and by whom, as whoever asks knows people. */
export interface TimesVersion<Who> {
  readonly settings: EscalationSettings;
  readonly at: string;
  readonly by: Who;
}

/** Since when a configured time is as it is, and who set it. */
export interface TimeSince<Who> {
  readonly holder: Holder;
  readonly stage: ConfigurableStage;
  readonly at: string;
  readonly by: Who;
}

/** Who set each present time when (product.md 10), from all versions, the oldest first; empty without any. */
export const timesSince = <Who>(versions: readonly TimesVersion<Who>[]): readonly TimeSince<Who>[] => {
  const [first, ...later] = versions;
  if (!first) return [];
  const keyOf = (holder: Holder, stage: ConfigurableStage) =>
    [holder.origin, holder.origin === 'dealership' ? '' : holder.id, stage].join(' ');
  const since = new Map<string, Pick<TimeSince<Who>, 'at' | 'by'>>();
  let before = first;
  for (const version of later) {
    for (const { holder, stage } of timeChanges(before.settings, version.settings))
      since.set(keyOf(holder, stage), { at: version.at, by: version.by });
    before = version;
  }
  return holdersOf(before.settings).flatMap((holder) =>
    CONFIGURABLE_STAGES.filter((stage) => ownTimes(before.settings, holder)[stage]).map((stage) => ({
      holder,
      stage,
      ...(since.get(keyOf(holder, stage)) ?? { at: first.at, by: first.by }),
    })),
  );
};
