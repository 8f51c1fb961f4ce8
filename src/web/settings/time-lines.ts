import { type Holder, timeChanges } from '../../domain/escalation/holders.ts';
import { CONFIGURABLE_STAGES, type StageSetting } from '../../domain/escalation/policy.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { settingText, shortName } from '../escalation/stage-texts.ts';
import type { ChangeLine, Words } from './change-lines.ts';
import { isRecord } from './differences.ts';

/** Changed escalation times: "Quelle mobile.de · E1: keine eigene Zeit → 1 Std. Öffnungszeit". */
export const timeLines = (old: EscalationSettings, now: EscalationSettings, words: Words): ChangeLine[] => {
  const { t } = words;
  const text = (setting: StageSetting | undefined) =>
    setting ? settingText(t, setting) : t('settings.changes.noOwnTime');
  return timeChanges(old, now).map(({ holder, stage, before, after }) => ({
    label: [holderText(holder, words), shortName(t, stage)].filter(Boolean).join(' · '),
    before: text(before),
    after: text(after),
  }));
};

const holderText = (holder: Holder, { t, names }: Words): string =>
  holder.origin === 'dealership'
    ? ''
    : t(`escalation.holder.${holder.origin}`, { name: names[holder.id] ?? t('escalation.holder.former') });

/** The escalation settings in what was written down; null when a version of other times wrote something else. */
export const settingsIn = (written: unknown): EscalationSettings | null =>
  isRecord(written) && isSettings(written) ? written : null;

const isSettings = (value: object): value is EscalationSettings => {
  const { stages, branches, sources }: { stages?: unknown; branches?: unknown; sources?: unknown } = value;
  if (!isTimes(stages) || CONFIGURABLE_STAGES.some((stage) => !(stage in stages))) return false;
  return [branches, sources].every((level) => isRecord(level) && Object.values(level).every(isTimes));
};

const isTimes = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && Object.values(value).every(isSetting);

const isSetting = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value['on'] === 'boolean' &&
  typeof value['minutes'] === 'number' &&
  (value['unit'] === 'openingHours' || value['unit'] === 'clockHours');

/** How many open enquiries got the new times when they were saved; null when they kept theirs. */
export const appliedIn = (written: unknown): number | null => {
  const applied = isRecord(written) ? written['applied'] : undefined;
  return isRecord(applied) && typeof applied['changed'] === 'number' ? applied['changed'] : null;
};
