import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { DAY_MS, dateOn, dayName } from '../time.ts';
import classes from './course-drawing.module.css';
import { type Segment, thinOut } from './course-layout.ts';
import type { Picture, Station } from './course-picture.ts';
import { useReasonText } from './reason-text.ts';
import { StageIcon } from './stage-icon.tsx';
import { timeOfDay, useStageTexts, weekdayName } from './stage-texts.ts';

/** Thickness of the bar, and the size of a sign on it. */
export const BAR = 30;
export const ICON = 20;

interface BarProps extends Pick<Picture, 'segments' | 'overdueFrom'> {
  along: (position: number) => number;
  across: number;
  lying: boolean;
}

/** Open time plain, closed time hatched; along it a line: yellow while in time, red from E1 on. */
export const Bar = ({ segments, overdueFrom, along, across, lying }: BarProps) => {
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

const TICK_WIDTH = 62;
const WEEK_MS = 7 * DAY_MS;

/** Of courses over weeks only the days are named. */
export const isOverWeeks = (segments: readonly Segment[]) =>
  (segments.at(-1)?.toMs ?? 0) - (segments[0]?.fromMs ?? 0) > WEEK_MS;

/** When it opened and closed, where there is room to say so. */
export const Ticks = ({
  segments,
  place,
  y,
  zone,
}: {
  segments: readonly Segment[];
  place: (position: number) => number;
  y: number;
  zone: string;
}) => {
  const { i18n } = useTranslation();
  const opening = segments.filter(({ open }) => open);
  const places = opening.map(({ start }) => place(start));
  const shown = thinOut(places, TICK_WIDTH);
  const isLong = isOverWeeks(segments);
  return (
    <g className={classes.tick}>
      {opening.map(({ fromMs, start }, index) =>
        shown[index] ? (
          <text key={fromMs} x={places[index]} y={y}>
            {openingText(fromMs, start, isLong, zone, i18n.language)}
          </text>
        ) : null,
      )}
      {opening
        .filter(({ start, end }) => !isLong && end < 1 && place(end) - place(start) > 2 * TICK_WIDTH)
        .map(({ toMs, end }) => (
          <text key={toMs} x={place(end)} y={y} textAnchor="end">
            {timeOfDay(toMs, zone)}
          </text>
        ))}
    </g>
  );
};

/** "Mo 08:00"; where the course begins open, and of long courses, only the day. */
export const openingText = (ms: number, start: number, isLong: boolean, zone: string, language: string) => {
  const on = dateOn(ms, zone);
  if (isLong) return dayName(on, language);
  return start > 0 ? `${weekdayName(on, language)} ${timeOfDay(ms, zone)}` : weekdayName(on, language);
};

interface LabelProps {
  station: Station;
  zone: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle';
}

export const Label = ({ station, zone, x, y, anchor }: LabelProps) => {
  const { i18n } = useTranslation();
  const { short } = useStageTexts();
  return (
    <text x={x} y={y} textAnchor={anchor}>
      <tspan className={classes.name}>{station.steps.map(({ stage }) => short(stage)).join(' · ')}</tspan>
      <tspan x={x} dy="1.35em">
        {timeOfDay(station.atMs, zone)}
      </tspan>
      <tspan x={x} dy="1.3em" className={classes.soft}>
        {dayName(dateOn(station.atMs, zone), i18n.language)}
      </tspan>
    </text>
  );
};

/** What a station says when somebody points at it: each step with its reason. */
export const StationTitle = ({ station, zone }: { station: Station; zone: string }) => {
  const { short } = useStageTexts();
  const reasonText = useReasonText(zone);
  return <title>{station.steps.map((step) => `${short(step.stage)}: ${reasonText(step)}`).join('\n')}</title>;
};

/** The signs of a station on a plate, several beside each other. */
export const Signs = ({ station, x, y }: { station: Station; x: number; y: number }) => {
  const width = station.steps.length * (ICON + 2);
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
      {station.steps.map(({ stage }, index) => (
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
