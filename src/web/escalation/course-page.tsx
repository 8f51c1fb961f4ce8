import { NativeSelect, Paper, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainCourse, getEscalationSettings } from '../../contract/escalation.ts';
import { listBranches } from '../../contract/sources.ts';
import { call } from '../api.ts';
import { useSession } from '../session.ts';
import { dateName } from './stage-texts.ts';
import { LinkButton } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { ArrivalChooser, thisMinute } from './arrival-chooser.tsx';
import { CourseDrawing } from './course-drawing.tsx';
import classes from './course-page.module.css';
import { CourseTable } from './course-table.tsx';
import { StageList } from './stage-list.tsx';

/** Asks again only when the slider rests. */
const REST_MS = 120;

/** The dealership's escalation course: drawn for any arrival, and explained stage by stage (N5). */
export const CoursePage = () => {
  const { t, i18n } = useTranslation();
  const policy = useQuery({ queryKey: ['escalation', 'policy'], queryFn: () => call(getEscalationSettings) });
  return (
    <Page
      title={t('escalation.course.title')}
      intro={t('escalation.course.lead')}
      actions={
        policy.data?.mayChange ? (
          <LinkButton variant="default" to="/einstellungen/eskalation">
            {t('escalation.course.change')}
          </LinkButton>
        ) : null
      }
    >
      <ExampleCourse />
      <Title order={2} mt="xl" mb="xs">
        {t('escalation.course.stages')}
      </Title>
      {policy.isError ? <ErrorState error={policy.error} onRetry={policy.refetch} /> : null}
      {policy.isPending ? <LoadingState /> : null}
      {policy.data ? (
        <Paper withBorder p="md">
          <Text c="dimmed">{t('escalation.course.names')}</Text>
          <Text c="dimmed" mb="md">
            {t('escalation.policy.recommendedOn', { on: dateName(policy.data.recommendedOn, i18n.language) })}
          </Text>
          <h3 className={classes.chain}>{t('escalation.course.answerChain')}</h3>
          <StageList
            policy={policy.data.settings.stages}
            recommended={policy.data.recommended}
            stages={['reminder', 'E1', 'EM1', 'E2.1', 'EM2.1']}
          />
          <h3 className={classes.chain}>{t('escalation.course.followUpChain')}</h3>
          <StageList
            policy={policy.data.settings.stages}
            recommended={policy.data.recommended}
            stages={['followUp', 'E2.2', 'EM2.2']}
          />
          <Text mt="sm">{t('escalation.course.chainEnds')}</Text>
        </Paper>
      ) : null}
    </Page>
  );
};

/** What would happen to an enquiry that arrives when the reader says. */
const ExampleCourse = () => {
  const { t } = useTranslation();
  const session = useSession();
  const [arrivalMs, setArrivalMs] = useState(thisMinute);
  const [askedMs] = useDebouncedValue(arrivalMs, REST_MS);
  const [branchId, setBranchId] = useState<string | null>(null);
  const branches = useQuery({ queryKey: ['branches'], queryFn: () => call(listBranches) });
  const course = useQuery({
    queryKey: ['escalation', 'course', askedMs, branchId],
    queryFn: () =>
      call(explainCourse, {
        query: { arrivalAt: new Date(askedMs).toISOString(), branchId: branchId ?? undefined },
      }),
    placeholderData: keepPreviousData,
  });
  const zone = course.data?.zone ?? session.account?.zone ?? 'Europe/Berlin';

  return (
    <Paper withBorder p="md">
      {branches.data && branches.data.items.length > 1 ? (
        <NativeSelect
          label={t('escalation.course.forBranch')}
          data={branches.data.items.map(({ id, name }) => ({ value: id, label: name }))}
          value={branchId ?? branches.data.items[0]?.id}
          onChange={(event) => setBranchId(event.currentTarget.value)}
          mb="md"
          maw={320}
        />
      ) : null}
      {course.data ? <CourseDrawing {...course.data} /> : null}
      {course.isPending ? <LoadingState /> : null}
      {course.isError ? <ErrorState error={course.error} onRetry={course.refetch} /> : null}
      <div className={classes.chooser}>
        <ArrivalChooser valueMs={arrivalMs} zone={zone} onChange={setArrivalMs} />
      </div>
      {course.data ? (
        <>
          <CourseTable steps={course.data.steps} zone={zone} />
          <Text size="sm" c="dimmed" mt="xs">
            {t('escalation.course.zoneNote', { zone, branch: course.data.branch })}
          </Text>
        </>
      ) : null}
    </Paper>
  );
};
