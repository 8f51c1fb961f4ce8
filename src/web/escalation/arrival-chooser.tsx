import { ActionIcon, Button, Group, Slider, TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { nowMs } from '../clock.ts';
import { dateOn, dayAt, instantOf } from '../time.ts';
import classes from './arrival-chooser.module.css';
import { dayTime, timeOfDay, weekdayName } from './stage-texts.ts';

interface Props {
  valueMs: number;
  zone: string;
  onChange: (ms: number) => void;
}

const STEPS_A_DAY = 48;
const WEEK_STEPS = 7 * STEPS_A_DAY;

/** Chooses an arrival: by a slider over the week, by date and time, or by a click on a telling example. */
export const ArrivalChooser = ({ valueMs, zone, onChange }: Props) => {
  const { t, i18n } = useTranslation();
  const date = dateOn(valueMs, zone);
  const time = timeOfDay(valueMs, zone);
  const weekday = weekdayOf(date);
  const inWeek = (day: number, at: string) => dayAt(valueMs, zone, day - weekday, at);
  // A field that is being cleared or typed holds no time yet.
  const choose = (wall: string) => {
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wall)) onChange(instantOf(wall, zone));
  };

  return (
    <div className={classes.chooser}>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="date"
          label={t('escalation.course.arrivalOn')}
          value={date}
          onChange={(event) => choose(`${event.currentTarget.value}T${time}`)}
        />
        <TextInput
          type="time"
          label={t('escalation.course.time')}
          value={time}
          onChange={(event) => choose(`${date}T${event.currentTarget.value}`)}
        />
        <Group gap="xs">
          <Button variant="default" onClick={() => onChange(thisMinute())}>
            {t('escalation.course.now')}
          </Button>
          <Button variant="default" onClick={() => onChange(inWeek(4, '17:30'))}>
            {t('escalation.course.fridayEvening')}
          </Button>
          <Button variant="default" onClick={() => onChange(inWeek(6, '12:00'))}>
            {t('escalation.course.sundayNoon')}
          </Button>
        </Group>
      </Group>
      <div className={classes.week}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('escalation.course.previousWeek')}
          onClick={() => onChange(dayAt(valueMs, zone, -7, time))}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <Slider
          className={classes.slider}
          classNames={{ markLabel: classes.markLabel ?? '' }}
          min={0}
          max={WEEK_STEPS - 1}
          value={stepOf(weekday, time)}
          onChange={(step) => onChange(inWeek(Math.floor(step / STEPS_A_DAY), timeOfStep(step)))}
          label={null}
          thumbLabel={t('escalation.course.slider')}
          thumbValueText={dayTime(valueMs, zone, i18n.language)}
          marks={Array.from({ length: 7 }, (_, day) => ({
            value: day * STEPS_A_DAY,
            label: weekdayName(dateOn(inWeek(day, '12:00'), zone), i18n.language),
          }))}
        />
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('escalation.course.nextWeek')}
          onClick={() => onChange(dayAt(valueMs, zone, 7, time))}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  );
};

/** 0 = Monday. */
const weekdayOf = (date: string) => (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;

const stepOf = (weekday: number, time: string) => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return weekday * STEPS_A_DAY + Math.floor((hours * 60 + minutes) / 30);
};

const timeOfStep = (step: number) => {
  const halfHours = step % STEPS_A_DAY;
  return `${String(Math.floor(halfHours / 2)).padStart(2, '0')}:${halfHours % 2 === 0 ? '00' : '30'}`;
};

/** The present instant of the dealership's clock in whole minutes. */
export const thisMinute = () => Math.floor(nowMs() / 60_000) * 60_000;
