import {
  IconAlertTriangleFilled,
  IconBellRinging,
  IconCalendarDue,
  IconCircleFilled,
  IconHourglassFilled,
  IconMail,
} from '@tabler/icons-react';
import type { CourseStage } from './stage-texts.ts';

const ICONS = {
  arrival: { Icon: IconCircleFilled, colour: 'var(--yellow)' },
  reminder: { Icon: IconBellRinging, colour: 'var(--text-soft)' },
  E1: { Icon: IconHourglassFilled, colour: 'var(--red)' },
  EM1: { Icon: IconMail, colour: 'var(--text-accent)' },
  'E2.1': { Icon: IconAlertTriangleFilled, colour: 'var(--stage-triangle)' },
  'EM2.1': { Icon: IconMail, colour: 'var(--text-accent)' },
  followUp: { Icon: IconCalendarDue, colour: 'var(--green)' },
  'E2.2': { Icon: IconAlertTriangleFilled, colour: 'var(--stage-triangle)' },
  'EM2.2': { Icon: IconMail, colour: 'var(--text-accent)' },
} as const satisfies Record<CourseStage, unknown>;

interface Props {
  stage: CourseStage;
  size: number;
  /** Where it stands inside another drawing. */
  x?: number;
  y?: number;
}

/** The sign of a stage: what the people it concerns get to see. Said in words beside it. */
export const StageIcon = ({ stage, ...place }: Props) => {
  const { Icon, colour } = ICONS[stage];
  return <Icon {...place} aria-hidden style={{ color: colour, flexShrink: 0 }} />;
};
