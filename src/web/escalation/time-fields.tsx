import { NativeSelect, NumberInput, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConfigurableStage, DurationUnit, StageSetting } from '../../domain/escalation/policy.ts';
import { MAX_STAGE_MINUTES } from '../../domain/escalation/validate.ts';
import classes from './policy-form.module.css';
import { useStageTexts } from './stage-texts.ts';

interface Props {
  stage: ConfigurableStage;
  setting: StageSetting;
  /** Whether the fields were asked for just now. */
  autoFocus?: boolean;
  onChange: (setting: StageSetting) => void;
}

const UNITS = ['openingHours', 'clockHours'] as const satisfies readonly DurationUnit[];

/** On or off, how long, counted in what. */
export const TimeFields = ({ stage, setting, autoFocus = false, onChange }: Props) => {
  const { t } = useTranslation();
  const { short } = useStageTexts();
  return (
    <>
      <Switch
        className={classes.switch}
        checked={setting.on}
        disabled={stage === 'E1'}
        label={setting.on ? t('escalation.on') : t('escalation.off')}
        aria-label={t('escalation.policy.switch', { stage: short(stage) })}
        onChange={(event) => onChange({ ...setting, on: event.currentTarget.checked })}
      />
      {setting.on ? <DurationFields setting={setting} autoFocus={autoFocus} onChange={onChange} /> : null}
    </>
  );
};

const DurationFields = ({ setting, autoFocus, onChange }: Required<Omit<Props, 'stage'>>) => {
  const { t } = useTranslation();
  const hours = Math.floor(setting.minutes / 60);
  const minutes = setting.minutes % 60;
  const whole = (value: number | string) => (typeof value === 'number' ? Math.trunc(value) : 0);
  const number = { min: 0, allowDecimal: false, allowNegative: false, w: '5.5rem' };
  return (
    <>
      <NumberInput
        {...number}
        label={t('escalation.policy.hours')}
        autoFocus={autoFocus}
        value={hours}
        max={MAX_STAGE_MINUTES / 60}
        onChange={(value) => onChange({ ...setting, minutes: whole(value) * 60 + minutes })}
      />
      <NumberInput
        {...number}
        label={t('escalation.policy.minutes')}
        value={minutes}
        max={59}
        clampBehavior="strict"
        onChange={(value) => onChange({ ...setting, minutes: hours * 60 + whole(value) })}
      />
      <NativeSelect
        label={t('escalation.policy.unit')}
        value={setting.unit}
        data={UNITS.map((unit) => ({ value: unit, label: t(`escalation.unit.${unit}`) }))}
        w="10rem"
        onChange={(event) =>
          onChange({
            ...setting,
            unit: UNITS.find((unit) => unit === event.currentTarget.value) ?? setting.unit,
          })
        }
      />
    </>
  );
};
