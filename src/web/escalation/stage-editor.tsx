import { Button, Input, NativeSelect, NumberInput, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConfigurableStage, DurationUnit, StageSetting } from '../../domain/escalation/policy.ts';
import { MAX_STAGE_MINUTES, type PolicyProblem } from '../../domain/escalation/validate.ts';
import { StageIcon } from './stage-icon.tsx';
import classes from './policy-form.module.css';
import { useAmountText, useStageTexts } from './stage-texts.ts';

interface Props {
  stage: ConfigurableStage;
  setting: StageSetting;
  recommended: StageSetting;
  problem: PolicyProblem['code'] | undefined;
  onChange: (setting: StageSetting) => void;
}

const UNITS = ['openingHours', 'clockHours'] as const satisfies readonly DurationUnit[];

/** One stage of the escalation: on or off, how long, counted in what; the recommendation beside it. */
export const StageEditor = ({ stage, setting, recommended, problem, onChange }: Props) => {
  const { t } = useTranslation();
  const { short, name, explanation } = useStageTexts();
  const label = short(stage);

  return (
    <fieldset className={classes.stage}>
      <legend className={classes.legend}>
        <StageIcon stage={stage} size={20} />
        <span>{label === name(stage) ? label : `${label} · ${name(stage)}`}</span>
      </legend>
      <p className={classes.text}>{explanation(stage)}</p>
      <div className={classes.values}>
        <Switch
          className={classes.switch}
          checked={setting.on}
          disabled={stage === 'E1'}
          label={setting.on ? t('escalation.on') : t('escalation.off')}
          aria-label={t('escalation.policy.switch', { stage: label })}
          onChange={(event) => onChange({ ...setting, on: event.currentTarget.checked })}
        />
        {setting.on ? <DurationFields stage={stage} setting={setting} onChange={onChange} /> : null}
        <Recommended
          stage={label}
          setting={setting}
          recommended={recommended}
          onAdopt={() => onChange({ ...recommended, on: setting.on || recommended.on })}
        />
      </div>
      {stage === 'E1' ? <p className={classes.note}>{t('escalation.policy.e1StaysOn')}</p> : null}
      {problem ? <Input.Error role="alert">{t(`escalation.policy.problem.${problem}`)}</Input.Error> : null}
    </fieldset>
  );
};

const DurationFields = ({ stage, setting, onChange }: Pick<Props, 'stage' | 'setting' | 'onChange'>) => {
  const { t } = useTranslation();
  const { countedFrom } = useStageTexts();
  const hours = Math.floor(setting.minutes / 60);
  const minutes = setting.minutes % 60;
  const whole = (value: number | string) => (typeof value === 'number' ? Math.trunc(value) : 0);
  return (
    <>
      <NumberInput
        label={t('escalation.policy.hours')}
        value={hours}
        min={0}
        max={MAX_STAGE_MINUTES / 60}
        allowDecimal={false}
        allowNegative={false}
        w="5.5rem"
        onChange={(value) => onChange({ ...setting, minutes: whole(value) * 60 + minutes })}
      />
      <NumberInput
        label={t('escalation.policy.minutes')}
        value={minutes}
        min={0}
        max={59}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        w="5.5rem"
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
      <span className={classes.from}>{countedFrom(stage)}</span>
    </>
  );
};

interface RecommendedProps {
  stage: string;
  setting: StageSetting;
  recommended: StageSetting;
  onAdopt: () => void;
}

const Recommended = ({ stage, setting, recommended, onAdopt }: RecommendedProps) => {
  const { t } = useTranslation();
  const amountText = useAmountText();
  const value = amountText(recommended.minutes, recommended.unit);
  return (
    <div className={classes.recommended}>
      <div>
        <span className={classes.caption}>{t('escalation.recommended')}</span>
        <span>{recommended.on ? value : t('escalation.recommendedOff', { value })}</span>
      </div>
      {isAsRecommended(setting, recommended) ? (
        <span className={classes.caption}>{t('escalation.policy.asRecommended')}</span>
      ) : (
        <Button
          variant="default"
          size="xs"
          aria-label={t('escalation.policy.adoptStage', { stage })}
          onClick={onAdopt}
        >
          {t('escalation.policy.adopt')}
        </Button>
      )}
    </div>
  );
};

/** A stage recommended only "bei Bedarf" is right both when it is off and when it is on with that time. */
const isAsRecommended = (setting: StageSetting, recommended: StageSetting) =>
  sameSetting(setting, setting.on ? { ...recommended, on: true } : recommended);

/** Whether two settings do the same: of those that are off, the time kept for later does not matter. */
export const sameSetting = (a: StageSetting, b: StageSetting) =>
  a.on === b.on && (!a.on || (a.minutes === b.minutes && a.unit === b.unit));
