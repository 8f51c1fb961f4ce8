import { Alert, Paper, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getEscalationSettings } from '../../contract/escalation.ts';
import { CONFIGURABLE_STAGES } from '../../domain/escalation/policy.ts';
import { call } from '../api.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { PolicyForm, type PolicyView } from './policy-form.tsx';
import { StageList } from './stage-list.tsx';
import { dateName } from './stage-texts.ts';

/** The escalation times: admins change them, everybody else reads them. */
export const PolicyPage = () => {
  const { t } = useTranslation();
  const policy = useQuery({ queryKey: ['escalation', 'policy'], queryFn: () => call(getEscalationSettings) });
  return (
    <Page
      title={t('escalation.policy.title')}
      intro={t('escalation.policy.lead')}
      actions={<LinkAnchor to="/statistik/eskalationsverlauf">{t('escalation.policy.overview')}</LinkAnchor>}
    >
      {policy.isPending ? <LoadingState /> : null}
      {policy.isError ? <ErrorState error={policy.error} onRetry={policy.refetch} /> : null}
      {policy.data ? <Loaded saved={policy.data} /> : null}
    </Page>
  );
};

const Loaded = ({ saved }: { saved: PolicyView }) => {
  const { t, i18n } = useTranslation();
  return (
    <>
      <ChangeNote {...saved} />
      <Text c="dimmed" mb="md">
        {t('escalation.policy.recommendedOn', { on: dateName(saved.recommendedOn, i18n.language) })}
      </Text>
      {saved.mayChange ? (
        <PolicyForm saved={saved} />
      ) : (
        <>
          <Alert color="gray" icon={<IconInfoCircle aria-hidden />} mb="md">
            {t('escalation.policy.readOnly')}
          </Alert>
          <Paper withBorder px="md">
            <StageList
              policy={saved.settings.stages}
              recommended={saved.recommended}
              stages={CONFIGURABLE_STAGES}
            />
          </Paper>
        </>
      )}
    </>
  );
};

const ChangeNote = ({ changedAt, changedBy }: Pick<PolicyView, 'changedAt' | 'changedBy'>) => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const at = exactTime(Date.parse(changedAt), zone, i18n.language);
  return (
    <Text c="dimmed">
      {changedBy
        ? t('escalation.policy.lastChanged', { at, name: changedBy })
        : t('escalation.policy.asSetUp', { at })}
    </Text>
  );
};
