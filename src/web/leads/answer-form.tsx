import { Button, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerLead, type LeadPage } from '../../contract/leads.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './act-box.module.css';
import { type NextChoice, nextStepOf } from './next-step.ts';
import { NextStepFields } from './next-step-fields.tsx';

/** The answer by mail, and what comes after it. */
export const AnswerForm = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [subject, setSubject] = useState(() =>
    lead.vehicle
      ? t('leads.form.replySubject', { vehicle: lead.vehicle })
      : t('leads.form.replySubjectPlain'),
  );
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<NextChoice>({ kind: 'proposal' });
  const answer = useAct(answerLead, {
    refreshes: ['leads', 'outbox'],
    done: t('leads.done.answer'),
    onDone: () => {
      setText('');
      setChoice({ kind: 'proposal' });
    },
  });
  const { valid, next } = nextStepOf(choice, lead.zone, lead.proposedFollowUpAt);

  if (!lead.customerMail) return <p className={classes.to}>{t('leads.form.noMail')}</p>;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) answer.mutate({ params: { id: lead.id }, body: { subject, text, next } });
      }}
    >
      <div className={classes.to}>{t('leads.form.to', { to: lead.customerMail })}</div>
      <TextInput
        label={t('leads.form.subject')}
        required
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        label={t('leads.form.answerText')}
        required
        autosize
        minRows={6}
        maxRows={20}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <NextStepFields
        label={t('leads.form.next')}
        choice={choice}
        onChoice={setChoice}
        zone={lead.zone}
        proposedAt={lead.proposedFollowUpAt}
      />
      <div className={classes.end}>
        <Button type="submit" disabled={!valid || !text.trim() || !subject.trim()} loading={answer.isPending}>
          {t('leads.form.send')}
        </Button>
      </div>
    </form>
  );
};
