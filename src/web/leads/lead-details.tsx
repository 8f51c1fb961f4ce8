import { Anchor } from '@mantine/core';
import { IconMail, IconMailX, IconPhone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';
import { CustomerPanel } from '../customers/customer-panel.tsx';
import { ShortTime } from '../ui/times.tsx';
import classes from './lead-details.module.css';
import { OtherLeads } from './other-leads.tsx';
import { ReadingWarnings } from './reading-warnings.tsx';
import { FieldsButton } from './review-banner.tsx';

/** What is known: the customer with earlier enquiries, the vehicle, the source, the fields as they were read. */
export const LeadDetails = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  return (
    <aside className={classes.details} aria-label={t('leads.page.details')}>
      <section>
        <h2>{t('leads.page.customer')}</h2>
        <p className={classes.strong}>{lead.customer ?? t('leads.page.noCustomer')}</p>
        {lead.customerPhone ? (
          <Anchor href={`tel:${lead.customerPhone.replace(/[^\d+]/g, '')}`} className={classes.contact}>
            <IconPhone size={15} aria-hidden /> {lead.customerPhone}
          </Anchor>
        ) : null}
        {lead.customerMail ? (
          <span className={classes.contact}>
            <IconMail size={15} aria-hidden /> {lead.customerMail}
          </span>
        ) : null}
        {lead.unreachable ? <Unreachable {...lead.unreachable} zone={lead.zone} /> : null}
        {lead.customerMailIsRelay ? <p className={classes.soft}>{t('leads.page.relay')}</p> : null}
        <CustomerPanel lead={lead} />
      </section>
      <section>
        <h2>{t('leads.page.vehicle')}</h2>
        <p className={lead.vehicle ? classes.strong : classes.soft}>
          {lead.vehicle ?? t('leads.list.noVehicle')}
        </p>
      </section>
      <dl className={classes.facts}>
        <dt>{t('leads.page.assignee')}</dt>
        <dd>{lead.assignee ?? t(lead.toDistribute ? 'leads.list.toDistribute' : 'leads.list.unassigned')}</dd>
        <dt>{t('leads.page.source')}</dt>
        <dd>{lead.source}</dd>
        <dt>{t('leads.page.branch')}</dt>
        <dd>{lead.branch}</dd>
        <dt>{t('leads.page.arrived')}</dt>
        <dd>
          <ShortTime at={lead.arrivedAt} zone={lead.zone} />
        </dd>
      </dl>
      <FieldsButton lead={lead}>{t('intake.form.open')}</FieldsButton>
      <OtherLeads lead={lead} />
      <ReadingWarnings lead={lead} />
    </aside>
  );
};

/** Mail does not arrive there: why, and since when. */
const Unreachable = ({
  address,
  reason,
  at,
  zone,
}: NonNullable<LeadPage['unreachable']> & { zone: string }) => {
  const { t } = useTranslation();
  return (
    <p className={classes.unreachable}>
      <IconMailX size={15} aria-hidden />
      <span>
        <strong>{t('conversation.unreachable')}</strong> (<ShortTime at={at} zone={zone} />
        ): {address}. {t(`conversation.failure.${reason}`)}
      </span>
    </p>
  );
};
