import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { explainCourse, previewCourse } from '../../contract/escalation.ts';
import type { TimeChange } from '../../domain/escalation/holders.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { useSession } from '../session.ts';
import { dayAt } from '../time.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { BeforeAndAfter } from './before-and-after.tsx';
import type { Places } from './places.ts';
import { type CourseStep, dayTime, useStageTexts } from './stage-texts.ts';

interface Props {
  settings: EscalationSettings;
  changes: readonly TimeChange[];
  places: Places;
}

/** What a new enquiry of next Friday afternoon would go through, with a weekend in it: by the saved times and the new ones. */
export const ExampleCourse = ({ settings, changes, places }: Props) => {
  const { t, i18n } = useTranslation();
  const { short } = useStageTexts();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const arrivalMs = nextFridayAt(zone, '16:00');
  const holder = changes[0]?.holder ?? { origin: 'dealership' };
  const { branchId, sourceId } = places.placeOf(holder);
  const imagined = {
    arrivalAt: new Date(arrivalMs).toISOString(),
    branchId: branchId || undefined,
    sourceId: sourceId || undefined,
    // The follow-up's times are an example only for whoever changes them.
    followUpAt: changes.some(({ stage }) => stage === 'E2.2' || stage === 'EM2.2')
      ? new Date(dayAt(arrivalMs, zone, 3, '10:00')).toISOString()
      : undefined,
  };
  const courses = useQuery({
    queryKey: ['escalation', 'preview', imagined, settings],
    queryFn: () =>
      Promise.all([
        call(explainCourse, { query: imagined }),
        call(previewCourse, { body: { settings, ...imagined } }),
      ]),
  });
  if (courses.isError) return <ErrorState error={courses.error} onRetry={courses.refetch} />;
  if (!courses.data) return <LoadingState lines={4} />;

  const [saved, wanted] = courses.data;
  const at = (steps: readonly CourseStep[], stage: CourseStep['stage']) => {
    const step = steps.find((one) => one.stage === stage);
    return step ? dayTime(Date.parse(step.at), wanted.zone, i18n.language) : t('escalation.off');
  };
  const stages = [...new Set([...wanted.steps, ...saved.steps].map(({ stage }) => stage))].filter(
    (stage) => stage !== 'arrival' && stage !== 'followUp',
  );
  const caption = { at: dayTime(arrivalMs, wanted.zone, i18n.language), holder: places.holderName(holder) };
  return (
    <>
      <BeforeAndAfter
        caption={t('escalation.policy.preview.example', caption)}
        rows={stages.map((stage) => ({
          stage: short(stage),
          before: at(saved.steps, stage),
          after: at(wanted.steps, stage),
        }))}
      />
      <Text size="sm" c="dimmed">
        {t('escalation.policy.preview.exampleNote', { branch: wanted.branch })}
        {imagined.followUpAt
          ? ` ${t('escalation.policy.preview.followUpNote', {
              at: dayTime(Date.parse(imagined.followUpAt), wanted.zone, i18n.language),
            })}`
          : null}
      </Text>
    </>
  );
};

const nextFridayAt = (zone: string, time: string) => {
  const weekday = new Date(dayAt(nowMs(), zone, 0, '12:00')).getUTCDay();
  return dayAt(nowMs(), zone, ((5 - weekday + 6) % 7) + 1, time);
};
