import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setUp } from '../../contract/setup.ts';
import { DEFAULT_SOURCES } from '../../domain/sources/kinds.ts';
import { Entrance } from '../accounts/entrance.tsx';
import { type FieldErrors, refusedFields, stillWrong } from '../accounts/field-errors.ts';
import { signIn } from '../accounts/sign-in.ts';
import { call } from '../api.ts';
import { hasRole, sessionQuery, useSession } from '../session.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import type { Choices } from './dealership-fields.tsx';
import { choicesQuery } from './queries.ts';
import {
  errorsOf,
  newDraft,
  type SetupDraft,
  setupInputOf,
  STEPS,
  type Step,
  stepOfField,
} from './setup-draft.ts';
import classes from './setup.module.css';
import { StepBody } from './step-body.tsx';
import { StepList } from './step-list.tsx';
import { TestStep } from './test-step.tsx';

/** First start: five steps from nothing to a lead. The last one belongs to whoever has just set it up. */
export const StartPage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const choices = useQuery({ ...choicesQuery, enabled: !session.setUp });

  if (session.setUp && !session.account) return <Navigate to="/anmelden" />;
  if (session.account) {
    if (!hasRole(session, 'admin')) return <Navigate to="/" />;
    return (
      <Entrance title={t('setup.test.title', { dealership: session.account.dealership })} width="wide">
        <StepList step="test" />
        <TestStep />
      </Entrance>
    );
  }
  return (
    <Entrance title={t('setup.title')} intro={t('setup.lead')} width="wide">
      {choices.isError ? <ErrorState error={choices.error} onRetry={choices.refetch} /> : null}
      {choices.isPending ? <LoadingState /> : null}
      {choices.data ? <Wizard choices={choices.data} setupCodeNeeded={session.setupCodeNeeded} /> : null}
    </Entrance>
  );
};

const Wizard = ({ choices, setupCodeNeeded }: { choices: Choices; setupCodeNeeded: boolean }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const problemText = useProblemText();
  const { step, goTo, reach } = useStep();
  const [draft, setDraft] = useState(() =>
    newDraft(
      { defaultHours: choices.defaultHours, sources: [...DEFAULT_SOURCES] },
      new URLSearchParams(window.location.search).get('code') ?? '',
    ),
  );
  const [errors, setErrors] = useState<FieldErrors>({});

  const finish = useMutation({
    mutationFn: async () => {
      await call(setUp, { body: setupInputOf(draft) });
      await signIn(client, draft.admin.mail.trim(), draft.admin.password).catch(() => {
        notifications.show({ message: t('setup.signInFailed') });
        return client.fetchQuery({ ...sessionQuery, staleTime: 0 });
      });
    },
    onError: (error) => {
      const refused = refusedFields(error, t, 'admin.');
      setErrors(refused);
      const [first] = Object.keys(refused);
      if (first) void goTo(stepOfField(first));
    },
  });

  const edit = (change: Partial<SetupDraft>) => {
    const edited = { ...draft, ...change };
    setDraft(edited);
    setErrors(stillWrong(errors, errorsOf(step, edited, setupCodeNeeded, t)));
  };
  const proceed = () => {
    const found = errorsOf(step, draft, setupCodeNeeded, t);
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    if (step === 'people') finish.mutate();
    else reach(step);
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        proceed();
      }}
    >
      <StepList step={step} onGoTo={goTo} />
      {finish.isError ? (
        <Alert color="red" title={t('setup.failed')} mb="md" role="alert">
          {problemText(finish.error)}
        </Alert>
      ) : null}
      <StepBody
        step={step}
        draft={draft}
        choices={choices}
        setupCodeNeeded={setupCodeNeeded}
        errors={errors}
        onChange={edit}
      />
      <div className={classes.buttons}>
        {step === 'dealership' ? null : (
          <Button variant="default" onClick={() => goTo(STEPS[STEPS.indexOf(step) - 1] ?? step)}>
            {t('setup.back')}
          </Button>
        )}
        <Button type="submit" ml="auto" loading={finish.isPending}>
          {step === 'people' ? t('setup.finish') : t('setup.next')}
        </Button>
      </div>
    </form>
  );
};

/** The step stands in the address, so that the browser's "back" goes one step back; nobody gets ahead of what is entered. */
const useStep = () => {
  const navigate = useNavigate();
  const { schritt } = useSearch({ from: '/start' });
  const [reached, setReached] = useState(0);
  const index = Math.min(Math.max((schritt ?? 1) - 1, 0), reached);
  const goTo = (step: Step) => navigate({ to: '/start', search: { schritt: STEPS.indexOf(step) + 1 } });
  const reach = (step: Step) => {
    const next = STEPS.indexOf(step) + 1;
    setReached(Math.max(reached, next));
    void goTo(STEPS[next] ?? step);
    window.scrollTo({ top: 0 });
  };
  return { step: STEPS[index] ?? 'dealership', goTo, reach };
};
