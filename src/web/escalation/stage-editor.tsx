import { Button, Input } from '@mantine/core';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Holder, holdersOf, ownTimes, withTime } from '../../domain/escalation/holders.ts';
import type { ConfigurableStage, StageSetting } from '../../domain/escalation/policy.ts';
import { type EscalationSettings, originsFor, policyFor } from '../../domain/escalation/settings.ts';
import type { PolicyProblem } from '../../domain/escalation/validate.ts';
import { searchFor } from './holder-search.ts';
import type { Places } from './places.ts';
import classes from './policy-form.module.css';
import type { SettingsView } from './queries.ts';
import { RecommendedTime } from './recommended-time.tsx';
import { StageIcon } from './stage-icon.tsx';
import { useSettingText, useStageTexts } from './stage-texts.ts';
import { TimeFields } from './time-fields.tsx';

interface Props {
  stage: ConfigurableStage;
  holder: Holder;
  places: Places;
  draft: EscalationSettings;
  advice: Pick<SettingsView, 'recommended' | 'recommendedOn' | 'newlyRecommended'>;
  problem: PolicyProblem['code'] | undefined;
  /** `null`: no time of its own any more. */
  onChange: (setting: StageSetting | null) => void;
}

/** One stage of one holder: the time of its own, or the one that comes from above; the recommendation beside it. */
export const StageEditor = ({ stage, holder, places, draft, advice, problem, onChange }: Props) => {
  const { t } = useTranslation();
  const { short, name, explanation, countedFrom } = useStageTexts();
  const label = short(stage);
  const own = ownTimes(draft, holder)[stage];
  const setting = policyFor(draft, places.placeOf(holder))[stage];
  // The button that was pressed is gone then: the keyboard goes on in the fields that took its place.
  const [justSet, setJustSet] = useState(false);
  const setOwn = () => {
    setJustSet(true);
    onChange({ ...setting, on: true });
  };

  return (
    <fieldset className={classes.stage} data-own={(own && holder.origin !== 'dealership') || undefined}>
      <legend className={classes.legend}>
        <StageIcon stage={stage} size={20} />
        <span>{label === name(stage) ? label : `${label} · ${name(stage)}`}</span>
      </legend>
      <p className={classes.text}>{explanation(stage)}</p>
      <div className={classes.values}>
        {own ? (
          <TimeFields stage={stage} setting={own} autoFocus={justSet} onChange={onChange} />
        ) : (
          <Inherited {...{ stage, holder, places, draft }} onOwn={setOwn} />
        )}
        {own?.on ? <span className={classes.from}>{countedFrom(stage)}</span> : null}
        <RecommendedTime
          stage={label}
          setting={setting}
          recommended={advice.recommended[stage]}
          newSince={advice.newlyRecommended.includes(stage) ? advice.recommendedOn : null}
          onAdopt={(recommended) => onChange({ ...recommended, on: setting.on || recommended.on })}
        />
      </div>
      {own && holder.origin !== 'dealership' ? (
        <BackToAbove {...{ stage, holder, places, draft }} onBack={() => onChange(null)} />
      ) : null}
      {stage === 'E1' && holder.origin === 'dealership' ? (
        <p className={classes.note}>{t('escalation.policy.e1StaysOn')}</p>
      ) : null}
      {holder.origin === 'dealership' ? <Exceptions {...{ stage, places, draft }} /> : null}
      {problem ? <Input.Error role="alert">{t(`escalation.policy.problem.${problem}`)}</Input.Error> : null}
    </fieldset>
  );
};

type PartProps = Pick<Props, 'stage' | 'holder' | 'places' | 'draft'>;

/** The time that holds because there is none of its own, and where it comes from. */
const Inherited = ({ stage, holder, places, draft, onOwn }: PartProps & { onOwn: () => void }) => {
  const { t } = useTranslation();
  const { short, countedFrom } = useStageTexts();
  const settingText = useSettingText();
  const place = places.placeOf(holder);
  const setting = policyFor(draft, place)[stage];
  return (
    <>
      <div className={classes.inherited}>
        <span className={classes.caption}>{places.originName(originsFor(draft, place)[stage], place)}</span>
        <span>
          <strong>{settingText(setting)}</strong> {setting.on ? countedFrom(stage) : null}
        </span>
      </div>
      <Button
        variant="default"
        leftSection={<IconPencil size={16} aria-hidden />}
        aria-label={`${short(stage)}: ${t('escalation.policy.setOwn')}`}
        onClick={onOwn}
      >
        {t('escalation.policy.setOwn')}
      </Button>
    </>
  );
};

/** "eigene Zeit" with the way back, naming what would hold then. */
const BackToAbove = ({ stage, holder, places, draft, onBack }: PartProps & { onBack: () => void }) => {
  const { t } = useTranslation();
  const { short } = useStageTexts();
  const settingText = useSettingText();
  const place = places.placeOf(holder);
  const above = withTime(draft, holder, stage, null);
  const text = t('escalation.policy.back', {
    like: places.likeAbove(originsFor(above, place)[stage], place),
    value: settingText(policyFor(above, place)[stage]),
  });
  return (
    <p className={classes.own}>
      <span className={classes.ownMark}>{t('escalation.policy.ownTime')}</span>
      <Button
        className={classes.back}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        aria-label={`${short(stage)}: ${text}`}
        onClick={onBack}
      >
        {text}
      </Button>
    </p>
  );
};

/** Whoever does not follow the dealership in this stage, so that nobody wonders why a change does not reach them. */
const Exceptions = ({ stage, places, draft }: Pick<Props, 'stage' | 'places' | 'draft'>) => {
  const { t } = useTranslation();
  const settingText = useSettingText();
  const others = holdersOf(draft).flatMap((holder) => {
    const own = holder.origin === 'dealership' ? undefined : ownTimes(draft, holder)[stage];
    return own ? [{ holder, own }] : [];
  });
  if (others.length === 0) return null;
  return (
    <p className={classes.exceptions}>
      <span>{t('escalation.policy.exceptions')}</span>
      {others.map(({ holder, own }) => (
        <Link
          key={places.holderName(holder)}
          to="/einstellungen/eskalation"
          search={searchFor(holder)}
          className={classes.exception}
        >
          {places.holderName(holder)}: {settingText(own)}
        </Link>
      ))}
    </p>
  );
};
