import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { checkCalendar } from '../../contract/calendars.ts';
import { formatMinutes } from '../../domain/time/opening-hours.ts';
import { dateText } from './calendar-texts.ts';

type Findings = z.output<(typeof checkCalendar)['output']>;

/** What the server finds wrong or odd in a calendar that is being edited. */
export const CalendarFindings = ({ findings }: { findings: Findings | undefined }) => {
  const { t, i18n } = useTranslation();
  if (!findings) return null;
  const problemText = ({ code, part }: Findings['problems'][number]) => {
    if (code === 'neverOpen') return t('calendar.warning.neverOpen');
    return t(code === 'unknownZone' ? 'calendar.warning.unknownZone' : 'calendar.warning.malformed', {
      part,
    });
  };
  const skipped = findings.skippedTimes.map(({ on, minutes }) =>
    t('calendar.warning.skippedOne', { on: dateText(on, i18n.language), time: formatMinutes(minutes) }),
  );
  return (
    <>
      {findings.problems.map((problem) => (
        <Alert
          key={problem.code + problem.part}
          color="red"
          w="100%"
          role="alert"
          icon={<IconAlertTriangle aria-hidden />}
        >
          {problemText(problem)}
        </Alert>
      ))}
      {skipped.length > 0 ? (
        <Alert color="orange" w="100%" role="status" icon={<IconAlertTriangle aria-hidden />}>
          {t('calendar.warning.skipped', { times: skipped.join('; ') })}
        </Alert>
      ) : null}
    </>
  );
};
