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

/** What the stages are called, and what they do. */
export const useStageTexts = () => {
  const { t } = useTranslation();
  const name = (stage: CourseStage) => t(`escalation.stage.${TEXT_KEYS[stage]}.name`);
  return {
    /** "Bearbeitungstermin" */
    name,
    /** "E1", "Eingang" */
    short: (stage: CourseStage) => (isTradeName(stage) ? stage : name(stage)),
    explanation: (stage: Exclude<CourseStage, 'arrival'>) => t(`escalation.stage.${TEXT_KEYS[stage]}.text`),
    countedFrom: (stage: ConfigurableStage) => t(`escalation.countedFrom.${TEXT_KEYS[stage]}`),
  };
};

/** "2 Std. Öffnungszeit", "24 Std. nach der Uhr", "sofort": never in days, as a day of opening time is not 24 hours. */
export const useAmountText = () => {
  const { t } = useTranslation();
  return (minutes: number, unit: DurationUnit) => {
    if (minutes === 0) return t('escalation.duration.atOnce');
    const hours = Math.floor(minutes / 60);
    const parts = [
      hours > 0 ? t('common.duration.hour', { count: hours }) : '',
      minutes % 60 > 0 ? t('common.duration.minute', { count: minutes % 60 }) : '',
    ];
    return t(`escalation.duration.${unit}`, { duration: parts.filter(Boolean).join(' ') });
  };
};

/** The amount of a stage as it is set; "aus" when it is switched off. */
export const useSettingText = () => {
  const { t } = useTranslation();
  const amountText = useAmountText();
  return ({ on, minutes, unit }: StageSetting) => (on ? amountText(minutes, unit) : t('escalation.off'));
};

/** Why a step is due when it is, in one sentence. */
export const useReasonText = (zone: string) => {
  const { t, i18n } = useTranslation();
  const amountText = useAmountText();
  const { short } = useStageTexts();
  const isStage = (stage: string): stage is CourseStage => stage in TEXT_KEYS;

  return ({ stage, reason }: CourseStep) => {
    if (stage === 'arrival') return t('escalation.reason.started');
    if (!reason) return t('escalation.reason.ownDate');
    const from = isStage(reason.from) ? short(reason.from) : reason.from;
    if (reason.minutes === 0) return t('escalation.reason.atOnce', { from });
    const sentence = t(stage === 'reminder' ? 'escalation.reason.before' : 'escalation.reason.after', {
      amount: amountText(reason.minutes, reason.unit),
      from,
      at: dayTime(Date.parse(reason.fromAt), zone, i18n.language),
    });
    if (reason.passed.length === 0) return sentence;
    const days = reason.passed.map(({ on, name }) => {
      const day = dayName(on, i18n.language);
      return name === 'weekend' || name === 'closed' ? day : `${day} (${name})`;
    });
    return `${sentence}; ${t('escalation.reason.closed', { days: days.join(', ') })}`;
  };
};
