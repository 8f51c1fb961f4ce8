import { useRef } from 'react';
import { DAY_MINUTES, type OpenInterval } from '../../domain/time/opening-hours.ts';
import { type DayDraft, intervalDraftOf, readInterval, timesText, withInterval } from './week-draft.ts';
import classes from './week-editor.module.css';

/** Edges move in quarters of an hour; finer times are typed. */
const SNAP_MINUTES = 15;

/** A day as a strip of 24 hours whose open stretches can be pulled; the fields beside it do the same by keyboard. */
export const DayBar = ({ day, onChange }: { day: DayDraft; onChange: (day: DayDraft) => void }) => {
  const strip = useRef<HTMLDivElement>(null);

  const minutesAt = (clientX: number) => {
    const { left, width } = strip.current?.getBoundingClientRect() ?? { left: 0, width: 1 };
    const minutes = Math.round(((clientX - left) / width) * (DAY_MINUTES / SNAP_MINUTES)) * SNAP_MINUTES;
    return Math.min(Math.max(minutes, 0), DAY_MINUTES);
  };
  const pull = (index: number, { from, to }: OpenInterval, edge: 'from' | 'to', clientX: number) => {
    const minutes = minutesAt(clientX);
    const pulled =
      edge === 'from'
        ? { from: Math.min(minutes, to - SNAP_MINUTES), to }
        : { from, to: Math.max(minutes, from + SNAP_MINUTES) };
    onChange(withInterval(day, index, intervalDraftOf(pulled)));
  };

  return (
    <div ref={strip} className={classes.strip} aria-hidden>
      {day.map((draft, index) => {
        const interval = readInterval(draft);
        if (!interval) return null;
        const share = (minutes: number) => `${(minutes / DAY_MINUTES) * 100}%`;
        return (
          <div
            key={index}
            className={classes.block}
            style={{ left: share(interval.from), width: share(interval.to - interval.from) }}
            title={timesText(interval)}
          >
            {(['from', 'to'] as const).map((edge) => (
              <span
                key={edge}
                className={classes.edge}
                data-edge={edge}
                onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
                onPointerMove={(event) => {
                  if (event.currentTarget.hasPointerCapture(event.pointerId))
                    pull(index, interval, edge, event.clientX);
                }}
              />
            ))}
          </div>
        );
      })}
    </div>
  );
};
