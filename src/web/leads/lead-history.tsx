import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconArrowMerge,
  IconArrowsShuffle,
  IconArrowsSplit,
  IconBuildingStore,
  IconCalendarDue,
  IconCircleCheck,
  IconClockExclamation,
  IconCopy,
  IconHandStop,
  IconInbox,
  IconMailCheck,
  IconMailExclamation,
  IconMailSpark,
  IconMailForward,
  IconMessage,
  IconNote,
  IconPencil,
  IconPhone,
  IconRefresh,
  IconRobot,
  IconSend,
  IconTag,
  IconUserShare,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { type Entry, entryOf, useEntryText } from './event-texts.ts';
import classes from './lead-history.module.css';

const ICONS: Record<Entry['kind'], TablerIcon> = {
  arrived: IconInbox,
  customerWrote: IconMessage,
  duplicateArrived: IconCopy,
  automaticReply: IconRobot,
  bounced: IconMailExclamation,
  undelivered: IconMailExclamation,
  acknowledged: IconMailCheck,
  ownMailReturned: IconMailSpark,
  taken: IconHandStop,
  assigned: IconUserShare,
  handedOver: IconUserShare,
  distributed: IconArrowsShuffle,
  followed: IconArrowsShuffle,
  noted: IconNote,
  answered: IconSend,
  called: IconPhone,
  visited: IconBuildingStore,
  followUpSet: IconCalendarDue,
  closed: IconCircleCheck,
  reopened: IconArrowBackUp,
  mergedInto: IconArrowMerge,
  mergedFrom: IconArrowMerge,
  separated: IconArrowsSplit,
  corrected: IconPencil,
  originalFetched: IconMailCheck,
  numberedAnew: IconCopy,
  reread: IconRefresh,
  reclassified: IconTag,
  stageReached: IconClockExclamation,
  mailSent: IconMailForward,
};

/** What was written stands in the conversation above. */
const IN_CONVERSATION: readonly Entry['kind'][] = [
  'arrived',
  'customerWrote',
  'answered',
  'acknowledged',
  'mergedFrom',
  'undelivered',
];

/** Everything that happened, oldest first: what people did, what the customer wrote, what the clock did. */
export const LeadHistory = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const entryText = useEntryText(lead);
  return (
    <section aria-labelledby="history">
      <h2 id="history" className={classes.title}>
        {t('leads.page.history')}
      </h2>
      <ol className={classes.entries}>
        {lead.history.map(entryOf).map((entry) => {
          const Icon = ICONS[entry.kind] ?? IconAlertTriangle;
          return (
            <li key={entry.id} className={classes.entry} data-kind={entry.kind}>
              <span className={classes.icon}>
                <Icon size={15} stroke={1.75} aria-hidden />
              </span>
              <div className={classes.body}>
                <div>
                  {entryText(entry)} <OtherLead entry={entry} />
                  <span className={classes.at}>
                    <RelativeTime at={entry.at} zone={lead.zone} />
                  </span>
                </div>
                {IN_CONVERSATION.includes(entry.kind) ? null : <Said entry={entry} />}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
};

/** The lead that an entry about two of them speaks of. */
const OtherLead = ({ entry }: { entry: Entry }) => {
  const { t } = useTranslation();
  if (!('leadId' in entry.data)) return null;
  const { leadId, number } = entry.data;
  return (
    <>
      <LinkAnchor to="/anfragen/$id" params={{ id: leadId }} underline="always">
        {t('leads.page.number', { number })}
      </LinkAnchor>{' '}
    </>
  );
};

/** The words that belong to an entry: a mail's, a note's. */
const Said = ({ entry }: { entry: Entry }) => {
  const { t } = useTranslation();
  const text = 'text' in entry.data ? entry.data.text : undefined;
  const subject = 'subject' in entry.data ? entry.data.subject : undefined;
  if (!text && !subject) return null;
  return (
    <div className={classes.said}>
      {subject ? (
        <div className={classes.subject}>
          <span className={classes.unseen}>{t('leads.form.subject')}: </span>
          {subject}
        </div>
      ) : null}
      {text ? <div className={classes.text}>{text}</div> : null}
    </div>
  );
};
