import { useElementSize } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import classes from './course-drawing.module.css';
import { lanesOf, makingRoom, spreadOut, thinOut } from './course-layout.ts';
import {
  BAR,
  Bar,
  ICON,
  isOverWeeks,
  Label,
  openingText,
  Signs,
  StationTitle,
  Ticks,
} from './course-parts.tsx';
import { type Picture, pictureOf } from './course-picture.ts';
import { type CourseStep, dayTime, timeOfDay } from './stage-texts.ts';

interface Props {
  steps: readonly CourseStep[];
  open: readonly { from: string; to: string }[];
  zone: string;
}

type Drawn = Picture & { label: string };

/** Below this width the course runs downwards. */
const UPRIGHT_BELOW = 620;

/** One chain of an enquiry over open and closed time; the table below it says the same in words. */
export const CourseDrawing = ({ steps, open, zone }: Props) => {
  const { t, i18n } = useTranslation();
  const { ref, width } = useElementSize();
  const picture = pictureOf(steps, open, zone);
  if (!picture) return null;
  const startedMs = picture.stations[0]?.atMs ?? 0;
  const drawn = {
    ...picture,
    label: t(
      steps[0]?.stage === 'followUp' ? 'escalation.course.followUpDrawing' : 'escalation.course.drawing',
      { at: dayTime(startedMs, zone, i18n.language) },
    ),
  };
  return (
    <div ref={ref} className={classes.frame}>
      {width === 0 ? null : width < UPRIGHT_BELOW ? (
        <UprightCourse {...drawn} />
      ) : (
        <LyingCourse {...drawn} width={width} />
      )}
    </div>
  );
};

/** What the drawing's patterns mean. */
export const CourseLegend = () => {
  const { t } = useTranslation();
  return (
    <div className={classes.legend}>
      <span>
        <span className={classes.sample} />
        {t('escalation.course.open')}
      </span>
      <span>
        <span className={classes.sample} data-closed />
        {t('escalation.course.closed')}
      </span>
      <span>{t('escalation.course.notToScale')}</span>
    </div>
  );
};

const LABEL_WIDTH = 118;
const LANE_HEIGHT = 58;
/** Room for one sign of a station, and round all of them. */
const SIGN = ICON + 2;
const SIGN_MARGIN = 12;

const LyingCourse = ({ segments, stations, overdueFrom, zone, label, width }: Drawn & { width: number }) => {
  const room = makingRoom(
    stations.map(({ position }) => position),
    stations.slice(1).map((station, index) => {
      const signs = station.steps.length + (stations[index]?.steps.length ?? 0);
      return ((signs / 2) * SIGN + SIGN_MARGIN) / (width - LABEL_WIDTH);
    }),
  );
  const place = (position: number) => LABEL_WIDTH / 2 + room(position) * (width - LABEL_WIDTH);
  const lanes = lanesOf(
    stations.map(({ position }) => place(position)),
    LABEL_WIDTH,
  );
  const barY = (Math.max(...lanes) + 1) * LANE_HEIGHT + 10;
  const height = barY + BAR + 24;
  return (
    <svg
      className={classes.drawing}
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      role="img"
      aria-label={label}
    >
      <Bar segments={segments} overdueFrom={overdueFrom} along={place} across={barY} lying />
      <Ticks segments={segments} place={place} y={barY + BAR + 16} zone={zone} />
      {stations.map((station, index) => {
        const x = place(station.position);
        const top = barY - 10 - ((lanes[index] ?? 0) + 1) * LANE_HEIGHT;
        return (
          <g key={station.atMs}>
            <StationTitle station={station} zone={zone} />
            <line className={classes.stem} x1={x} x2={x} y1={top + 48} y2={barY} />
            <Label station={station} zone={zone} x={x} y={top + 12} anchor="middle" />
            <Signs station={station} x={x} y={barY + BAR / 2} />
          </g>
        );
      })}
    </svg>
  );
};

const UPRIGHT_X = 74;
const LABEL_HEIGHT = 58;
const TICK_HEIGHT = 16;

const UprightCourse = ({ segments, stations, overdueFrom, zone, label }: Drawn) => {
  const { i18n } = useTranslation();
  const length = Math.max(280, stations.length * 80);
  const room = makingRoom(
    stations.map(({ position }) => position),
    stations.slice(1).map(() => (SIGN + SIGN_MARGIN) / length),
  );
  const place = (position: number) => 24 + room(position) * length;
  const labels = spreadOut(
    stations.map(({ position }) => place(position)),
    LABEL_HEIGHT,
  );
  const height = Math.max(place(1), labels.at(-1) ?? 0) + 36;
  const isLong = isOverWeeks(segments);
  const changes = segments.slice(1).filter(({ open }) => open || !isLong);
  const shown = thinOut(
    changes.map(({ start }) => place(start)),
    TICK_HEIGHT,
  );
  return (
    <svg className={classes.drawing} height={height} role="img" aria-label={label}>
      <Bar segments={segments} overdueFrom={overdueFrom} along={place} across={UPRIGHT_X} lying={false} />
      {changes.map(({ fromMs, start, open }, index) =>
        shown[index] ? (
          <text key={fromMs} className={classes.tick} x={UPRIGHT_X - 8} y={place(start) + 4} textAnchor="end">
            {open ? openingText(fromMs, start, isLong, zone, i18n.language) : timeOfDay(fromMs, zone)}
          </text>
        ) : null,
      )}
      {stations.map((station, index) => {
        const y = place(station.position);
        const labelY = labels[index] ?? y;
        const labelX = UPRIGHT_X + BAR + 26;
        return (
          <g key={station.atMs}>
            <StationTitle station={station} zone={zone} />
            <polyline
              className={classes.stem}
              fill="none"
              points={`${UPRIGHT_X + BAR},${y} ${labelX - 14},${labelY} ${labelX - 6},${labelY}`}
            />
            <Label station={station} zone={zone} x={labelX} y={labelY - 6} anchor="start" />
            <Signs station={station} x={UPRIGHT_X + BAR / 2} y={y} />
          </g>
        );
      })}
    </svg>
  );
};
