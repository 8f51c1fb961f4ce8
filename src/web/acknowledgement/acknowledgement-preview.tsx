import { Alert } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './acknowledgement.module.css';
import { type Language, previewQuery, type Spec } from './queries.ts';

interface Props {
  branchId: string;
  spec: Spec;
  language: Language;
  /** Texts that are not all there cannot be shown yet. */
  isFilled: boolean;
}

/** The mails as a made-up customer would get them, while they are written. */
export const AcknowledgementPreview = ({ branchId, spec, language, isFilled }: Props) => {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(spec, 400);
  const preview = useQuery({ ...previewQuery(branchId, settled, language), enabled: isFilled });
  const mails = preview.data;
  return (
    <section className={classes.preview} aria-label={t('acknowledgement.preview')}>
      <h2>{t('acknowledgement.preview')}</h2>
      <p className={classes.soft}>{t('acknowledgement.previewHint')}</p>
      {preview.isPending && isFilled ? <LoadingState lines={4} /> : null}
      {preview.isError ? <ErrorState error={preview.error} onRetry={() => preview.refetch()} /> : null}
      {mails && mails.missing.length > 0 ? (
        <Alert color="yellow" mb="md" icon={<IconAlertTriangle aria-hidden />}>
          {t('conversation.preview.missing', { words: mails.missing.join(', ') })}
        </Alert>
      ) : null}
      {mails
        ? (['inside', 'outside'] as const).map((when) => (
            <article key={when} className={classes.mail}>
              <h3>{t(`acknowledgement.${when}`)}</h3>
              <p className={classes.soft}>{t('acknowledgement.fromHouse', { name: mails.from })}</p>
              <p className={classes.subject}>{mails[when].subject}</p>
              <p className={classes.text}>{mails[when].text}</p>
            </article>
          ))
        : null}
      <p className={classes.soft}>{t('acknowledgement.never')}</p>
    </section>
  );
};
