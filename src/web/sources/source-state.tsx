import {
  IconAlertTriangle,
  IconArchive,
  IconCircleCheck,
  IconEyeOff,
  IconHourglass,
  IconPlayerPause,
  IconWaveSine,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { dateOn, dayName } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';
import type { Source } from './queries.ts';
import classes from './sources.module.css';

/** How a source stands, as a sign and a sentence: what the monitor would say of it now. */
export const SourceState = ({ source }: { source: Source }) => {
  const { icon: Icon, mood, text } = useStanding()(source);
  return (
    <p className={classes.state} data-mood={mood}>
      <Icon size={16} aria-hidden />
      <span>{text}</span>
    </p>
  );
};

interface Standing {
  icon: TablerIcon;
  mood: 'good' | 'quiet' | 'warn' | 'bad';
  text: string;
}

/** Tells how a source stands. */
export const useStanding = () => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const today = dateOn(useNowMs(), zone);
  const day = (on: string) => dayName(on, i18n.language, 'year');
  return (source: Source): Standing => {
    const { archived, active, pausedUntilOn, monitored, silence, improbable, seenUntilOn } = source;
    if (archived) return { icon: IconArchive, mood: 'quiet', text: t('sources.state.archived') };
    if (!active) {
      const text = pausedUntilOn
        ? t('sources.state.pausedUntil', { on: day(pausedUntilOn) })
        : t('sources.state.paused');
      return { icon: IconPlayerPause, mood: 'quiet', text };
    }
    if (!monitored || !silence)
      return { icon: IconEyeOff, mood: 'quiet', text: t('sources.state.unwatched') };
    if (silence.verdict === 'silent') {
      const known = seenUntilOn !== null && seenUntilOn >= today;
      const text = t('sources.state.silent', { count: silence.days });
      return {
        icon: IconAlertTriangle,
        mood: known ? 'warn' : 'bad',
        text: known ? `${text} ${t('sources.state.seen', { on: day(seenUntilOn) })}` : text,
      };
    }
    if (improbable) {
      const count = Math.round(improbable.expected);
      return { icon: IconWaveSine, mood: 'warn', text: t('sources.state.improbable', { count }) };
    }
    return silence.verdict === 'waiting'
      ? { icon: IconHourglass, mood: 'quiet', text: t('sources.state.waiting', { count: silence.days }) }
      : { icon: IconCircleCheck, mood: 'good', text: t('sources.state.ok') };
  };
};
