import { Paper, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainCourse } from '../../contract/escalation.ts';
import type { EscalationSettings, Place } from '../../domain/escalation/settings.ts';
import { call } from '../api.ts';
import { useSession } from '../session.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ArrivalChooser, thisMinute } from './arrival-chooser.tsx';
import { CourseDrawing, CourseLegend } from './course-drawing.tsx';
import classes from './course-page.module.css';
import { chainsOf } from './course-picture.ts';
import { CourseTable } from './course-table.tsx';
import { FollowUpChooser, usualFollowUpAt } from './follow-up-chooser.tsx';

/** Asks again only when the slider rests. */
const REST_MS = 120;

/** What would happen to an enquiry that arrives when the reader says, and to its follow-up if they want one. */
export const ExampleEnquiry = ({ settings, place }: { settings: EscalationSettings; place: Place }) => {
  const { t } = useTranslation();
  const session = useSession();
  const [arrivalMs, setArrivalMs] = useState(thisMinute);
  const [followUpMs, setFollowUpMs] = useState<number | null>(null);
  const [asked] = useDebouncedValue({ arrivalMs, followUpMs }, REST_MS);
  const query = {
    arrivalAt: new Date(asked.arrivalMs).toISOString(),
    followUpAt: asked.followUpMs === null ? undefined : new Date(asked.followUpMs).toISOString(),
    branchId: place.branchId || undefined,
    sourceId: place.sourceId || undefined,
  };
  const course = useQuery({
    queryKey: ['escalation', 'course', query],
    queryFn: () => call(explainCourse, { query }),
    placeholderData: keepPreviousData,
  });
  const zone = course.data?.zone ?? session.account?.zone ?? 'Europe/Berlin';

  const arriveAt = (ms: number) => {
    setArrivalMs(ms);
    // Nobody follows up before there is an enquiry.
    if (followUpMs !== null && followUpMs < ms) setFollowUpMs(usualFollowUpAt(ms, zone));
  };
  const chains = course.data ? chainsOf(course.data.steps) : [];
  const chainName = (steps: (typeof chains)[number]) =>
    t(steps[0]?.stage === 'followUp' ? 'escalation.course.followUpChain' : 'escalation.course.answerChain');

  return (
    <Paper withBorder p="md">
      {chains.map((steps) => (
        <div key={steps[0]?.stage}>
          {chains.length > 1 ? <h3 className={classes.chain}>{chainName(steps)}</h3> : null}
          <CourseDrawing steps={steps} open={course.data?.open ?? []} zone={zone} />
        </div>
      ))}
      {chains.length > 0 ? <CourseLegend /> : null}
      {course.isPending ? <LoadingState /> : null}
      {course.isError ? <ErrorState error={course.error} onRetry={course.refetch} /> : null}
      <div className={classes.chooser}>
        <ArrivalChooser valueMs={arrivalMs} zone={zone} onChange={arriveAt} />
        <FollowUpChooser valueMs={followUpMs} arrivalMs={arrivalMs} zone={zone} onChange={setFollowUpMs} />
      </div>
      {course.data ? (
        <>
          {chains.map((steps) => (
            <div key={steps[0]?.stage}>
              {chains.length > 1 ? <h3 className={classes.chain}>{chainName(steps)}</h3> : null}
              <CourseTable steps={steps} zone={zone} settings={settings} place={place} />
            </div>
          ))}
          <Text size="sm" c="dimmed" mt="xs">
            {t('escalation.course.zoneNote', { zone, branch: course.data.branch })}
          </Text>
        </>
      ) : null}
    </Paper>
  );
};
