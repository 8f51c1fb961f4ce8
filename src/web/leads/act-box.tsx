import { Tabs } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { AnswerForm } from './answer-form.tsx';
import { CloseForm, ContactForm, FollowUpForm, NoteForm } from './act-forms.tsx';
import classes from './act-box.module.css';
import { LEAD_ACTS, type LeadAct } from './lead-act.ts';

interface Props {
  ref: Ref<HTMLElement>;
  lead: LeadPage;
  act: LeadAct;
  onChoose: (act: LeadAct) => void;
}

/** Where everything that was done with the lead is recorded; each handling ends with its next step. */
export const ActBox = ({ ref, lead, act, onChoose }: Props) => {
  const { t } = useTranslation();
  const acts: readonly LeadAct[] = lead.status === 'closed' ? ['note'] : LEAD_ACTS;
  const shown = acts.includes(act) ? act : 'note';
  return (
    <section ref={ref} className={classes.box} aria-label={t(`leads.act.${shown}`)}>
      <Tabs
        value={shown}
        onChange={(value) => onChoose(acts.find((one) => one === value) ?? shown)}
        keepMounted
      >
        <Tabs.List className={classes.tabs}>
          {acts.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`leads.tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {acts.map((one) => (
          <Tabs.Panel key={one} value={one} className={classes.panel}>
            <Form act={one} lead={lead} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
};

const Form = ({ act, lead }: { act: LeadAct; lead: LeadPage }) => {
  switch (act) {
    case 'answer':
      return <AnswerForm lead={lead} />;
    case 'call':
    case 'visit':
      return <ContactForm lead={lead} what={act} />;
    case 'note':
      return <NoteForm lead={lead} />;
    case 'followUp':
      return <FollowUpForm lead={lead} />;
    case 'close':
      return <CloseForm lead={lead} />;
  }
};
