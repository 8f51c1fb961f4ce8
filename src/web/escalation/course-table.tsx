import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './course-table.module.css';
import { StageIcon } from './stage-icon.tsx';
import { type CourseStep, dayTime, useReasonText, useStageTexts } from './stage-texts.ts';

/** The instants of a course with their reasons, in words. */
export const CourseTable = ({ steps, zone }: { steps: readonly CourseStep[]; zone: string }) => {
  const { t, i18n } = useTranslation();
  const { short, name } = useStageTexts();
  const reasonText = useReasonText(zone);
  return (
    <Table className={classes.table} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('escalation.policy.preview.stage')}</Table.Th>
          <Table.Th>{t('escalation.course.at')}</Table.Th>
          <Table.Th>{t('escalation.course.why')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {steps.map((step) => (
          <Table.Tr key={step.stage}>
            <Table.Td>
              <span className={classes.stage}>
                <StageIcon stage={step.stage} size={18} />
                <span>
                  <strong>{short(step.stage)}</strong>
                  {short(step.stage) === name(step.stage) ? null : (
                    <span className={classes.name}> {name(step.stage)}</span>
                  )}
                </span>
              </span>
            </Table.Td>
            <Table.Td className={classes.at}>
              <time dateTime={step.at}>{dayTime(Date.parse(step.at), zone, i18n.language)}</time>
            </Table.Td>
            <Table.Td>{reasonText(step)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
