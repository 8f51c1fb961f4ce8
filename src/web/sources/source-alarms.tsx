import { Paper } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconWaveSine } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SourceAlarm } from '../../contract/sources.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { ShortTime } from '../ui/times.tsx';
import type { SourcePageData } from './queries.ts';
import classes from './source-page.module.css';
import sourceClasses from './sources.module.css';

const ICONS = { friday: IconAlertTriangle, early: IconWaveSine, recovered: IconCircleCheck };

/** When the silence of a source was reported, and when it was over. */
export const SourceAlarms = ({ alarms }: Pick<SourcePageData, 'alarms'>) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return (
    <Paper withBorder component="section" className={sourceClasses.card} aria-labelledby="source-alarms">
      <h2 className={sourceClasses.name} id="source-alarms">
        {t('sources.page.alarms')}
      </h2>
      {alarms.length === 0 ? <p className={sourceClasses.soft}>{t('sources.page.noAlarms')}</p> : null}
      <ul className={classes.list}>
        {alarms.map((alarm) => {
          const Icon = ICONS[alarm.kind];
          return (
            <li key={`${alarm.kind} ${alarm.at}`} className={classes.item}>
              <Icon size={16} aria-hidden />
              <span className={classes.grow}>
                <AlarmText alarm={alarm} zone={zone} />
              </span>
              <ShortTime at={alarm.at} zone={zone} />
            </li>
          );
        })}
      </ul>
    </Paper>
  );
};

const AlarmText = ({ alarm, zone }: { alarm: SourceAlarm; zone: string }) => {
  const { t, i18n } = useTranslation();
  const exact = (at: string) => exactTime(Date.parse(at), zone, i18n.language);
  if (alarm.kind === 'recovered') return t('sources.alarm.recovered');
  if (alarm.kind === 'friday') {
    const { silentDays, limitDays, week } = alarm;
    const weeks = week > 1 ? ` ${t('sources.monitor.week', { count: week })}` : '';
    return `${t('sources.alarm.friday', { count: silentDays, limit: limitDays })}${weeks}`;
  }
  const early = t('sources.alarm.early', {
    since: exact(alarm.sinceAt),
    count: Math.round(alarm.expected),
    onceIn: Math.floor(1 / alarm.chance),
  });
  return alarm.endedAt ? `${early} ${t('sources.alarm.ended', { at: exact(alarm.endedAt) })}` : early;
};
