import {
  IconAlertCircleFilled,
  IconAlertTriangleFilled,
  IconBellRinging,
  IconCircleCheck,
  IconHourglassFilled,
  IconMail,
} from '@tabler/icons-react';
import classes from './stage-icon.module.css';
import type { CourseStage } from './stage-texts.ts';

/** The signs a lead itself carries: hourglass in time, circle overdue, triangle at the controller, tick followed up. */
const ICONS = {
  arrival: { Icon: IconHourglassFilled, sign: 'inTime' },
  reminder: { Icon: IconBellRinging, sign: 'notice' },
  E1: { Icon: IconAlertCircleFilled, sign: 'overdue' },
  EM1: { Icon: IconMail, sign: 'notice' },
  'E2.1': { Icon: IconAlertTriangleFilled, sign: 'escalated' },
  'EM2.1': { Icon: IconMail, sign: 'notice' },
  followUp: { Icon: IconCircleCheck, sign: 'followUp' },
  'E2.2': { Icon: IconAlertTriangleFilled, sign: 'escalated' },
  'EM2.2': { Icon: IconMail, sign: 'notice' },
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
  const { Icon, sign } = ICONS[stage];
  return <Icon {...place} className={classes.sign} data-sign={sign} aria-hidden />;
};
