import { Alert, Paper, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Holder } from '../../domain/escalation/holders.ts';
import { CONFIGURABLE_STAGES } from '../../domain/escalation/policy.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import { HolderChooser } from './holder-chooser.tsx';
import { HolderHead } from './holder-head.tsx';
import { holderIn, readHolderSearch, searchFor } from './holder-search.ts';
import { usePlaces } from './places.ts';
import { PolicyForm } from './policy-form.tsx';
import classes from './policy-form.module.css';
import { settingsQuery, type SettingsView } from './queries.ts';
import { StageList } from './stage-list.tsx';
import { dateName } from './stage-texts.ts';

/** The escalation times of the dealership, its branches and sources: admins change them, everybody else reads them. */
export const PolicyPage = () => {
  const { t } = useTranslation();
  const saved = useSuspenseQuery(settingsQuery).data;
  const places = usePlaces();
  const holder = places.known(holderIn(readHolderSearch(useSearch({ strict: false }))));
  return (
    <Page
      title={t('escalation.policy.title')}
      intro={t('escalation.policy.lead')}
      actions={
        <LinkAnchor to="/statistik/eskalationsverlauf" search={searchFor(holder)}>
          {t('escalation.policy.overview')}
        </LinkAnchor>
      }
    >
      <ChangeNote {...saved} />
      {saved.mayChange ? <PolicyForm saved={saved} holder={holder} /> : <Reading {...{ saved, holder }} />}
    </Page>
  );
};

const Reading = ({ saved, holder }: { saved: SettingsView; holder: Holder }) => {
  const { t } = useTranslation();
  const places = usePlaces();
  return (
    <div className={classes.columns}>
      <HolderChooser places={places} settings={saved.settings} chosen={holder} />
      <div>
        <Alert color="gray" icon={<IconInfoCircle aria-hidden />} mb="md">
          {t('escalation.policy.readOnly')}
        </Alert>
        <HolderHead holder={holder} places={places} />
        <Paper withBorder px="md">
          <StageList
            settings={saved.settings}
            recommended={saved.recommended}
            place={places.placeOf(holder)}
            stages={CONFIGURABLE_STAGES}
          />
        </Paper>
      </div>
    </div>
  );
};

const ChangeNote = ({ changedAt, changedBy, recommendedOn }: SettingsView) => {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const at = exactTime(Date.parse(changedAt), session.account?.zone ?? 'Europe/Berlin', i18n.language);
  return (
    <Text c="dimmed" mb="md">
      {changedBy
        ? t('escalation.policy.lastChanged', { at, name: changedBy })
        : t('escalation.policy.asSetUp', { at })}{' '}
      {t('escalation.policy.recommendedOn', { on: dateName(recommendedOn, i18n.language) })}
    </Text>
  );
};
