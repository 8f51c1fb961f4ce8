import { useElementSize } from '@mantine/hooks';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dateOn, dayName } from '../time.ts';
import classes from './course-drawing.module.css';
import { lanesOf, positionAt, type Segment, segmentsOf, type Span, spreadOut } from './course-layout.ts';
import { StageIcon } from './stage-icon.tsx';
import { type CourseStage, type CourseStep, dayTime, timeOfDay, useStageTexts } from './stage-texts.ts';

interface Props {
  steps: readonly CourseStep[];
  open: readonly { from: string; to: string }[];
  zone: string;
}

/** Stages at the same instant share one station. */
interface Station {
  readonly atMs: number;
  readonly stages: readonly CourseStage[];
  readonly position: number;
}

interface Picture {
  readonly segments: readonly Segment[];
  readonly stations: readonly Station[];
  /** From where on the lead is overdue. */
  readonly overdueFrom: number;
  readonly zone: string;
  readonly label: string;
}

/** Below this width the course runs downwards. */
const UPRIGHT_BELOW = 620;

/** The course of one enquiry over open and closed time; the table below it says the same in words. */
export const CourseDrawing = ({ steps, open, zone }: Props) => {
  const { t, i18n } = useTranslation();
  const { ref, width } = useElementSize();
  const picture = pictureOf(steps, open, zone);
  if (!picture) return null;
  const arrivedMs = picture.stations[0]?.atMs ?? 0;
  const drawn = {
    ...picture,
    label: t('escalation.course.drawing', { at: dayTime(arrivedMs, zone, i18n.language) }),
  };
  return (
    <div>
      <div ref={ref} className={classes.frame}>
        {width === 0 ? null : width < UPRIGHT_BELOW ? (
          <UprightCourse {...drawn} />
        ) : (
          <LyingCourse {...drawn} width={width} />
        )}
      </div>
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
    </div>
  );
};

const pictureOf = (
  steps: Props['steps'],
  open: Props['open'],
  zone: string,
): Omit<Picture, 'label'> | null => {
  const times = steps.map(({ at }) => Date.parse(at));
  const span: Span = { fromMs: Math.min(...times), toMs: Math.max(...times) };
  if (!(span.fromMs < span.toMs)) return null;
  const segments = segmentsOf(
    span,
    open.map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) })),
  );
  const stations = [...new Set(times)]
    .sort((a, b) => a - b)
    .map((atMs) => ({
      atMs,
      stages: steps.filter(({ at }) => Date.parse(at) === atMs).map(({ stage }) => stage),
      position: positionAt(segments, atMs),
    }));
  const overdue = stations.find(({ stages }) => stages.includes('E1'));
  return { segments, stations, overdueFrom: overdue?.position ?? 1, zone };
};

const LABEL_WIDTH = 118;
const LANE_HEIGHT = 58;
const BAR = 30;
const ICON = 20;

const LyingCourse = ({
  segments,
  stations,
  overdueFrom,
  zone,
  label,
  width,
}: Picture & { width: number }) => {
  const place = (position: number) => LABEL_WIDTH / 2 + position * (width - LABEL_WIDTH);
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
      {segments
        .filter(({ open }) => open)
        .map((segment) => (
          <Ticks key={segment.fromMs} segment={segment} place={place} y={barY + BAR + 16} zone={zone} />
        ))}
      {stations.map((station, index) => {
        const x = place(station.position);
        const top = barY - 10 - ((lanes[index] ?? 0) + 1) * LANE_HEIGHT;
        return (
          <g key={station.atMs}>
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

const UprightCourse = ({ segments, stations, overdueFrom, zone, label }: Picture) => {
  const { i18n } = useTranslation();
  const length = Math.max(280, stations.length * 80);
  const place = (position: number) => 24 + position * length;
  const labels = spreadOut(
    stations.map(({ position }) => place(position)),
    LABEL_HEIGHT,
  );
  const height = Math.max(place(1), labels.at(-1) ?? 0) + 36;
  return (
    <svg className={classes.drawing} height={height} role="img" aria-label={label}>
      <Bar segments={segments} overdueFrom={overdueFrom} along={place} across={UPRIGHT_X} lying={false} />
      {segments.slice(1).map(({ fromMs, start, open }) => (
        <text key={fromMs} className={classes.tick} x={UPRIGHT_X - 8} y={place(start) + 4} textAnchor="end">
          {open
            ? `${weekdayOf(fromMs, zone, i18n.language)} ${timeOfDay(fromMs, zone)}`
            : timeOfDay(fromMs, zone)}
        </text>
      ))}
      {stations.map((station, index) => {
        const y = place(station.position);
        const labelY = labels[index] ?? y;
        const labelX = UPRIGHT_X + BAR + 26;
        return (
          <g key={station.atMs}>
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

interface BarProps extends Pick<Picture, 'segments' | 'overdueFrom'> {
  along: (position: number) => number;
  across: number;
  lying: boolean;
}

/** Open time plain, closed time hatched; along it a line: yellow while in time, red from E1 on. */
const Bar = ({ segments, overdueFrom, along, across, lying }: BarProps) => {
  const hatch = useId();
  const box = (start: number, end: number, offset = 0, thickness = BAR) => {
    const stretch = { from: along(start), length: Math.max(0, along(end) - along(start)) };
    return lying
      ? { x: stretch.from, width: stretch.length, y: across + offset, height: thickness }
      : { y: stretch.from, height: stretch.length, x: across + offset, width: thickness };
  };
  return (
    <g>
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect className={classes.hatch} width="6" height="6" />
        <line className={classes.hatchLine} y2="6" />
      </pattern>
      {segments.map(({ fromMs, start, end, open }) => (
        <rect
          key={fromMs}
          {...box(start, end)}
          {...(open ? { className: classes.open } : { fill: `url(#${hatch})` })}
        />
      ))}
      <rect className={classes.bar} {...box(0, 1)} />
      <rect className={classes.inTime} {...box(0, overdueFrom, BAR / 2 - 2, 4)} />
      <rect className={classes.overdue} {...box(overdueFrom, 1, BAR / 2 - 2, 4)} />
    </g>
  );
};

/** When it opened and closed, where there is room to say so. */
const Ticks = ({
  segment,
  place,
  y,
  zone,
}: {
  segment: Segment;
  place: (position: number) => number;
  y: number;
  zone: string;
}) => {
  const { i18n } = useTranslation();
  const from = place(segment.start);
  const to = place(segment.end);
  const day = weekdayOf(segment.fromMs, zone, i18n.language);
  const opens = segment.start > 0 ? `${day} ${timeOfDay(segment.fromMs, zone)}` : day;
  return (
    <g className={classes.tick}>
      {to - from > 30 ? (
        <text x={from} y={y}>
          {opens}
        </text>
      ) : null}
      {to - from > 110 && segment.end < 1 ? (
        <text x={to} y={y} textAnchor="end">
          {timeOfDay(segment.toMs, zone)}
        </text>
      ) : null}
    </g>
  );
};

const weekdayOf = (ms: number, zone: string, language: string) =>
  dayName(dateOn(ms, zone), language).split(',')[0] ?? '';

interface LabelProps {
  station: Station;
  zone: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle';
}

const Label = ({ station, zone, x, y, anchor }: LabelProps) => {
  const { i18n } = useTranslation();
  const { short } = useStageTexts();
  return (
    <text x={x} y={y} textAnchor={anchor}>
      <tspan className={classes.name}>{station.stages.map(short).join(' · ')}</tspan>
      <tspan x={x} dy="1.35em">
        {timeOfDay(station.atMs, zone)}
      </tspan>
      <tspan x={x} dy="1.3em" className={classes.soft}>
        {dayName(dateOn(station.atMs, zone), i18n.language)}
      </tspan>
    </text>
  );
};

/** The signs of a station on a plate, several beside each other. */
const Signs = ({ station, x, y }: { station: Station; x: number; y: number }) => {
  const width = station.stages.length * (ICON + 2);
  return (
    <g>
      <rect
        className={classes.plate}
        x={x - width / 2 - 4}
        y={y - ICON / 2 - 4}
        width={width + 8}
        height={ICON + 8}
        rx={(ICON + 8) / 2}
      />
      {station.stages.map((stage, index) => (
        <StageIcon
          key={stage}
          stage={stage}
          size={ICON}
          x={x - width / 2 + 1 + index * (ICON + 2)}
          y={y - ICON / 2}
        />
      ))}
    </g>
  );
};
