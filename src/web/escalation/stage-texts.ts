import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { courseStep } from '../../contract/escalation.ts';
import type { ConfigurableStage, DurationUnit, StageSetting } from '../../domain/escalation/policy.ts';
import { dateOn, dayName, wallClock } from '../time.ts';

export type CourseStep = z.output<typeof courseStep>;
export type CourseStage = CourseStep['stage'];

/** "17:00" on the clocks of the zone. */
export const timeOfDay = (ms: number, zone: string) => wallClock(ms, zone).slice(-5);

/** "Fr" for a calendar date given as ISO text. */
export const weekdayName = (on: string, language: string) =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.parse(on));

/** "Fr., 06.03., 17:00" */
export const dayTime = (ms: number, zone: string, language: string) =>
  `${dayName(dateOn(ms, zone), language)}, ${timeOfDay(ms, zone)}`;

/** "06.03." for a calendar date given as ISO text. */
export const monthDay = (on: string, language: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', {
    day: '2-digit',
    month: '2-digit',
    timeZone: 'UTC',
  }).format(Date.parse(on));

/** "05.06.2012" for a calendar date given as ISO text. */
export const dateName = (on: string, language: string) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de-DE', {
    dateStyle: 'medium',
    timeZone: 'UTC',
  }).format(Date.parse(on));

/** The stage names as keys of the texts, where a dot would part the key. */
const TEXT_KEYS = {
  arrival: 'arrival',
  reminder: 'reminder',
  E1: 'E1',
  EM1: 'EM1',
  'E2.1': 'E21',
  'EM2.1': 'EM21',
  followUp: 'followUp',
  'E2.2': 'E22',
  'EM2.2': 'EM22',
} as const satisfies Record<CourseStage, string>;

/** Stages with a name of the trade are called by it; the others by their word. */
const isTradeName = (stage: CourseStage) => /^EM?\d/.test(stage);

/** "E1", "Eingang" */
export const shortName = (t: TFunction, stage: CourseStage): string =>
  isTradeName(stage) ? stage : t(`escalation.stage.${TEXT_KEYS[stage]}.name`);

/** What the stages are called, and what they do. */
export const useStageTexts = () => {
  const { t } = useTranslation();
  return {
    /** "Bearbeitungstermin" */
    name: (stage: CourseStage) => t(`escalation.stage.${TEXT_KEYS[stage]}.name`),
    short: (stage: CourseStage) => shortName(t, stage),
    explanation: (stage: Exclude<CourseStage, 'arrival'>) => t(`escalation.stage.${TEXT_KEYS[stage]}.text`),
    countedFrom: (stage: ConfigurableStage) => t(`escalation.countedFrom.${TEXT_KEYS[stage]}`),
  };
};

/** "2 Std. Öffnungszeit", "24 Std. nach der Uhr", "sofort": never in days, as a day of opening time is not 24 hours. */
export const amountText = (t: TFunction, minutes: number, unit: DurationUnit): string => {
  if (minutes === 0) return t('escalation.duration.atOnce');
  const hours = Math.floor(minutes / 60);
  const parts = [
    hours > 0 ? t('common.duration.hour', { count: hours }) : '',
    minutes % 60 > 0 ? t('common.duration.minute', { count: minutes % 60 }) : '',
  ];
  return t(`escalation.duration.${unit}`, { duration: parts.filter(Boolean).join(' ') });
};

/** The amount of a stage as it is set; "aus" when it is switched off. */
export const settingText = (t: TFunction, { on, minutes, unit }: StageSetting): string =>
  on ? amountText(t, minutes, unit) : t('escalation.off');

export const useSettingText = () => {
  const { t } = useTranslation();
  return (setting: StageSetting) => settingText(t, setting);
};

/** The recommended amount; "aus, bei Bedarf 2 Std. Öffnungszeit" for a stage that is recommended only when it is needed. */
export const useRecommendedText = () => {
  const { t } = useTranslation();
  return ({ on, minutes, unit }: StageSetting) => {
    const value = amountText(t, minutes, unit);
    return on ? value : t('escalation.recommendedOff', { value });
  };
};
