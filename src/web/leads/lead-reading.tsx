import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './lead-reading.module.css';
import { originalQuery } from './queries.ts';

const ReadingBeside = lazy(async () => ({
  default: (await import('../intake/reading-beside.tsx')).ReadingBeside,
}));
const ReadingReason = lazy(async () => ({
  default: (await import('../intake/reading-reason.tsx')).ReadingReason,
}));
const ClassEvidence = lazy(async () => ({
  default: (await import('../intake/class-evidence.tsx')).ClassEvidence,
}));

/** How the enquiry was read: by whom and why, and every field beside the place in the original it came from. */
export const LeadReading = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(lead.needsReview);
  if (lead.rawMessageId === null) return null;
  return (
    <details className={classes.reading} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('leads.page.fields')}</h2>
      </summary>
      {open ? <Opened lead={lead} message={lead.rawMessageId} /> : null}
    </details>
  );
};

const Opened = ({ lead, message }: { lead: LeadPage; message: string }) => {
  const { t } = useTranslation();
  const original = useQuery(originalQuery(lead.id, message));
  if (original.isPending) return <LoadingState />;
  if (original.isError) return <ErrorState error={original.error} onRetry={original.refetch} />;
  return (
    <Suspense fallback={<LoadingState />}>
      <ReadingReason reading={lead.reading} />
      <p className={classes.class}>
        {t('reading.classedAs', { class: t(`intake.class.${original.data.class}`) })}
      </p>
      <ClassEvidence message={original.data} />
      <ReadingBeside fields={lead.fields} extra={lead.extra} shown={original.data} zone={lead.zone} />
    </Suspense>
  );
};
