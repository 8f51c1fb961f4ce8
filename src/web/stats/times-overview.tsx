import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Holder, holdersOf, ownTimes } from '../../domain/escalation/holders.ts';
import { CONFIGURABLE_STAGES, type ConfigurableStage } from '../../domain/escalation/policy.ts';
import { usePlaces } from '../escalation/places.ts';
import { settingsQuery } from '../escalation/queries.ts';
import { dateName, useRecommendedText, useSettingText, useStageTexts } from '../escalation/stage-texts.ts';
import { useSession } from '../session.ts';
import { dateOn, exactTime } from '../time.ts';
import { timesSinceQuery } from './times-since-query.ts';
import { OverviewTable } from './overview-table.tsx';

/** "Eskalationen und Reminder" (N6): every configured time with what it counts from, its holder and the recommendation. */
export const TimesOverview = () => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const { settings, recommended, recommendedOn, changedAt, changedBy } = useSuspenseQuery(settingsQuery).data;
  const { holderName } = usePlaces();
  const { short, name, countedFrom } = useStageTexts();
  const settingText = useSettingText();
  const recommendedText = useRecommendedText();
  const since = useQuery(timesSinceQuery).data?.items ?? [];
  const sinceText = (holder: Holder, stage: ConfigurableStage): string => {
    const id = holder.origin === 'dealership' ? null : holder.id;
    const found = since.find((one) => one.stage === stage && one.id === id);
    if (!found) return '';
    const { kind, name: who } = found.by;
    const by = {
      person: who,
      support: t('settings.changes.by.support'),
      installation: t('stats.accesses.setUp'),
    }[kind];
    return `${dateName(dateOn(Date.parse(found.at), zone), i18n.language)}, ${by}`;
  };
  const rows = holdersOf(settings).flatMap((holder) =>
    CONFIGURABLE_STAGES.flatMap((stage) => {
      const setting = ownTimes(settings, holder)[stage];
      if (!setting) return [];
      return [
        [
          short(stage) === name(stage) ? name(stage) : `${short(stage)} ${name(stage)}`,
          settingText(setting),
          setting.on ? countedFrom(stage) : '',
          recommendedText(recommended[stage]),
          holderName(holder),
          sinceText(holder, stage),
        ],
      ];
    }),
  );
  const at = exactTime(Date.parse(changedAt), zone, i18n.language);
  return (
    <OverviewTable
      id="zeiten"
      title={t('stats.accesses.times')}
      note={[
        changedBy
          ? t('escalation.policy.lastChanged', { at, name: changedBy })
          : t('escalation.policy.asSetUp', { at }),
        t('escalation.policy.recommendedOn', { on: dateName(recommendedOn, i18n.language) }),
      ].join(' ')}
      columns={[
        t('stats.accesses.column.stage'),
        t('stats.accesses.column.time'),
        t('stats.accesses.column.countedFrom'),
        t('stats.accesses.column.recommended'),
        t('stats.accesses.column.holder'),
        t('stats.accesses.column.since'),
      ]}
      rows={rows}
    />
  );
};
