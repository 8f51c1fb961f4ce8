import { Alert, Button, Loader } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed, IconMailForward } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { listLeads } from '../../contract/leads.ts';
import { sendTestEnquiry } from '../../contract/setup.ts';
import { call } from '../api.ts';
import { nowMs } from '../clock.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { useProblemText } from '../ui/problem-text.ts';
import { useNowMs } from '../ui/times.tsx';
import type { Source } from './queries.ts';
import classes from './sources.module.css';

const ASK_EVERY_MS = 700;
/** Reading takes a second; whoever waits longer is told why. */
const SLOW_AFTER_MS = 20_000;
/** Clocks of browser and server agree only so far. */
const CLOCK_TOLERANCE_MS = 2_000;

/** Sends a test enquiry the way real ones come, and follows it until it is a lead. */
export const TestEnquiry = ({
  source,
  primary = false,
  begun = false,
  way = 'mail',
}: {
  source: Pick<Source, 'id' | 'name'>;
  primary?: boolean;
  /** Somebody came for it: the button waits under their hands. */
  begun?: boolean;
  /** By mail to the lead address, or through the source's own form. */
  way?: 'mail' | 'form';
}) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const now = useNowMs();
  const sent = useMutation({
    mutationFn: async () => {
      const sentMs = nowMs();
      await call(sendTestEnquiry, { params: { id: source.id }, body: { way } });
      return { sentMs, acceptedMs: nowMs() };
    },
  });
  const lead = useTestLead(source.id, sent.data?.sentMs);
  const word = sent.data ? t('sources.test.again') : t(way === 'form' ? 'forms.test' : 'sources.test.send');
  const slow = sent.data && !lead && now - sent.data.acceptedMs > SLOW_AFTER_MS;

  return (
    <div className={classes.test}>
      <Button
        variant={primary && !lead ? 'filled' : 'default'}
        leftSection={<IconMailForward size={16} aria-hidden />}
        aria-label={`${word}: ${source.name}`}
        loading={sent.isPending}
        autoFocus={begun}
        onClick={() => sent.mutate()}
      >
        {word}
      </Button>
      {sent.isError ? (
        <Alert color="red" title={t('sources.test.failed')} role="alert">
          {problemText(sent.error)}
        </Alert>
      ) : null}
      {sent.isPending || sent.data ? (
        <ol className={classes.steps} aria-live="polite">
          <Step
            done={sent.isSuccess}
            name={t('sources.test.step.arrived')}
            hint={t(way === 'form' ? 'forms.testArrived' : 'sources.test.stepHint.arrived')}
          />
          <Step
            done={lead !== undefined}
            name={t('sources.test.step.read')}
            hint={t('sources.test.stepHint.read')}
          />
          <Step
            done={lead !== undefined}
            name={t('sources.test.step.lead')}
            hint={lead ? t('sources.test.stepHint.lead', { number: lead.number }) : ''}
          />
        </ol>
      ) : null}
      {slow ? <Alert color="orange">{t('sources.test.slow')}</Alert> : null}
      {lead ? (
        <p className={classes.done}>
          {t(way === 'form' ? 'forms.testDone' : 'sources.test.done')}{' '}
          <LinkAnchor to="/anfragen/$id" params={{ id: lead.id }}>
            {t('sources.test.open', { number: lead.number })}
          </LinkAnchor>
        </p>
      ) : null}
    </div>
  );
};

/** The lead that the test enquiry sent at that instant has become; undefined until it is read. */
const useTestLead = (sourceId: string, sentMs: number | undefined) => {
  const arrivedSince = (arrivedAt: string) =>
    sentMs !== undefined && Date.parse(arrivedAt) >= sentMs - CLOCK_TOLERANCE_MS;
  const newest = useQuery({
    queryKey: ['leads', 'test', sourceId, sentMs],
    queryFn: () => call(listLeads, { query: { view: 'all', source: sourceId, q: 'testanfrage', limit: 5 } }),
    enabled: sentMs !== undefined,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ arrivedAt }) => arrivedSince(arrivedAt)) ? false : ASK_EVERY_MS,
  });
  return newest.data?.items.find(({ arrivedAt }) => arrivedSince(arrivedAt));
};

const Step = ({ done, name, hint }: { done: boolean; name: string; hint: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <li className={classes.step} data-done={done || undefined}>
      {done ? <IconCircleCheckFilled size={20} aria-hidden /> : <IconCircleDashed size={20} aria-hidden />}
      <div>
        <strong>{name}</strong>
        <div className={classes.soft}>
          {done ? (
            hint
          ) : (
            <>
              {t('sources.test.waiting')} <Loader size={10} aria-hidden />
            </>
          )}
        </div>
      </div>
    </li>
  );
};
