import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldErrors } from '../accounts/field-errors.ts';
import { type Choices, DealershipFields } from './dealership-fields.tsx';
import { PeopleStep } from './people-step.tsx';
import type { SetupDraft, Step } from './setup-draft.ts';
import classes from './setup.module.css';
import { SourcesStep } from './sources-step.tsx';
import { WeekEditor } from '../calendar/week-editor.tsx';

interface Props {
  step: Step;
  draft: SetupDraft;
  choices: Choices;
  setupCodeNeeded: boolean;
  errors: FieldErrors;
  onChange: (change: Partial<SetupDraft>) => void;
}

/** What the wizard asks in each step before the dealership is set up. */
export const StepBody = ({ step, draft, choices, setupCodeNeeded, errors, onChange }: Props) => {
  const { t } = useTranslation();
  switch (step) {
    case 'dealership':
      return (
        <section className={classes.narrow}>
          <h2 className={classes.title}>{t('setup.dealership.title')}</h2>
          {setupCodeNeeded ? (
            <TextInput
              mb="md"
              label={t('setup.dealership.setupCode')}
              description={t('setup.dealership.setupCodeHint')}
              autoComplete="off"
              value={draft.setupCode}
              error={errors['setupCode']}
              onChange={(event) => onChange({ setupCode: event.currentTarget.value })}
            />
          ) : null}
          <DealershipFields
            value={draft}
            states={choices.states}
            errors={errors}
            onChange={onChange}
            adminTitle={t('setup.dealership.admin')}
            adminHint={t('setup.dealership.adminHint')}
          />
        </section>
      );
    case 'hours':
      return (
        <section>
          <h2 className={classes.title}>{t('setup.hours.title')}</h2>
          <p className={classes.hint}>{t('setup.hours.lead')}</p>
          <WeekEditor
            value={draft.week}
            usualHours={choices.defaultHours}
            onChange={(week) => onChange({ week })}
          />
        </section>
      );
    case 'sources':
      return (
        <section className={classes.narrow}>
          <h2 className={classes.title}>{t('setup.sources.title')}</h2>
          <p className={classes.hint}>{t('setup.sources.lead')}</p>
          <SourcesStep
            value={draft.sources}
            kinds={choices.sourceKinds}
            errors={errors}
            onChange={(sources) => onChange({ sources })}
          />
        </section>
      );
    case 'people':
      return (
        <section>
          <h2 className={classes.title}>{t('setup.people.title')}</h2>
          <p className={classes.hint}>{t('setup.people.lead')}</p>
          <PeopleStep value={draft.people} errors={errors} onChange={(people) => onChange({ people })} />
        </section>
      );
    case 'test':
      return null;
  }
};
