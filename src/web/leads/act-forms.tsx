import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { closeLead, type LeadPage, logCall, noteLead, setFollowUp } from '../../contract/leads.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './act-box.module.css';
import { type Closing, ClosingFields, FIRST_CLOSING } from './closing-fields.tsx';
import { followUpMs, type NextChoice, nextStepOf } from './next-step.ts';
import { NextStepFields } from './next-step-fields.tsx';

const textIn = (text: string) => (text.trim() ? { text } : {});

/** A call or a visit that took place. */
export const ContactForm = ({ lead, what }: { lead: LeadPage; what: 'call' | 'visit' }) => {
  const { t } = useTranslation();
  const [reached, setReached] = useState(true);
  const [text, setText] = useState('');
  const [choice, setChoice] = useState<NextChoice>({ kind: 'proposal' });
  const log = useAct(logCall, {
    refreshes: ['leads'],
    done: t(`leads.done.${what}`),
    onDone: () => setText(''),
  });
  const { valid, next } = nextStepOf(choice, lead.zone, lead.proposedFollowUpAt);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) log.mutate({ params: { id: lead.id }, body: { what, reached, next, ...textIn(text) } });
      }}
    >
      {what === 'call' ? (
        <SegmentedControl
          w="fit-content"
          aria-label={t('leads.form.reached')}
          value={reached ? 'yes' : 'no'}
          onChange={(value) => setReached(value === 'yes')}
          data={[
            { value: 'yes', label: t('leads.form.reachedYes') },
            { value: 'no', label: t('leads.form.reachedNo') },
          ]}
        />
      ) : null}
      <Textarea
        label={t(`leads.form.${what}Text`)}
        autosize
        minRows={2}
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
        <Button type="submit" disabled={!valid} loading={log.isPending}>
          {t(what === 'call' ? 'leads.form.saveCall' : 'leads.form.saveVisit')}
        </Button>
      </div>
    </form>
  );
};

export const NoteForm = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const note = useAct(noteLead, {
    refreshes: ['leads'],
    done: t('leads.done.note'),
    onDone: () => setText(''),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        note.mutate({ params: { id: lead.id }, body: { text } });
      }}
    >
      <Textarea
        label={t('leads.form.noteText')}
        description={t('leads.form.noteHint')}
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.end}>
        <Button type="submit" disabled={!text.trim()} loading={note.isPending}>
          {t('leads.form.saveNote')}
        </Button>
      </div>
    </form>
  );
};

export const FollowUpForm = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [choice, setChoice] = useState<Exclude<NextChoice, { kind: 'close' }>>({ kind: 'tomorrow' });
  const [text, setText] = useState('');
  const set = useAct(setFollowUp, {
    refreshes: ['leads'],
    done: t('leads.done.followUp'),
    onDone: () => setText(''),
  });
  const ms = followUpMs(choice, lead.zone, lead.proposedFollowUpAt);
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ms !== null)
          set.mutate({ params: { id: lead.id }, body: { at: new Date(ms).toISOString(), ...textIn(text) } });
      }}
    >
      <NextStepFields
        label={t('leads.form.when')}
        choice={choice}
        onChoice={(chosen) => (chosen.kind === 'close' ? undefined : setChoice(chosen))}
        zone={lead.zone}
        proposedAt={lead.proposedFollowUpAt}
        mayClose={false}
      />
      <Textarea
        label={t('leads.form.followUpText')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.end}>
        <Button type="submit" disabled={ms === null} loading={set.isPending}>
          {t('leads.form.setFollowUp')}
        </Button>
      </div>
    </form>
  );
};

export const CloseForm = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [closing, setClosing] = useState<Closing>(FIRST_CLOSING);
  const [text, setText] = useState('');
  const close = useAct(closeLead, { refreshes: ['leads'], done: t('leads.done.close') });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        close.mutate({ params: { id: lead.id }, body: { ...closing, ...textIn(text) } });
      }}
    >
      <ClosingFields value={closing} onChange={setClosing} />
      <Textarea
        label={t('leads.form.closeText')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.end}>
        <Button type="submit" loading={close.isPending}>
          {t('leads.form.closeLead')}
        </Button>
      </div>
    </form>
  );
};
