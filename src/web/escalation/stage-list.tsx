import { useTranslation } from 'react-i18next';
import type { ConfigurableStage, Policy } from '../../domain/escalation/policy.ts';
import { StageIcon } from './stage-icon.tsx';
import classes from './stage-list.module.css';
import { useAmountText, useSettingText, useStageTexts } from './stage-texts.ts';

interface Props {
  policy: Policy;
  recommended: Policy;
  stages: readonly (ConfigurableStage | 'followUp')[];
}

/** The stages of a chain with what they do, the own value and the recommended one; those switched off too. */
export const StageList = ({ policy, recommended, stages }: Props) => {
  const { t } = useTranslation();
  const { short, name, explanation, countedFrom } = useStageTexts();
  const settingText = useSettingText();
  const amountText = useAmountText();
  const recommendedText = (stage: ConfigurableStage) => {
    const { on, minutes, unit } = recommended[stage];
    return on
      ? amountText(minutes, unit)
      : t('escalation.recommendedOff', { value: amountText(minutes, unit) });
  };

  return (
    <ol className={classes.list}>
      {stages.map((stage) => (
        <li key={stage} className={classes.stage}>
          <StageIcon stage={stage} size={22} />
          <div>
            <h3 className={classes.name}>
              {short(stage) === name(stage) ? name(stage) : `${short(stage)} · ${name(stage)}`}
            </h3>
            <p className={classes.text}>{explanation(stage)}</p>
          </div>
          {stage === 'followUp' ? (
            <dl className={classes.values}>
              <div>
                <dt>{t('escalation.ownValue')}</dt>
                <dd>{t('escalation.countedFrom.followUp')}</dd>
              </div>
            </dl>
          ) : (
            <dl className={classes.values}>
              <div>
                <dt>{t('escalation.ownValue')}</dt>
                <dd data-off={policy[stage].on ? undefined : true}>
                  <strong>{settingText(policy[stage])}</strong>
                  {policy[stage].on ? <span className={classes.from}> {countedFrom(stage)}</span> : null}
                </dd>
              </div>
              <div>
                <dt>{t('escalation.recommended')}</dt>
                <dd>{recommendedText(stage)}</dd>
              </div>
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
};
