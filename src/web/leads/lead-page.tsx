import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocumentTitle } from '@mantine/hooks';
import { ActBox } from './act-box.tsx';
import { type LeadAct, usualAct } from './lead-act.ts';
import { LeadDetails } from './lead-details.tsx';
import { LeadHead } from './lead-head.tsx';
import { LeadHistory } from './lead-history.tsx';
import { LeadMessage } from './lead-message.tsx';
import classes from './lead-page.module.css';
import { leadQuery } from './queries.ts';
import { Timeline } from './timeline.tsx';

const route = getRouteApi('/frame/anfragen/$id');

/** One lead: what must be done next and until when, what was said, and what is known. */
export const LeadPage = () => {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { act } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: lead } = useSuspenseQuery(leadQuery(id));
  const box = useRef<HTMLElement>(null);
  useDocumentTitle(`${lead.customer ?? t('leads.page.number', { number: lead.number })} · Leadwacht`);

  const choose = (chosen: LeadAct) =>
    navigate({ search: { act: chosen }, replace: true, resetScroll: false });
  const begin = async (chosen: LeadAct) => {
    await choose(chosen);
    box.current?.scrollIntoView({ block: 'center' });
    box.current
      ?.querySelector<HTMLElement>('textarea, input:not([type=radio])')
      ?.focus({ preventScroll: true });
  };

  return (
    <div className={classes.page}>
      <LeadHead lead={lead} onAct={begin} />
      <Timeline lead={lead} />
      <div className={classes.columns}>
        <div className={classes.main}>
          <LeadMessage lead={lead} />
          <LeadHistory lead={lead} />
          <ActBox key={id} ref={box} lead={lead} act={act ?? usualAct(lead)} onChoose={choose} />
        </div>
        <LeadDetails lead={lead} />
      </div>
    </div>
  );
};
