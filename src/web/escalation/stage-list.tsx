import { useTranslation } from 'react-i18next';
import type { ConfigurableStage, Policy } from '../../domain/escalation/policy.ts';
import {
  type EscalationSettings,
  originsFor,
  type Place,
  policyFor,
} from '../../domain/escalation/settings.ts';
import { usePlaces } from './places.ts';
import { StageIcon } from './stage-icon.tsx';
import classes from './stage-list.module.css';
import { useRecommendedText, useSettingText, useStageTexts } from './stage-texts.ts';

interface Props {
  settings: EscalationSettings;
  recommended: Policy;
  /** Where the enquiry belongs whose times are shown. */
  place: Place;
  stages: readonly (ConfigurableStage | 'followUp')[];
}

/** The stages of a chain with what they do, the time that holds, whose it is, and the recommended one. */
export const StageList = ({ settings, recommended, place, stages }: Props) => {
  const { t } = useTranslation();
  const { originName } = usePlaces();
  const { short, name, explanation, countedFrom } = useStageTexts();
  const settingText = useSettingText();
  const recommendedText = useRecommendedText();
  const policy = policyFor(settings, place);
  const origins = originsFor(settings, place);

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
                  <span className={classes.origin} data-own={origins[stage] !== 'dealership' || undefined}>
                    {originName(origins[stage], place)}
                  </span>
                </dd>
              </div>
              <div>
                <dt>{t('escalation.recommended')}</dt>
                <dd>{recommendedText(recommended[stage])}</dd>
              </div>
            </dl>
          )}
        </li>
      ))}
    </ol>
  );
};
