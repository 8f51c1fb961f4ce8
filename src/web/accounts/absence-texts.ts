import { useTranslation } from 'react-i18next';
import type { AbsenceProblem } from '../../domain/accounts/absence.ts';
import { dayName } from '../time.ts';
import type { Absence } from './queries.ts';

/** Says days and absences in the reader's language; `today` decides whether a year must be named. */
export const useAbsenceTexts = (today: string, nameOf: (id: string) => string) => {
  const { t, i18n } = useTranslation();
  const day = (on: string) =>
    dayName(on, i18n.language, on.slice(0, 4) === today.slice(0, 4) ? undefined : 'year');
  const substitute = ({ substituteId }: Pick<Absence, 'substituteId'>) =>
    substituteId === null
      ? t('accounts.absence.noSubstitute')
      : t('accounts.absence.substituteIs', { name: nameOf(substituteId) });
  return {
    /** "Mo., 09.03. bis Fr., 13.03." */
    days: ({ fromOn, untilOn }: Absence) => {
      if (fromOn === untilOn) return day(fromOn);
      return untilOn === null
        ? t('accounts.absence.fromOpen', { from: day(fromOn) })
        : t('accounts.absence.fromUntil', { from: day(fromOn), until: day(untilOn) });
    },
    /** "abwesend bis Fr., 13.03., Vertretung: Otto Ohm" */
    away: (absence: Absence) =>
      [
        absence.untilOn === null
          ? t('accounts.absence.awayOpen')
          : t('accounts.absence.awayUntil', { until: day(absence.untilOn) }),
        substitute(absence),
      ].join(', '),
    substitute,
    problem: (problem: AbsenceProblem) => {
      switch (problem.code) {
        case 'substituteLoop':
          return t('accounts.absence.loop', {
            day: day(problem.on),
            chain: problem.chain.map(nameOf).join(t('accounts.absence.afterThem')),
          });
        case 'absencesOverlap':
          return t('accounts.absence.overlap', { from: day(problem.other.fromOn) });
        default:
          return t(`problem.${problem.code}`);
      }
    },
  };
};
