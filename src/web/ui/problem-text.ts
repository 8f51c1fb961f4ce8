import { useTranslation } from 'react-i18next';
import { ProblemError } from '../api.ts';

/** The sentence for an error, in the reader's language; what is not a refusal of ours is an internal error. */
export const useProblemText = () => {
  const { t } = useTranslation();
  return (error: unknown) =>
    error instanceof ProblemError
      ? t(`problem.${error.code}`, { name: '', ...error.words })
      : t('problem.internal');
};
