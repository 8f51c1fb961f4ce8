import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { dayName } from '../time.ts';
import { type PassedSpell, spellsOf } from './passed-days.ts';
import { amountText, type CourseStep, dayTime, monthDay, shortName } from './stage-texts.ts';

/** Who reads, and of which lead: the words, and the zone of its branch. */
export interface Reading {
  readonly t: TFunction;
  readonly language: string;
  readonly zone: string;
  /** When the lead arrived: a clock that began later began with a new message of the customer. */
  readonly arrivedAt?: string | undefined;
}

type Reason = NonNullable<CourseStep['reason']>;

/** Why a step is due when it is: "2 Std. Öffnungszeit ab Eingang (Fr., 06.03., 17:00); nicht mitgezählt: …". */
export const reasonText = ({ stage, reason }: Pick<CourseStep, 'stage' | 'reason'>, reading: Reading) => {
  const { t } = reading;
  if (stage === 'arrival') return t('escalation.reason.started');
  if (!reason) return t('escalation.reason.ownDate');
  const sentence = sentenceOf(reason, reading);
  const spells = spellsOf(reason.passed);
  if (spells.length === 0) return sentence;
  return t('escalation.reason.notCounted', { sentence, days: daysText(spells, reading) });
};

export const useReasonText = (zone: string, arrivedAt?: string) => {
  const { t, i18n } = useTranslation();
  return (step: CourseStep) => reasonText(step, { t, language: i18n.language, zone, arrivedAt });
};

const sentenceOf = (reason: Reason, reading: Reading): string => {
  const { t, zone, language } = reading;
  const instant = (at: string) => dayTime(Date.parse(at), zone, language);
  const words = {
    amount: amountText(t, reason.minutes, reason.unit),
    from: fromText(reason, reading),
    at: instant(reason.fromAt),
  };
  switch (reason.key) {
    case 'ownDate':
      return t('escalation.reason.ownDate');
    case 'recorded':
      return t('escalation.reason.recorded');
    case 'atOnce':
      return t(reason.from === 'applied' ? 'escalation.reason.applied' : 'escalation.reason.atOnce', words);
    case 'openingHours':
      return reason.countedFromAt === reason.fromAt
        ? t('escalation.reason.counted', words)
        : t('escalation.reason.countedFromOpening', { ...words, opening: instant(reason.countedFromAt) });
    case 'clockHours':
      return t('escalation.reason.counted', words);
    case 'clockHoursMovedToOpening':
      return t('escalation.reason.movedToOpening', words);
    case 'before':
      return t('escalation.reason.before', words);
    case 'atStart':
      return t('escalation.reason.atStart', words);
  }
};

const fromText = ({ from, fromAt }: Reason, { t, arrivedAt }: Reading): string => {
  if (from === 'applied') return t('escalation.reason.appliedFrom');
  const isLater = arrivedAt !== undefined && Date.parse(arrivedAt) < Date.parse(fromAt);
  if (from === 'arrival') return t(`escalation.reason.${isLater ? 'newMessage' : 'arrival'}`);
  return from === 'followUp' ? t('escalation.reason.followUp') : shortName(t, from);
};

/** A sentence stays a sentence: of a course over many weeks, the rest is only counted. */
const NAMED_SPELLS = 5;

const daysText = (spells: readonly PassedSpell[], { t, language }: Reading): string => {
  const named = spells.slice(0, NAMED_SPELLS).map(({ name, from, to, days }) => {
    if (days === 1) return name === null ? dayName(from, language) : `${name} (${dayName(from, language)})`;
    const range = { from: monthDay(from, language), to: monthDay(to, language) };
    return name === null
      ? t('escalation.reason.weekend', range)
      : t('escalation.reason.range', { name, ...range });
  });
  const rest = spells.slice(NAMED_SPELLS).reduce((sum, { days }) => sum + days, 0);
  return [...named, ...(rest > 0 ? [t('escalation.reason.moreDays', { count: rest })] : [])].join(', ');
};
