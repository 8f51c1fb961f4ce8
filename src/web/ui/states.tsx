import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from './problem-text.ts';
import classes from './states.module.css';

/** Nothing to show, said so that it helps: why, and what to do next. */
export const EmptyState = ({
  icon,
  title,
  children,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
}) => (
  <div className={classes.state}>
    {icon ? <div className={classes.icon}>{icon}</div> : null}
    <p className={classes.title}>{title}</p>
    {children ? <div className={classes.body}>{children}</div> : null}
  </div>
);

/** Something could not be loaded: what happened, what to do, and a way to try again. */
export const ErrorState = ({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  return (
    <div className={classes.state} role="alert">
      <div className={classes.icon} data-bad>
        <IconAlertTriangle size={28} aria-hidden />
      </div>
      <p className={classes.title}>{t('common.errorTitle')}</p>
      <div className={classes.body}>{problemText(error)}</div>
      {onRetry ? (
        <Button variant="default" mt="sm" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      ) : null}
    </div>
  );
};

/** Grey lines where content will be; invisible for the first 150 ms, so that quick answers do not flicker. */
export const LoadingState = ({ lines = 6 }: { lines?: number }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.loading} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={classes.line} style={{ width: `${92 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
};
