import { Button, Paper } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormPanel } from '../forms/form-panel.tsx';
import { MetaPanel } from '../meta/meta-panel.tsx';
import { hasRole, useSession } from '../session.ts';
import { LinkButton } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { RelativeTime } from '../ui/times.tsx';
import { HandTest } from './hand-test.tsx';
import { useInstruction } from './instruction.ts';
import { LeadAddress } from './lead-address.tsx';
import { type Source, sourceQuery } from './queries.ts';
import { SilenceActions } from './silence-actions.tsx';
import { SourceAlarms } from './source-alarms.tsx';
import { SourceChecks } from './source-checks.tsx';
import { SourceDialog } from './source-dialog.tsx';
import { SourceInterface } from './source-interface.tsx';
import { SourceLeads } from './source-leads.tsx';
import { SourceMessages } from './source-messages.tsx';
import classes from './source-page.module.css';
import { SourceState } from './source-state.tsx';
import { SourceSettings } from './source-settings.tsx';
import sourceClasses from './sources.module.css';
import { Sparkline } from './sparkline.tsx';
import { TestEnquiry } from './test-enquiry.tsx';

const route = getRouteApi('/frame/quellen/$id');

/** Kinds of sources whose enquiries may come from a form of ours. */
const WITH_FORM = ['homepage', 'other'];

/** One source: how it stands, what came from it, when it was silent, and how it is set up and checked. */
export const SourcePage = () => {
  const { t } = useTranslation();
  const session = useSession();
  const { id } = route.useParams();
  const { tun } = route.useSearch();
  const { source, messages, alarms } = useSuspenseQuery(sourceQuery(id)).data;
  const [editing, setEditing] = useState(false);
  const leads = hasRole(session, 'admin', 'controller');
  return (
    <Page
      title={source.name}
      intro={source.branch}
      actions={
        hasRole(session, 'admin') ? (
          <Button
            variant="default"
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('sources.edit')}
          </Button>
        ) : null
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <Paper
            withBorder
            component="section"
            className={sourceClasses.card}
            aria-label={t('sources.standing')}
          >
            <SourceState source={source} />
            <Sparkline perDay={source.perDay} />
            <Facts source={source} />
            {leads ? <SilenceActions source={source} begun={tun} /> : null}
          </Paper>
          <SourceLeads sourceId={id} />
          <SourceMessages messages={messages} />
          {leads ? (
            <LinkButton to="/posteingang/neu-einlesen" search={{ quelle: id }} variant="default" mr="auto">
              {t('rereading.open')}
            </LinkButton>
          ) : null}
          <SourceAlarms alarms={alarms} />
        </div>
        <div className={classes.column}>
          <SetUp source={source} />
          {leads ? <MetaPanel source={source} /> : null}
          {leads ? <SourceInterface sourceId={id} name={source.name} /> : null}
          {leads && WITH_FORM.includes(source.kind) ? <FormPanel source={source} /> : null}
          <Paper
            withBorder
            component="section"
            className={sourceClasses.card}
            aria-labelledby="source-checks"
          >
            <h2 className={sourceClasses.name} id="source-checks">
              {t('sources.checks')}
            </h2>
            <SourceChecks source={source} />
            {leads ? <TestEnquiry source={source} begun={tun === 'testanfrage'} /> : null}
            {leads ? <HandTest source={source} /> : null}
          </Paper>
        </div>
      </div>
      {editing ? <SourceDialog source={source} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
};

const Facts = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const session = useSession();
  const zone = session.account?.zone ?? 'Europe/Berlin';
  const days = (count: number) => `${count} ${t('sources.field.days', { count })}`;
  return (
    <dl className={sourceClasses.facts}>
      <div>
        <dt>{t('sources.lastLead')}</dt>
        <dd>
          {source.lastLeadAt ? <RelativeTime at={source.lastLeadAt} zone={zone} /> : t('sources.noLeadYet')}
        </dd>
      </div>
      <div>
        <dt>{t('stats.accesses.column.limit')}</dt>
        <dd>
          {source.monitored ? days(source.silenceLimitDays) : t('sources.state.unwatched')}{' '}
          <span className={sourceClasses.soft}>
            {t('sources.recommendedShort', { days: days(source.recommendedLimitDays) })}
          </span>
        </dd>
      </div>
      {hasRole(session, 'admin', 'controller') ? <SourceSettings source={source} /> : null}
    </dl>
  );
};

const SetUp = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const instruction = useInstruction();
  return (
    <Paper withBorder component="section" className={sourceClasses.card} aria-labelledby="source-address">
      <h2 className={sourceClasses.name} id="source-address">
        {t('sources.leadAddress')}
      </h2>
      <LeadAddress address={source.leadAddress} source={source.name} />
      <p className={sourceClasses.soft}>{instruction(source.kind)}</p>
    </Paper>
  );
};
