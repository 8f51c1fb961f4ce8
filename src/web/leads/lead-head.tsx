import { ActionIcon, Badge, Button, Menu, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LeadPage, reopenLead, takeLead } from '../../contract/leads.ts';
import type { LeadView } from '../../domain/leads/lead.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { LinkIcon } from '../ui/links.tsx';
import { useAct } from '../ui/use-act.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { type LeadAct, usualAct } from './lead-act.ts';
import classes from './lead-head.module.css';
import { NextStepLine } from './next-step-line.tsx';
import { Symbol } from './symbol.tsx';
import { useWaitingAct } from './waiting.ts';

/** Who asks for what, what must be done next, and the one button that does it. */
export const LeadHead = ({ lead, onAct }: { lead: LeadPage; onAct: (act: LeadAct) => void }) => {
  const { t } = useTranslation();
  const [assigning, setAssigning] = useState(false);
  const waitingAct = useWaitingAct();
  return (
    <header className={classes.head}>
      <Tooltip label={t('common.back')}>
        <LinkIcon
          to="/anfragen"
          search={{ view: listOf(lead) }}
          variant="subtle"
          color="gray"
          aria-label={t('common.back')}
          className={classes.back}
        >
          <IconArrowLeft size={18} aria-hidden />
        </LinkIcon>
      </Tooltip>
      <div className={classes.who}>
        <div className={classes.line}>
          <Symbol symbol={lead.symbol} escalated={lead.escalated} size={24} />
          <h1 className={classes.name}>{lead.customer ?? t('leads.page.noCustomer')}</h1>
          <span className={classes.number}>#{lead.number}</span>
          {lead.needsReview ? (
            <Tooltip label={t('leads.list.reviewHint')}>
              <Badge variant="default">{t('leads.list.review')}</Badge>
            </Tooltip>
          ) : null}
        </div>
        <div className={classes.what}>{lead.vehicle ?? t('leads.list.noVehicle')}</div>
        <NextStepLine lead={lead} />
      </div>
      <div className={classes.acts}>
        {waitingAct(lead) === 'distribute' ? (
          <Button onClick={() => setAssigning(true)}>{t('distribution.choose.act')}</Button>
        ) : (
          <>
            <MainAct lead={lead} onAct={onAct} />
            <Button
              variant="default"
              className={classes.deskOnly}
              onClick={() => setAssigning(true)}
              disabled={lead.status === 'closed'}
            >
              {t('leads.act.assign')}
            </Button>
          </>
        )}
        <MoreActs lead={lead} onAct={onAct} onAssign={() => setAssigning(true)} />
      </div>
      {assigning ? <AssignDialog ids={[lead.id]} onClose={() => setAssigning(false)} /> : null}
    </header>
  );
};

/** The list a lead stands in, for the way back. */
const listOf = ({ status, assigneeId, toDistribute }: LeadPage): LeadView => {
  if (status === 'closed') return 'closed';
  if (assigneeId !== null) return 'mine';
  return toDistribute ? 'toDistribute' : 'pool';
};

/** The one thing to do now. */
const MainAct = ({ lead, onAct }: { lead: LeadPage; onAct: (act: LeadAct) => void }) => {
  const { t } = useTranslation();
  const take = useAct(takeLead, { refreshes: ['leads'], done: t('leads.done.take') });
  const reopen = useAct(reopenLead, { refreshes: ['leads'], done: t('leads.done.reopen') });
  const params = { id: lead.id };
  if (lead.mergedInto) return <SeparateButton id={lead.id} from={lead.mergedInto.number} />;
  if (lead.status === 'closed') {
    return (
      <Tooltip label={t('leads.form.reopenHint')}>
        <Button loading={reopen.isPending} onClick={() => reopen.mutate({ params, body: {} })}>
          {t('leads.act.reopen')}
        </Button>
      </Tooltip>
    );
  }
  if (lead.assigneeId === null) {
    return (
      <Button loading={take.isPending} onClick={() => take.mutate({ params })}>
        {t('leads.act.take')}
      </Button>
    );
  }
  const act = usualAct(lead);
  return (
    <Button onClick={() => onAct(act)}>
      {t(lead.status === 'followUp' ? 'leads.act.followUpDone' : `leads.act.${act}`)}
    </Button>
  );
};

/** Undoes a merging: the lead is on its own again. */
const SeparateButton = ({ id, from }: { id: string; from: number }) => {
  const { t } = useTranslation();
  const reopen = useAct(reopenLead, { refreshes: ['leads'], done: t('leads.merge.separated') });
  return (
    <ConfirmButton
      question={t('leads.merge.separateHint', { number: from })}
      confirm={t('leads.merge.separate')}
      loading={reopen.isPending}
      onConfirm={() => reopen.mutate({ params: { id }, body: {} })}
    >
      {t('leads.merge.separate')}
    </ConfirmButton>
  );
};

const MORE: readonly LeadAct[] = ['answer', 'call', 'visit', 'followUp', 'note', 'close'];

const MoreActs = ({
  lead,
  onAct,
  onAssign,
}: {
  lead: LeadPage;
  onAct: (act: LeadAct) => void;
  onAssign: () => void;
}) => {
  const { t } = useTranslation();
  const acts = lead.status === 'closed' ? (['note'] as const) : MORE;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('leads.act.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act} onClick={() => onAct(act)}>
            {t(`leads.act.${act}`)}
          </Menu.Item>
        ))}
        {lead.status === 'closed' ? null : (
          <Menu.Item className={classes.phoneOnly} onClick={onAssign}>
            {t('leads.act.assign')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
