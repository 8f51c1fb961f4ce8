import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { ShortTime } from '../ui/times.tsx';
import classes from './lead-message.module.css';

const OriginalDialog = lazy(async () => ({
  default: (await import('./original-dialog.tsx')).OriginalDialog,
}));

/** What the customer wrote, as readable text; the mail itself on demand. */
export const LeadMessage = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [showing, setShowing] = useState(false);
  return (
    <section className={classes.message} aria-labelledby="message">
      <div className={classes.header}>
        <h2 id="message">{t('leads.page.message')}</h2>
        <span className={classes.from}>
          {lead.customer} · <ShortTime at={lead.arrivedAt} zone={lead.zone} />
        </span>
        {lead.hasOriginal ? (
          <Button
            className={classes.original}
            variant="subtle"
            size="compact-sm"
            leftSection={<IconMail size={14} aria-hidden />}
            onClick={() => setShowing(true)}
          >
            {t('leads.page.original')}
          </Button>
        ) : null}
      </div>
      {lead.message ? (
        <p className={classes.text}>{lead.message}</p>
      ) : (
        <p className={classes.none}>{t('leads.page.noMessage')}</p>
      )}
      {showing ? (
        <Suspense>
          <OriginalDialog id={lead.id} zone={lead.zone} onClose={() => setShowing(false)} />
        </Suspense>
      ) : null}
    </section>
  );
};
