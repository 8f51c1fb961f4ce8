import { useTranslation } from 'react-i18next';
import type { LeadItem } from '../../contract/leads.ts';
import { exactTime } from '../time.ts';
import { RelativeTime, useDueText, useNowMs } from '../ui/times.tsx';
import classes from './due.module.css';

/** Until when something must happen: in words, as a bar that fills while the clock runs, exactly on hover. */
export const Due = ({ lead }: { lead: LeadItem }) => {
  const { i18n } = useTranslation();
  const dueText = useDueText();
  const now = useNowMs();
  if (lead.dueAt === null) return lead.closedAt ? <RelativeTime at={lead.closedAt} zone={lead.zone} /> : null;
  const dueMs = Date.parse(lead.dueAt);
  return (
    <div className={classes.due} data-symbol={lead.symbol} title={exactTime(dueMs, lead.zone, i18n.language)}>
      <time dateTime={lead.dueAt}>{dueText(dueMs, now)}</time>
      <div className={classes.track} aria-hidden>
        <div className={classes.bar} style={{ width: `${100 * elapsed(startOf(lead), dueMs, now)}%` }} />
      </div>
    </div>
  );
};

/** A follow-up's clock starts at its own date; what its bar shows is the wait since somebody last acted. */
const startOf = (lead: LeadItem) =>
  Date.parse((lead.status === 'followUp' ? lead.lastActAt : lead.clockStartedAt) ?? lead.arrivedAt);

const elapsed = (startMs: number, dueMs: number, now: number) =>
  dueMs <= startMs ? 1 : Math.min(1, Math.max(0.02, (now - startMs) / (dueMs - startMs)));
