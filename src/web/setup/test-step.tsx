import { NativeSelect, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstruction } from '../sources/instruction.ts';
import { LeadAddress } from '../sources/lead-address.tsx';
import { sourcesQuery } from '../sources/queries.ts';
import { TestEnquiry } from '../sources/test-enquiry.tsx';
import { LinkButton } from '../ui/links.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './setup.module.css';

/** The last step, already signed in: what to enter where, and a test that shows that it works. */
export const TestStep = () => {
  const { t } = useTranslation();
  const instruction = useInstruction();
  const [testedId, setTestedId] = useState<string | null>(null);
  const sources = useQuery(sourcesQuery);
  if (sources.isError) return <ErrorState error={sources.error} onRetry={sources.refetch} />;
  if (!sources.data) return <LoadingState />;
  const { items } = sources.data;
  const tested = items.find(({ id }) => id === testedId) ?? items[0];

  return (
    <>
      <Title order={2} mt="lg">
        {t('setup.test.addresses')}
      </Title>
      <Text c="dimmed">{t('setup.test.addressesLead')}</Text>
      <ul className={classes.rows}>
        {items.map((source) => (
          <li key={source.id} className={classes.addressRow}>
            <strong>{source.name}</strong>
            <LeadAddress address={source.leadAddress} source={source.name} />
            <Text size="sm" c="dimmed">
              {instruction(source.kind)}
            </Text>
          </li>
        ))}
      </ul>
      <Title order={2} mt="lg">
        {t('setup.test.testTitle')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('setup.test.testLead')}
      </Text>
      {items.length > 1 ? (
        <NativeSelect
          label={t('setup.test.source')}
          data={items.map(({ id, name }) => ({ value: id, label: name }))}
          value={tested?.id}
          onChange={(event) => setTestedId(event.currentTarget.value)}
          maw={320}
          mb="sm"
        />
      ) : null}
      {tested ? <TestEnquiry key={tested.id} source={tested} primary /> : null}
      <div className={classes.buttons}>
        <LinkButton to="/anfragen" search={{ view: 'pool' }} variant="default" ml="auto">
          {t('setup.test.toLeads')}
        </LinkButton>
      </div>
    </>
  );
};
