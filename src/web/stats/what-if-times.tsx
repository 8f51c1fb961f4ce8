import { Input } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Policy } from '../../domain/escalation/policy.ts';
import type { PolicyProblem } from '../../domain/escalation/validate.ts';
import { StageIcon } from '../escalation/stage-icon.tsx';
import { useSettingText, useStageTexts } from '../escalation/stage-texts.ts';
import { TimeFields } from '../escalation/time-fields.tsx';
import classes from './what-if.module.css';

/** What shows on the screen: overdue and escalated. Mails are not counted. */
export const STAGES = ['E1', 'E2.1'] as const;
export type ChosenTimes = Pick<Policy, (typeof STAGES)[number]>;

interface Props {
  present: ChosenTimes;
  chosen: ChosenTimes;
  problems: readonly PolicyProblem[];
  onChange: (change: Partial<ChosenTimes>) => void;
}

/** The two times to play with, each beside the present one. */
export const WhatIfTimes = ({ present, chosen, problems, onChange }: Props) => {
  const { t } = useTranslation();
  const { name, countedFrom } = useStageTexts();
  const settingText = useSettingText();
  return (
    <div className={classes.stages}>
      {STAGES.map((stage) => {
        const problem = problems.find((one) => one.stage === stage);
        return (
          <fieldset key={stage} className={classes.stage}>
            <legend className={classes.legend}>
              <StageIcon stage={stage} size={20} />
              {stage} · {name(stage)}
            </legend>
            <div className={classes.fields}>
              <TimeFields
                stage={stage}
                setting={chosen[stage]}
                onChange={(setting) => onChange({ [stage]: setting })}
              />
              {chosen[stage].on ? <span className={classes.from}>{countedFrom(stage)}</span> : null}
            </div>
            <p className={classes.soft}>
              {t('stats.whatIf.present', { value: settingText(present[stage]) })}
            </p>
            {problem ? (
              <Input.Error role="alert">{t(`escalation.policy.problem.${problem.code}`)}</Input.Error>
            ) : null}
          </fieldset>
        );
      })}
    </div>
  );
};
