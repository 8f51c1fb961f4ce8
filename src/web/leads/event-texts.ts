import { useTranslation } from 'react-i18next';
import type { HistoryEntry, LeadPage } from '../../contract/leads.ts';
import type { LeadEventKind, LeadEvents } from '../../domain/leads/events.ts';
import { CLOSE_REASONS, type CloseOutcome } from '../../domain/leads/lead.ts';
import { whyText } from '../distribution/why-text.ts';
import { useStageTexts } from '../escalation/stage-texts.ts';
import { exactTime } from '../time.ts';

/** What a line of the Verlauf tells besides its people's acts: the clock's own steps. */
interface ClockEvents {
  stageReached: { stage: StageName; late: boolean };
  mailSent: { stage: StageName; toName: string; outboxId: string | null };
}
type StageName = Parameters<ReturnType<typeof useStageTexts>['name']>[0];
type Events = LeadEvents & ClockEvents;

/** An entry whose `data` is known by its kind: the server writes them by these very types. */
export type Entry = {
  [Kind in keyof Events]: Omit<HistoryEntry, 'kind' | 'data'> & { kind: Kind; data: Events[Kind] };
}[keyof Events];
export const entryOf = (entry: HistoryEntry) => entry as Entry;

const REASONS: readonly string[] = Object.values(CLOSE_REASONS).flat();
type Reason = (typeof CLOSE_REASONS)[CloseOutcome][number];
const isReason = (reason: string): reason is Reason => REASONS.includes(reason);

/** The reason of a closing; one that came from elsewhere is shown as it was written. */
export const useReasonName = () => {
  const { t } = useTranslation();
  return (reason: string) => (isReason(reason) ? t(`leads.reason.${reason}`) : reason);
};

/** The last act in one or two words, for the list. */
export const useActText = () => {
  const { t, i18n } = useTranslation();
  return (kind: string) =>
    i18n.exists(`leads.lastAct.${kind}`) ? t(`leads.lastAct.${kind as LeadEventKind}`) : kind;
};

/** What an entry of the Verlauf says in one sentence. */
export const useEntryText = (lead: LeadPage) => {
  const { t, i18n } = useTranslation();
  const reasonName = useReasonName();
  const { name } = useStageTexts();
  const exact = (at: string) => exactTime(Date.parse(at), lead.zone, i18n.language);

  return (entry: Entry): string => {
    const actor = entry.actor ?? t('leads.history.system');
    switch (entry.kind) {
      case 'arrived':
        return [
          t(entry.actor ? 'leads.history.arrivedManual' : 'leads.history.arrived', {
            actor,
            source: entry.data.source,
          }),
          ...(entry.data.flags ?? []).map((flag) => t(`reading.warning.${flag}`)),
        ].join('. ');
      case 'assigned':
        return entry.data.toName === null
          ? t('leads.history.toPool', { actor })
          : t('leads.history.assigned', { actor, to: entry.data.toName });
      case 'handedOver': {
        const { from, toName: to } = entry.data;
        return to === null
          ? t('leads.history.handedToPool', { actor, from })
          : t('leads.history.handedOver', { actor, from, to });
      }
      case 'distributed':
        return t(entry.actor ? 'distribution.historyBy' : 'distribution.history', {
          actor,
          why: whyText(t, entry.data),
        });
      case 'followed':
        return t('distribution.followed', { to: entry.data.toName });
      case 'called':
        return t(entry.data.reached ? 'leads.history.called' : 'leads.history.calledInVain', { actor });
      case 'followUpSet':
        return entry.data.proposed
          ? t('leads.history.followUpProposed', { at: exact(entry.data.at) })
          : t('leads.history.followUpSet', { actor, at: exact(entry.data.at) });
      case 'closed':
        return t('leads.history.closed', {
          actor,
          outcome: t(`leads.outcome.${entry.data.outcome}`),
          reason: reasonName(entry.data.reason),
        });
      case 'corrected':
        return t(entry.data.reviewed ? 'leads.history.reviewed' : 'leads.history.corrected', { actor });
      case 'numberedAnew': {
        const { from } = entry.data;
        return from ? t('leads.history.numberedAnew', { from }) : t('leads.history.numberedAnewUnknown');
      }
      case 'reread':
        return t('leads.history.reread', {
          actor,
          reader: entry.data.reader,
          version: entry.data.version,
        });
      case 'reclassified':
        return t('leads.history.reclassified', {
          actor,
          from: t(`intake.class.${entry.data.from}`),
          to: t(`intake.class.${entry.data.to}`),
        });
      case 'bounced':
        // Bounces of former times say no more than that there was one.
        if (!('reason' in entry.data)) return t('leads.history.bounced');
        if (entry.data.delayed) return t('leads.history.delayed', { address: entry.data.address });
        return t('leads.history.undelivered', {
          address: entry.data.address,
          reason: t(`conversation.failure.${entry.data.reason}`),
        });
      case 'undelivered':
        return t('leads.history.undelivered', {
          address: entry.data.address,
          reason: t(`conversation.failure.${entry.data.reason}`),
        });
      case 'stageReached':
        return t(entry.data.late ? 'leads.history.stageLate' : 'leads.history.stageReached', {
          stage: entry.data.stage.startsWith('E') ? entry.data.stage : '',
          meaning: name(entry.data.stage),
        }).trim();
      case 'mailSent':
        return t('leads.history.mailSent', { stage: entry.data.stage, to: entry.data.toName });
      default:
        return t(`leads.history.${entry.kind}`, { actor });
    }
  };
};
