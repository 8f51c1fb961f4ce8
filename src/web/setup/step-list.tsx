import { UnstyledButton } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { STEPS, type Step } from './setup-draft.ts';
import classes from './setup.module.css';

/** Where one is; steps behind can be gone back to, as long as nothing is set up yet. */
export const StepList = ({ step, onGoTo }: { step: Step; onGoTo?: (step: Step) => void }) => {
  const { t } = useTranslation();
  const current = STEPS.indexOf(step);
  return (
    <nav
      aria-label={t('setup.progress', { step: current + 1, steps: STEPS.length })}
      className={classes.steps}
    >
      <ol>
        {STEPS.map((one, index) => {
          const done = index < current;
          const content = (
            <>
              <span className={classes.number}>{done ? <IconCheck size={14} aria-hidden /> : index + 1}</span>
              <span className={classes.stepName}>{t(`setup.step.${one}`)}</span>
            </>
          );
          return (
            <li key={one} aria-current={index === current ? 'step' : undefined} data-done={done || undefined}>
              {done && onGoTo ? (
                <UnstyledButton onClick={() => onGoTo(one)}>{content}</UnstyledButton>
              ) : (
                <span>{content}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
};
