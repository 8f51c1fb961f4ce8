import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '@mantine/hooks';
import { ProblemError } from '../api.ts';
import { Conversation } from '../conversation/conversation.tsx';
import { LinkButton } from '../ui/links.tsx';
import { EmptyState } from '../ui/states.tsx';
import { ActBox } from './act-box.tsx';
import { type LeadAct, usualAct } from './lead-act.ts';
import { LeadDetails } from './lead-details.tsx';
import { LeadHead } from './lead-head.tsx';
import { LeadHistory } from './lead-history.tsx';
import classes from './lead-page.module.css';
import { LeadReading } from './lead-reading.tsx';
import { leadQuery } from './queries.ts';
import { ReviewBanner } from './review-banner.tsx';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/frame/anfragen/$id');

/** One lead: what must be done next and until when, what was said, and what is known. */
export const LeadPage = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { act } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: lead, error } = useSuspenseQuery(leadQuery(id));
  const box = useRef<HTMLElement>(null);
  // Counts the acts begun from elsewhere: an address with an act is the first of them.
  const [begun, setBegun] = useState(act ? 1 : 0);
  useEffect(() => {
    if (begun > 0) goTo(box.current);
  }, [begun]);
  useDocumentTitle(`${lead.customer ?? t('leads.page.number', { number: lead.number })} · Leadwacht`);

  const choose = (chosen: LeadAct) =>
    navigate({ search: { act: chosen }, replace: true, resetScroll: false });
  const begin = async (chosen: LeadAct) => {
    await choose(chosen);
    setBegun(begun + 1);
  };

  // It was here and is out of the reader's sight now: given to somebody else, as a rule.
  if (error instanceof ProblemError && error.code === 'notFound') return <LeadGone />;
  return (
    <div className={classes.page}>
      <LeadHead lead={lead} onAct={begin} />
      <Timeline lead={lead} />
      <div className={classes.columns}>
        <div className={classes.main}>
          {lead.needsReview && lead.status !== 'closed' ? <ReviewBanner lead={lead} /> : null}
          <Conversation lead={lead} />
          <LeadReading lead={lead} />
          <LeadHistory lead={lead} />
          <ActBox key={id} ref={box} lead={lead} act={act ?? usualAct(lead)} onChoose={choose} />
        </div>
        <LeadDetails lead={lead} />
      </div>
    </div>
  );
};

/** Brings the box into view, ready to write. */
const goTo = (box: HTMLElement | null) => {
  box?.scrollIntoView({ block: 'center' });
  const fields = [...(box?.querySelectorAll('textarea') ?? [])];
  fields.find((field) => field.checkVisibility())?.focus({ preventScroll: true });
};

const LeadGone = () => {
  const { t } = useTranslation();
  return (
    <EmptyState title={t('leads.page.gone.title')}>
      <p>{t('leads.page.gone.body')}</p>
      <LinkButton to="/anfragen" search={{ view: 'mine' }} variant="default">
        {t('shell.notFound.home')}
      </LinkButton>
    </EmptyState>
  );
};
