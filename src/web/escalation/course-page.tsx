import { Paper, Text, Title } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../ui/links.tsx';
import { Page } from '../ui/page.tsx';
import classes from './course-page.module.css';
import { ExampleEnquiry } from './example-enquiry.tsx';
import { holderIn, type HolderSearch, readHolderSearch, searchFor } from './holder-search.ts';
import { PlaceChooser } from './place-chooser.tsx';
import { usePlaces } from './places.ts';
import { settingsQuery } from './queries.ts';
import { Standstills } from './standstills.tsx';
import { StageList } from './stage-list.tsx';
import { dateName } from './stage-texts.ts';

/** The dealership's escalation course: drawn for any arrival, and explained stage by stage (N5). */
export const CoursePage = () => {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const search = readHolderSearch(useSearch({ strict: false }));
  const { settings, recommended, recommendedOn, mayChange } = useSuspenseQuery(settingsQuery).data;
  const places = usePlaces();
  const place = places.placeOf(places.known(holderIn(search)));
  const show = (next: HolderSearch) =>
    navigate({ to: '/statistik/eskalationsverlauf', search: next, replace: true, resetScroll: false });
  const list = { settings, recommended, place };
  return (
    <Page
      title={t('escalation.course.title')}
      intro={t('escalation.course.lead')}
      actions={
        mayChange ? (
          <LinkButton
            variant="default"
            to="/einstellungen/eskalation"
            search={searchFor(places.known(holderIn(search)))}
          >
            {t('escalation.course.change')}
          </LinkButton>
        ) : null
      }
    >
      <PlaceChooser places={places} place={place} onChange={show} />
      <ExampleEnquiry settings={settings} place={place} />
      <Title order={2} mt="xl" mb="xs">
        {t('escalation.course.stages')}
      </Title>
      <Paper withBorder p="md">
        <Text c="dimmed">{t('escalation.course.names')}</Text>
        <Text c="dimmed" mb="md">
          {t('escalation.policy.recommendedOn', { on: dateName(recommendedOn, i18n.language) })}
        </Text>
        <h3 className={classes.chain}>{t('escalation.course.answerChain')}</h3>
        <StageList {...list} stages={['reminder', 'E1', 'EM1', 'E2.1', 'EM2.1']} />
        <h3 className={classes.chain}>{t('escalation.course.followUpChain')}</h3>
        <StageList {...list} stages={['followUp', 'E2.2', 'EM2.2']} />
        <Text mt="sm">{t('escalation.course.chainEnds')}</Text>
      </Paper>
      <Standstills />
    </Page>
  );
};
