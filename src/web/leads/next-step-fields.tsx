import { Chip, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { nowMs } from '../clock.ts';
import { dayAt, shortTime, wallClock } from '../time.ts';
import { ClosingFields, FIRST_CLOSING } from './closing-fields.tsx';
import { DAYS_AHEAD, followUpMs, type NextChoice } from './next-step.ts';
import classes from './next-step-fields.module.css';

interface Props {
  label: string;
  choice: NextChoice;
  onChoice: (choice: NextChoice) => void;
  zone: string;
  proposedAt: string;
  /** A follow-up of its own cannot be a closing. */
  mayClose?: boolean;
}

const KINDS = ['proposal', 'tomorrow', 'inThreeDays', 'nextWeek', 'ownDate', 'close'] as const;

/** When the lead comes back, or that it is closed: the question after every act. */
export const NextStepFields = ({ label, choice, onChoice, zone, proposedAt, mayClose = true }: Props) => {
  const { t, i18n } = useTranslation();
  const choose = (kind: NextChoice['kind']): NextChoice => {
    if (kind === 'close') return { kind, closing: FIRST_CLOSING };
    if (kind === 'ownDate') return { kind, wall: wallClock(dayAt(nowMs(), zone, 1, '09:00'), zone) };
    return { kind };
  };
  const text = (kind: NextChoice['kind']) => {
    if (kind === 'proposal')
      return t('leads.form.proposal', { at: shortTime(Date.parse(proposedAt), zone, i18n.language) });
    if (kind === 'close') return t('leads.form.closeNow');
    if (kind === 'ownDate' || kind === 'tomorrow') return t(`leads.form.${kind}`);
    return `${t(`leads.form.${kind}`)} (${shortTime(dayAt(nowMs(), zone, DAYS_AHEAD[kind], '09:00'), zone, i18n.language)})`;
  };
  return (
    <fieldset className={classes.fields}>
      <legend>{label}</legend>
      <Chip.Group
        value={choice.kind}
        onChange={(kind) => onChoice(choose(KINDS.find((one) => one === kind) ?? 'proposal'))}
      >
        <div className={classes.chips}>
          {KINDS.filter((kind) => kind !== 'close' || mayClose).map((kind) => (
            <Chip key={kind} value={kind} size="sm" radius="md">
              {text(kind)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {choice.kind === 'ownDate' ? (
        <TextInput
          className={classes.date}
          type="datetime-local"
          aria-label={t('leads.form.date')}
          value={choice.wall}
          min={wallClock(nowMs(), zone)}
          onChange={(event) => onChoice({ kind: 'ownDate', wall: event.currentTarget.value })}
          error={followUpMs(choice, zone, proposedAt) === null ? t('leads.form.datePast') : null}
        />
      ) : null}
      {choice.kind === 'close' ? (
        <ClosingFields value={choice.closing} onChange={(closing) => onChoice({ kind: 'close', closing })} />
      ) : null}
    </fieldset>
  );
};
