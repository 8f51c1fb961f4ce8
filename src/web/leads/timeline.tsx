import { useTranslation } from 'react-i18next';
import type { LeadPage, TimelineStep } from '../../contract/leads.ts';
import { useReasonText } from '../escalation/reason-text.ts';
import { useStageTexts } from '../escalation/stage-texts.ts';
import { exactTime, shortTime } from '../time.ts';
import { useNowMs } from '../ui/times.tsx';
import { LinkAnchor } from '../ui/links.tsx';
import classes from './timeline.module.css';

/** A lead that was handled many times shows the end of its chain; all of it stands in the Verlauf. */
const LATEST = 5;

/** The lead's own chain: what happened and will happen when, and why; "jetzt" stands where it is. */
export const Timeline = ({ lead }: { lead: LeadPage }) => {
  const { t, i18n } = useTranslation();
  const now = useNowMs();
  const [arrival, ...steps] = lead.timeline;
  const past = [
    ...(arrival ? [arrival] : []),
    ...steps.filter(({ at }) => Date.parse(at) <= now).slice(-LATEST),
  ];
  // What handling made void and lies ahead would stand between what really comes.
  const ahead = steps.filter(({ at, state }) => Date.parse(at) > now && state !== 'void');
  return (
    <div className={classes.frame}>
      <ol className={classes.timeline} aria-label={t('leads.timeline.label')}>
        {past.map((step) => (
          <Step key={`${step.stage} ${step.at}`} step={step} lead={lead} />
        ))}
        {lead.status === 'closed' ? null : (
          <li className={classes.step} data-state="now" aria-current="time">
            <span className={classes.dot} />
            <span className={classes.name}>{t('leads.timeline.now')}</span>
            <span className={classes.at}>{shortTime(now, lead.zone, i18n.language, now)}</span>
          </li>
        )}
        {ahead.map((step) => (
          <Step key={`${step.stage} ${step.at}`} step={step} lead={lead} />
        ))}
      </ol>
      <TimesNote lead={lead} />
    </div>
  );
};

/** Says when the lead does not go by the times everybody would expect. */
const TimesNote = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  if (lead.timesOf === null || lead.timesOf === 'dealership') return null;
  return (
    <p className={classes.times}>
      {t(`leads.timeline.timesOf.${lead.timesOf}`, { source: lead.source, branch: lead.branch })}{' '}
      <LinkAnchor
        to="/statistik/eskalationsverlauf"
        search={{ quelle: lead.sourceId }}
        inherit
        underline="always"
      >
        {t('leads.timeline.timesOf.show')}
      </LinkAnchor>
    </p>
  );
};

const Step = ({ step, lead }: { step: TimelineStep; lead: LeadPage }) => {
  const { t, i18n } = useTranslation();
  const { name, short } = useStageTexts();
  const reasonText = useReasonText(lead.zone, lead.arrivedAt);
  const now = useNowMs();
  const ms = Date.parse(step.at);
  const why =
    step.stage === 'arrival'
      ? t('leads.timeline.arrivalText', { source: lead.source })
      : step.reason || step.stage === 'followUp'
        ? reasonText(step)
        : '';
  return (
    <li className={classes.step} data-state={step.state} data-stage={step.stage}>
      <span className={classes.dot} />
      <span className={classes.name}>
        {short(step.stage)} <span className={classes.unseen}>{t(`leads.timeline.${step.state}`)}</span>
      </span>
      <time className={classes.at} dateTime={step.at} title={exactTime(ms, lead.zone, i18n.language)}>
        {shortTime(ms, lead.zone, i18n.language, now)}
      </time>
      {short(step.stage) === name(step.stage) ? null : (
        <span className={classes.meaning}>{name(step.stage)}</span>
      )}
      {why ? <span className={classes.why}>{why}</span> : null}
    </li>
  );
};
