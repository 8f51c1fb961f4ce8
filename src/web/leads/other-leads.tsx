import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadItem, LeadPage } from '../../contract/leads.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { ShortTime } from '../ui/times.tsx';
import classes from './other-leads.module.css';
import { MergeDialog } from './merge-dialog.tsx';
import { Symbol } from './symbol.tsx';

/** What else the customer asked; what is open besides this lead can be made one with it. */
export const OtherLeads = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [merging, setMerging] = useState<LeadItem | null>(null);
  if (lead.otherLeads.length === 0) return null;
  return (
    <section>
      <h2>{t('leads.page.otherLeads')}</h2>
      <ul className={classes.others}>
        {lead.otherLeads.map((other) => (
          <li key={other.id}>
            <Symbol symbol={other.symbol} escalated={other.escalated} size={16} />
            <LinkAnchor to="/anfragen/$id" params={{ id: other.id }}>
              {other.vehicle ?? t('leads.page.number', { number: other.number })}
            </LinkAnchor>
            <span className={classes.at}>
              <ShortTime at={other.arrivedAt} zone={other.zone} />
              {other.assignee === null ? null : ` · ${other.assignee}`}
            </span>
            {lead.status === 'closed' || other.status === 'closed' ? null : (
              <Tooltip label={t('leads.merge.act')}>
                <ActionIcon
                  variant="default"
                  size={32}
                  aria-label={t('leads.merge.actWith', { number: other.number })}
                  onClick={() => setMerging(other)}
                >
                  <IconArrowMerge size={16} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </li>
        ))}
      </ul>
      {merging ? <MergeDialog lead={lead} other={merging} onClose={() => setMerging(null)} /> : null}
    </section>
  );
};
