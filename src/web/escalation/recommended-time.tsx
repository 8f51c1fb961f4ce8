import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isSameTime } from '../../domain/escalation/holders.ts';
import type { StageSetting } from '../../domain/escalation/policy.ts';
import classes from './policy-form.module.css';
import { dateName, useRecommendedText, useSettingText } from './stage-texts.ts';

interface Props {
  stage: string;
  setting: StageSetting;
  recommended: StageSetting;
  /** The date of a recommendation that came after the one copied at set-up; null when it says the same. */
  newSince: string | null;
  onAdopt: (recommended: StageSetting) => void;
}

/** What is recommended, beside what holds; it is taken over by a click or not at all (N4). */
export const RecommendedTime = ({ stage, setting, recommended, newSince, onAdopt }: Props) => {
  const { t, i18n } = useTranslation();
  const recommendedText = useRecommendedText();
  const settingText = useSettingText();
  const isAdopted = isAsRecommended(setting, recommended);
  return (
    <div className={classes.recommended} data-new={(newSince && !isAdopted) || undefined}>
      <div>
        <span className={classes.caption}>
          {newSince && !isAdopted
            ? t('escalation.newlyRecommended', { on: dateName(newSince, i18n.language) })
            : t('escalation.recommended')}
        </span>
        <span>{recommendedText(recommended)}</span>
        {newSince && !isAdopted ? (
          <span className={classes.caption}>
            {t('escalation.policy.yoursStays', { value: settingText(setting) })}
          </span>
        ) : null}
      </div>
      {isAdopted ? (
        <span className={classes.caption}>{t('escalation.policy.asRecommended')}</span>
      ) : (
        <Button
          variant="default"
          size="xs"
          aria-label={t('escalation.policy.adoptStage', { stage })}
          onClick={() => onAdopt(recommended)}
        >
          {t('escalation.policy.adopt')}
        </Button>
      )}
    </div>
  );
};

/** A stage recommended only "bei Bedarf" is right both when it is off and when it is on with that time. */
const isAsRecommended = (setting: StageSetting, recommended: StageSetting) =>
  isSameTime(setting, setting.on ? { ...recommended, on: true } : recommended);
