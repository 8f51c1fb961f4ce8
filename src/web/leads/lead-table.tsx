import { Badge, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { LeadItem } from '../../contract/leads.ts';
import { RelativeTime, ShortTime } from '../ui/times.tsx';
import { Due } from './due.tsx';
import { useActText } from './event-texts.ts';
import classes from './lead-table.module.css';
import { Symbol } from './symbol.tsx';

interface Props {
  leads: readonly LeadItem[];
  /** Names the table for screen readers. */
  label: string;
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[], on: boolean) => void;
}

/** Leads as a dense table at a desk; the same rows become cards on a phone. */
export const LeadTable = ({ leads, label, chosen, onChoose }: Props) => {
  const { t } = useTranslation();
  const allChosen = leads.every(({ id }) => chosen.has(id));
  return (
    <table className={classes.table} aria-label={label} data-choosing={chosen.size > 0 || undefined}>
      <thead>
        <tr>
          <th className={classes.choose}>
            <Checkbox
              size="xs"
              aria-label={t('leads.list.chooseAll')}
              checked={allChosen}
              indeterminate={!allChosen && chosen.size > 0}
              onChange={() =>
                onChoose(
                  leads.map(({ id }) => id),
                  !allChosen,
                )
              }
            />
          </th>
          <th className={classes.symbol}>
            <span className={classes.unseen}>{t('leads.list.state')}</span>
          </th>
          <th>{t('leads.list.customer')}</th>
          <th>{t('leads.list.vehicle')}</th>
          <th className={classes.source}>{t('leads.list.source')}</th>
          <th className={classes.arrived}>{t('leads.list.arrived')}</th>
          <th className={classes.due}>{t('leads.list.due')}</th>
          <th className={classes.assignee}>{t('leads.list.assignee')}</th>
          <th className={classes.lastAct}>{t('leads.list.lastAct')}</th>
        </tr>
      </thead>
      <tbody>
        {leads.map((lead) => (
          <Row
            key={lead.id}
            lead={lead}
            chosen={chosen.has(lead.id)}
            onChoose={(on) => onChoose([lead.id], on)}
          />
        ))}
      </tbody>
    </table>
  );
};

const Row = ({
  lead,
  chosen,
  onChoose,
}: {
  lead: LeadItem;
  chosen: boolean;
  onChoose: (on: boolean) => void;
}) => {
  const { t } = useTranslation();
  const actText = useActText();
  const customer = lead.customer ?? t('leads.list.noName');
  return (
    <tr className={classes.row} data-chosen={chosen || undefined}>
      <td className={classes.choose}>
        <Checkbox
          size="xs"
          aria-label={t('leads.list.select', { customer })}
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <td className={classes.symbol}>
        <Symbol symbol={lead.symbol} escalated={lead.escalated} />
      </td>
      <td className={classes.customer}>
        <div className={classes.who}>
          <Link to="/anfragen/$id" params={{ id: lead.id }} className={classes.link} data-lead={lead.id}>
            {customer}
          </Link>
          {lead.needsReview ? (
            <Badge className={classes.review} variant="default" size="sm" title={t('leads.list.reviewHint')}>
              {t('leads.list.review')}
            </Badge>
          ) : null}
        </div>
      </td>
      <td className={classes.vehicle}>
        {lead.vehicle ?? <span className={classes.soft}>{t('leads.list.noVehicle')}</span>}
      </td>
      <td className={classes.source}>{lead.source}</td>
      <td className={classes.arrived}>
        <ShortTime at={lead.arrivedAt} zone={lead.zone} />
      </td>
      <td className={classes.due}>
        <Due lead={lead} />
      </td>
      <td className={classes.assignee}>
        {lead.assignee ?? (
          <span className={classes.soft}>
            {t(lead.toDistribute ? 'leads.list.toDistribute' : 'leads.list.unassigned')}
          </span>
        )}
      </td>
      <td className={classes.lastAct}>
        {lead.lastAct ? actText(lead.lastAct) : null}
        {lead.lastActAt ? (
          <span className={classes.soft}>
            {' '}
            <RelativeTime at={lead.lastActAt} zone={lead.zone} />
          </span>
        ) : null}
      </td>
    </tr>
  );
};
