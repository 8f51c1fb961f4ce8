import { Alert, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { previewAnswer } from '../../contract/conversation.ts';
import { call, type Input } from '../api.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './answering.module.css';

interface Props {
  leadId: string;
  draft: NonNullable<Input<typeof previewAnswer>['body']>;
  files: readonly File[];
  onClose: () => void;
}

/** The answer as the customer will get it. */
export const AnswerPreview = ({ leadId, draft, files, onClose }: Props) => {
  const { t } = useTranslation();
  const preview = useQuery({
    queryKey: ['answerPreview', leadId, draft],
    queryFn: () => call(previewAnswer, { params: { id: leadId }, body: draft }),
    gcTime: 0,
  });
  const letter = preview.data;
  return (
    <Modal opened onClose={onClose} size="lg" title={t('conversation.preview.title')}>
      {preview.isPending ? <LoadingState lines={4} /> : null}
      {preview.isError ? <ErrorState error={preview.error} onRetry={() => preview.refetch()} /> : null}
      {letter ? (
        <>
          {letter.missing.length > 0 ? (
            <Alert color="yellow" mb="md" icon={<IconAlertTriangle aria-hidden />}>
              {t('conversation.preview.missing', { words: letter.missing.join(', ') })}
            </Alert>
          ) : null}
          {letter.foreignLinks.length > 0 ? (
            <Alert color="yellow" mb="md" icon={<IconAlertTriangle aria-hidden />}>
              {t('conversation.preview.links', { links: letter.foreignLinks.join(', ') })}
            </Alert>
          ) : null}
          <dl className={classes.head}>
            <dt>{t('conversation.preview.from')}</dt>
            <dd>{letter.from}</dd>
            <dt>{t('conversation.preview.to')}</dt>
            <dd>{letter.to}</dd>
            <dt>{t('leads.form.subject')}</dt>
            <dd>{letter.subject}</dd>
            {files.length > 0 ? (
              <>
                <dt>{t('conversation.files')}</dt>
                <dd>{files.map(({ name }) => name).join(', ')}</dd>
              </>
            ) : null}
          </dl>
          <pre className={classes.letter}>{letter.text}</pre>
        </>
      ) : null}
    </Modal>
  );
};
