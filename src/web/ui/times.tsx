import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { lastTickMs, onTick } from '../clock.ts';
import { durationParts, exactTime, HOUR_MS, MINUTE_MS, shortTime } from '../time.ts';

/** The server's time, ticking: one clock for the whole page, so that all times on it agree. */
export const useNowMs = () => useSyncExternalStore(onTick, lastTickMs);

/** Says durations: "1 Std. 20 Min.", as exactly as one would say it. */
export const useDurationText = () => {
  const { t } = useTranslation();
  return (ms: number) => {
    const { days, hours, minutes } = durationParts(ms);
    const part = (count: number, unit: 'day' | 'hour' | 'minute') =>
      count > 0 ? [t(`common.duration.${unit}`, { count })] : [];
    if (days > 2) return t('common.duration.day', { count: days });
    if (days > 0) return [...part(days, 'day'), ...part(hours, 'hour')].join(' ');
    if (hours > 9) return t('common.duration.hour', { count: hours });
    if (hours > 0) return [...part(hours, 'hour'), ...part(minutes, 'minute')].join(' ');
    return t('common.duration.minute', { count: minutes });
  };
};

/** "in 1 Std. 20 Min.", "seit 35 Min. überfällig": how long until something is due, or how late it is. */
export const useDueText = () => {
  const { t } = useTranslation();
  const durationText = useDurationText();
  return (ms: number, now: number) => {
    if (Math.abs(ms - now) < MINUTE_MS) return t('common.duration.now');
    const duration = durationText(ms - now);
    return ms > now ? t('common.duration.in', { duration }) : t('common.duration.overdue', { duration });
  };
};

/** A moment: how long ago up to a day, then as a date; the exact instant in its own zone on hover. */
export const RelativeTime = ({ at, zone }: { at: string; zone: string }) => {
  const { t, i18n } = useTranslation();
  const durationText = useDurationText();
  const now = useNowMs();
  const ms = Date.parse(at);
  const agoMs = now - ms;
  const text =
    agoMs < MINUTE_MS && agoMs > -MINUTE_MS
      ? t('common.duration.justNow')
      : agoMs > 0 && agoMs < 12 * HOUR_MS
        ? t('common.duration.ago', { duration: durationText(agoMs) })
        : shortTime(ms, zone, i18n.language, now);
  return (
    <time dateTime={at} title={exactTime(ms, zone, i18n.language)}>
      {text}
    </time>
  );
};

/** A moment as a date, short; the exact instant in its own zone on hover. */
export const ShortTime = ({ at, zone }: { at: string; zone: string }) => {
  const { i18n } = useTranslation();
  const now = useNowMs();
  const ms = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(ms, zone, i18n.language)}>
      {shortTime(ms, zone, i18n.language, now)}
    </time>
  );
};
