import { Alert, Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconMailX } from '@tabler/icons-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerLead, type LeadPage } from '../../contract/leads.ts';
import answering from '../conversation/answering.module.css';
import { BlockMenu } from '../conversation/block-menu.tsx';
import { areFilesFine, ChosenFiles, FileButtonFor, readFiles } from '../conversation/file-picker.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './act-box.module.css';
import { type NextChoice, nextStepOf } from './next-step.ts';
import { NextStepFields } from './next-step-fields.tsx';

const AnswerPreview = lazy(async () => ({
  default: (await import('../conversation/answer-preview.tsx')).AnswerPreview,
}));

/** The answer by mail, with text blocks and files, and what comes after it. */
export const AnswerForm = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [subject, setSubject] = useState(
    () =>
      lead.replySubject ??
      (lead.vehicle
        ? t('leads.form.replySubject', { vehicle: lead.vehicle })
        : t('leads.form.replySubjectPlain')),
  );
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly File[]>([]);
  const [quote, setQuote] = useState(false);
  const [despite, setDespite] = useState(false);
  const [previewing, setPreviewing] = useState(false);
  const [choice, setChoice] = useState<NextChoice>({ kind: 'proposal' });
  const field = useRef<HTMLTextAreaElement>(null);
  const answer = useAct(answerLead, {
    refreshes: ['leads', 'outbox'],
    done: t('leads.done.answer'),
    onDone: () => {
      setText('');
      setFiles([]);
      setDespite(false);
      setChoice({ kind: 'proposal' });
    },
  });
  const { valid, next } = nextStepOf(choice, lead.zone, lead.proposedFollowUpAt);

  if (!lead.customerMail) return <p className={classes.to}>{t('leads.form.noMail')}</p>;
  const isUnreachable = lead.unreachable?.address.toLowerCase() === lead.customerMail.toLowerCase();
  const isWritten = text.trim() !== '' && subject.trim() !== '';
  const send = async () => {
    const read = await readFiles(files).catch(() => null);
    if (read === null) {
      notifications.show({ color: 'red', message: t('conversation.unreadableFile') });
      return;
    }
    const body = { subject, text, quote, despiteUnreachable: despite, files: read, next };
    answer.mutate({ params: { id: lead.id }, body });
  };
  /** Where the cursor stands, with an empty line before it. */
  const insert = (block: string) => {
    const at = field.current?.selectionStart ?? text.length;
    const before = text.slice(0, at).trimEnd();
    setText(`${before}${before ? '\n\n' : ''}${block}${text.slice(at)}`);
    field.current?.focus();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) void send();
      }}
    >
      <div className={classes.to}>{t('leads.form.to', { to: lead.customerMail })}</div>
      {isUnreachable && lead.unreachable ? (
        <Alert color="red" icon={<IconMailX aria-hidden />} title={t('conversation.unreachable')}>
          <p className={classes.warning}>
            {t(`conversation.failure.${lead.unreachable.reason}`)} {t('conversation.despiteHint')}
          </p>
          <Checkbox
            label={t('conversation.despite')}
            checked={despite}
            onChange={(event) => setDespite(event.currentTarget.checked)}
          />
        </Alert>
      ) : null}
      <TextInput
        label={t('leads.form.subject')}
        required
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        ref={field}
        label={t('leads.form.answerText')}
        required
        autosize
        minRows={6}
        maxRows={20}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={answering.tools}>
        <BlockMenu leadId={lead.id} onChoose={insert} />
        <FileButtonFor files={files} onFiles={setFiles} />
        <Checkbox
          label={t('conversation.quote')}
          checked={quote}
          onChange={(event) => setQuote(event.currentTarget.checked)}
        />
      </div>
      <ChosenFiles files={files} onFiles={setFiles} />
      <NextStepFields
        label={t('leads.form.next')}
        choice={choice}
        onChoice={setChoice}
        zone={lead.zone}
        proposedAt={lead.proposedFollowUpAt}
      />
      <div className={classes.end}>
        <Button variant="default" disabled={!isWritten} onClick={() => setPreviewing(true)}>
          {t('conversation.preview.open')}
        </Button>
        <Button
          type="submit"
          disabled={!valid || !isWritten || !areFilesFine(files) || (isUnreachable && !despite)}
          loading={answer.isPending}
        >
          {t('leads.form.send')}
        </Button>
      </div>
      {previewing ? (
        <Suspense>
          <AnswerPreview
            leadId={lead.id}
            draft={{ subject, text, quote }}
            files={files}
            onClose={() => setPreviewing(false)}
          />
        </Suspense>
      ) : null}
    </form>
  );
};
