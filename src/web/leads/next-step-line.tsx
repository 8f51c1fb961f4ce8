import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { CLOSE_OUTCOMES } from '../../domain/leads/lead.ts';
import { useSession } from '../session.ts';
import { shortTime } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { useDueText, useNowMs } from '../ui/times.tsx';
import { useReasonName } from './event-texts.ts';
import classes from './next-step-line.module.css';

/** What was brought in settled has an outcome that nobody chose. */
const OUTCOMES = [...CLOSE_OUTCOMES, 'settled'] as const;

/** What must be done next, and until when, in one sentence. */
export const NextStepLine = ({ lead }: { lead: LeadPage }) => {
  const { t, i18n } = useTranslation();
  const { account } = useSession();
  const dueText = useDueText();
  const reasonName = useReasonName();
  const now = useNowMs();
  const at = (instant: string) => shortTime(Date.parse(instant), lead.zone, i18n.language, now);

  if (lead.mergedInto) {
    const { id, number } = lead.mergedInto;
    return (
      <p className={classes.line}>
        {t('leads.page.nextStep.merged', { at: at(lead.closedAt ?? lead.arrivedAt) })}{' '}
        <LinkAnchor to="/anfragen/$id" params={{ id }} underline="always">
          {t('leads.page.number', { number })}
        </LinkAnchor>
      </p>
    );
  }
  if (lead.dueAt === null) {
    const outcome = OUTCOMES.find((one) => one === lead.closeOutcome);
    const reason = [
      outcome && t(`leads.outcome.${outcome}`),
      lead.closeReason && reasonName(lead.closeReason),
    ]
      .filter(Boolean)
      .join(' – ');
    return (
      <p className={classes.line}>
        {t('leads.page.nextStep.closed', { at: at(lead.closedAt ?? lead.arrivedAt), reason })}
      </p>
    );
  }

  const dueMs = Date.parse(lead.dueAt);
  const late = dueMs <= now;
  const kind = lead.status === 'followUp' ? 'followUp' : late ? 'answer' : whyOpen(lead);
  const sentence = t(
    late
      ? kind === 'followUp'
        ? 'leads.page.nextStep.followUpLate'
        : 'leads.page.nextStep.answerLate'
      : `leads.page.nextStep.${kind}`,
    {
      due: at(lead.dueAt),
    },
  );
  return (
    <p className={classes.line}>
      {lead.assigneeId === null
        ? `${t(lead.toDistribute ? 'leads.page.nextStep.toDistribute' : 'leads.page.nextStep.pool')} `
        : null}
      {sentence} · <strong data-symbol={lead.symbol}>{dueText(dueMs, now)}</strong>
      {lead.assignee && lead.assigneeId !== account?.id ? (
        <span className={classes.soft}>
          {' '}
          · {t('leads.page.nextStep.someoneElse', { assignee: lead.assignee })}
        </span>
      ) : null}
      {lead.escalatedAt ? (
        <span className={classes.escalated}>{t('leads.page.escalated', { at: at(lead.escalatedAt) })}</span>
      ) : null}
    </p>
  );
};

/** Why an answer is due: the customer wrote again, ours did not arrive, or the lead is new or was reopened. */
const whyOpen = ({ status, history }: LeadPage) => {
  if (status !== 'open') return 'answer';
  switch (history.findLast(({ kind }) => WAKING.includes(kind))?.kind) {
    case 'customerWrote':
      return 'customerWrote';
    case 'bounced':
    case 'undelivered':
      return 'notDelivered';
    default:
      return 'answer';
  }
};

const WAKING: readonly string[] = ['customerWrote', 'reopened', 'bounced', 'undelivered'];
