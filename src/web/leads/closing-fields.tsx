import { SegmentedControl, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CLOSE_OUTCOMES, CLOSE_REASONS, type CloseOutcome } from '../../domain/leads/lead.ts';
import classes from './closing-fields.module.css';

type Reason = (typeof CLOSE_REASONS)[CloseOutcome][number];
export interface Closing {
  outcome: CloseOutcome;
  reason: Reason;
}
export const FIRST_CLOSING: Closing = { outcome: 'lost', reason: CLOSE_REASONS.lost[0] };

const REASONS: Record<CloseOutcome, readonly Reason[]> = CLOSE_REASONS;

/** How a lead ended, and why: only reasons that fit the outcome. */
export const ClosingFields = ({
  value,
  onChange,
}: {
  value: Closing;
  onChange: (closing: Closing) => void;
}) => {
  const { t } = useTranslation();
  const reasons = REASONS[value.outcome];
  const choose = (outcome: CloseOutcome) => onChange({ outcome, reason: REASONS[outcome][0] ?? 'other' });
  return (
    <div className={classes.fields}>
      <SegmentedControl
        aria-label={t('leads.form.outcome')}
        value={value.outcome}
        onChange={choose}
        data={CLOSE_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`leads.outcome.${outcome}`) }))}
      />
      {reasons.length > 1 ? (
        <Select
          aria-label={t('leads.form.reason')}
          allowDeselect={false}
          value={value.reason}
          data={reasons.map((reason) => ({ value: reason, label: t(`leads.reason.${reason}`) }))}
          onChange={(reason) =>
            onChange({ ...value, reason: reasons.find((one) => one === reason) ?? value.reason })
          }
        />
      ) : null}
    </div>
  );
};
