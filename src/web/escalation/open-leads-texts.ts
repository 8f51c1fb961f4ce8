import { useTranslation } from 'react-i18next';
import type { ReapplyCounts } from '../../contract/escalation.ts';

/** What giving the open enquiries new times does, or did, in words. */
export const useCountTexts = () => {
  const { t } = useTranslation();
  const effects = ({ turnRed, escalate, mail }: ReapplyCounts, tense: 'would' | 'did') =>
    [
      turnRed > 0 ? t(`escalation.openLeads.${tense}.turnRed`, { count: turnRed }) : '',
      escalate > 0 ? t(`escalation.openLeads.${tense}.escalate`, { count: escalate }) : '',
      mail > 0 ? t(`escalation.openLeads.${tense}.mail`, { count: mail }) : '',
    ].filter(Boolean);
  return {
    /** "Sofort: 14 würden rot, 3 eskalieren, zu 3 ginge eine Mail hinaus." */
    atOnce: (counts: ReapplyCounts) => {
      const parts = effects(counts, 'would');
      return parts.length > 0
        ? t('escalation.openLeads.atOnce', { effects: parts.join(', ') })
        : t('escalation.openLeads.nothingAtOnce');
    },
    /** What to say after saving; `applied` is null when the open enquiries kept their times. */
    saved: (applied: ReapplyCounts | null) => {
      if (!applied || applied.changed === 0) return t('escalation.openLeads.savedForNew');
      const parts = effects(applied, 'did');
      const given = t('escalation.openLeads.given', { count: applied.changed });
      return parts.length > 0 ? `${given} ${parts.join(', ')}.` : given;
    },
  };
};
