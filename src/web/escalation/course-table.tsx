import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  type EscalationSettings,
  type Origin,
  originsFor,
  type Place,
} from '../../domain/escalation/settings.ts';
import classes from './course-table.module.css';
import { usePlaces } from './places.ts';
import { useReasonText } from './reason-text.ts';
import { StageIcon } from './stage-icon.tsx';
import { type CourseStep, dayTime, useStageTexts } from './stage-texts.ts';

interface Props {
  steps: readonly CourseStep[];
  zone: string;
  settings: EscalationSettings;
  place: Place;
}

/** The instants of a course with their reasons, in words; and whose time it is where it is not the dealership's. */
export const CourseTable = ({ steps, zone, settings, place }: Props) => {
  const { t, i18n } = useTranslation();
  const { short, name } = useStageTexts();
  const { originName } = usePlaces();
  const reasonText = useReasonText(zone);
  const origins = originsFor(settings, place);
  const originOf = ({ stage }: CourseStep): Origin =>
    stage === 'arrival' || stage === 'followUp' ? 'dealership' : origins[stage];
  return (
    <Table className={classes.table} verticalSpacing="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="28%">{t('escalation.policy.preview.stage')}</Table.Th>
          <Table.Th w="18%">{t('escalation.course.at')}</Table.Th>
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
            <Table.Td>
              {reasonText(step)}
              {originOf(step) === 'dealership' ? null : (
                <span className={classes.origin}>{originName(originOf(step), place)}</span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
