import { Alert, Button, Paper, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { previewDistribution } from '../../contract/distribution.ts';
import { decisiveSteps } from '../../domain/distribution/decide.ts';
import type { DistributionSettings } from '../../domain/distribution/settings.ts';
import type { Places } from '../escalation/places.ts';
import { useSession } from '../session.ts';
import { instantOf } from '../time.ts';
import { useProblemText } from '../ui/problem-text.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './distribution.module.css';
import type { DistributionAnswer } from './queries.ts';
import { stepText } from './why-text.ts';

/** "Wer würde das bekommen?" for an imagined enquiry, by the settings as they stand on the screen. */
export const PreviewPanel = ({ settings, places }: { settings: DistributionSettings; places: Places }) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const [sourceId, setSourceId] = useState(places.sources[0]?.id ?? null);
  const [make, setMake] = useState('');
  const [condition, setCondition] = useState('');
  const [postcode, setPostcode] = useState('');
  const [customerMail, setCustomerMail] = useState('');
  const [at, setAt] = useState('');
  const ask = useAct(previewDistribution, { refreshes: [], onRefused: () => undefined });
  const several = places.branches.length > 1;
  const text = (label: string, value: string, onChange: (value: string) => void, type = 'text') => (
    <TextInput
      type={type}
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );

  return (
    <Paper withBorder className={classes.section} component="section" aria-labelledby="who-gets-it">
      <h2 id="who-gets-it" className={classes.title}>
        {t('distribution.preview.title')}
      </h2>
      <p className={classes.text}>{t('distribution.preview.text')}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!sourceId) return;
          const when = at && new Date(instantOf(at, zone)).toISOString();
          ask.mutate({
            body: {
              settings,
              sourceId,
              make,
              postcode,
              customerMail,
              ...(condition === 'new' || condition === 'used' ? { condition } : {}),
              ...(when && { at: when }),
            },
          });
        }}
      >
        <Stack mt="sm" gap="sm">
          <Select
            searchable
            allowDeselect={false}
            label={t('distribution.preview.source')}
            data={places.sources.map(({ id, name, branch }) => ({
              value: id,
              label: several ? `${name} (${branch})` : name,
            }))}
            value={sourceId}
            onChange={setSourceId}
          />
          <SimpleGrid cols={2} spacing="sm">
            {text(t('distribution.preview.make'), make, setMake)}
            <Select
              allowDeselect={false}
              label={t('distribution.rule.condition')}
              data={[
                { value: '', label: t('distribution.preview.unknown') },
                { value: 'new', label: t('distribution.rule.if_new') },
                { value: 'used', label: t('distribution.rule.if_used') },
              ]}
              value={condition}
              onChange={(value) => setCondition(value ?? '')}
            />
          </SimpleGrid>
          {text(t('distribution.preview.postcode'), postcode, setPostcode)}
          {text(t('distribution.preview.at'), at, setAt, 'datetime-local')}
          {text(t('distribution.preview.customerMail'), customerMail, setCustomerMail, 'email')}
          <Button type="submit" variant="light" loading={ask.isPending} disabled={!sourceId}>
            {t('distribution.preview.ask')}
          </Button>
        </Stack>
      </form>
      <div role="status">
        {ask.isError ? (
          <Alert mt="md" color="red">
            {problemText(ask.error)}
          </Alert>
        ) : null}
        {ask.data ? <Answer answer={ask.data} /> : null}
      </div>
    </Paper>
  );
};

const Answer = ({ answer: { to, name, steps, names } }: { answer: DistributionAnswer }) => {
  const { t } = useTranslation();
  const decisive = decisiveSteps(steps);
  return (
    <div className={classes.answer}>
      <p className={classes.result}>{t(`distribution.preview.to.${to}`, { name })}</p>
      <ol className={classes.steps}>
        {steps.map((step) => (
          <li key={JSON.stringify(step)} data-decisive={decisive.includes(step) || undefined}>
            {stepText(t, step, names)}
          </li>
        ))}
      </ol>
    </div>
  );
};
