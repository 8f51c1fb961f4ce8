import { Alert, Button, Drawer, Group, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dismissMail, resendMail } from '../../contract/outbox.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';
import { KindName } from './mail-list.tsx';
import { MailStateBadge } from './mail-state.tsx';
import classes from './outbox.module.css';
import { mailQuery, type OutboxMail } from './queries.ts';

/** One mail beside the list: its text, how it looks, and every attempt to deliver it. */
export const MailDrawer = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const mail = useQuery(mailQuery(id));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={mail.data?.subject ?? t('outbox.noSubjectYet')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {mail.isPending ? <LoadingState /> : null}
      {mail.isError ? <ErrorState error={mail.error} onRetry={mail.refetch} /> : null}
      {mail.data ? <Mail mail={mail.data} /> : null}
    </Drawer>
  );
};

const Mail = ({ mail }: { mail: OutboxMail }) => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const at = (instant: string) => exactTime(Date.parse(instant), zone, i18n.language);
  const resend = useAct(resendMail, { refreshes: ['outbox'], done: t('outbox.detail.resent') });
  const dismiss = useAct(dismissMail, { refreshes: ['outbox'], done: t('outbox.detail.dismissed') });
  return (
    <>
      <Group gap="sm">
        <MailStateBadge state={mail.state} />
        <span className={classes.soft}>
          <KindName kind={mail.kind} />
        </span>
        {mail.leadId ? (
          <LinkAnchor to="/anfragen/$id" params={{ id: mail.leadId }}>
            {t('outbox.detail.toLead')}
          </LinkAnchor>
        ) : null}
      </Group>
      <p className={classes.hint}>{t(`outbox.stateHint.${mail.state}`)}</p>
      {mail.state === 'dead' || mail.state === 'uncertain' ? (
        <Group mb="md" gap="sm">
          <Button loading={resend.isPending} onClick={() => resend.mutate({ params: { id: mail.id } })}>
            {t('outbox.detail.resend')}
          </Button>
          {mail.state === 'dead' && !mail.dismissed ? (
            <Button
              variant="default"
              loading={dismiss.isPending}
              onClick={() => dismiss.mutate({ params: { id: mail.id } })}
            >
              {t('outbox.detail.dismiss')}
            </Button>
          ) : null}
        </Group>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t('outbox.detail.to')}</dt>
        <dd>
          {mail.toName} &lt;{mail.toAddress}&gt;
        </dd>
        <dt>{t('outbox.detail.created')}</dt>
        <dd>{at(mail.createdAt)}</dd>
        {mail.sentAt ? (
          <>
            <dt>{t('outbox.detail.sent')}</dt>
            <dd>{at(mail.sentAt)}</dd>
          </>
        ) : null}
        {mail.nextAt && mail.state !== 'sending' ? (
          <>
            <dt>{t('outbox.detail.next')}</dt>
            <dd>{at(mail.nextAt)}</dd>
          </>
        ) : null}
        {mail.lastAnswer ? (
          <>
            <dt>{t('outbox.detail.last')}</dt>
            <dd>{mail.lastAnswer}</dd>
          </>
        ) : null}
      </dl>
      {mail.text === null && mail.html === null ? (
        <Alert color="gray">{t('outbox.noTextYet')}</Alert>
      ) : (
        <Content text={mail.text} html={mail.html} />
      )}
      <h3 className={classes.heading}>{t('outbox.detail.attempts')}</h3>
      {mail.attemptLog.length === 0 ? <p className={classes.hint}>{t('outbox.detail.noAttempt')}</p> : null}
      <ol className={classes.attempts}>
        {mail.attemptLog.map(({ attempt, startedAt, result, answer }) => (
          <li key={attempt}>
            <span>
              {t('outbox.detail.attempt', { number: attempt })}, {at(startedAt)}:{' '}
              <strong>
                <Result result={result} />
              </strong>
            </span>
            {answer ? <code className={classes.answer}>{answer}</code> : null}
          </li>
        ))}
      </ol>
    </>
  );
};

const RESULTS = ['accepted', 'refusedForNow', 'refused', 'unknown', 'unreachable'] as const;

const Result = ({ result }: { result: string | null }) => {
  const { t } = useTranslation();
  const known = RESULTS.find((one) => one === result);
  return known ? t(`outbox.detail.result.${known}`) : t('outbox.detail.running');
};

/** The HTML as the recipient sees it, in a frame that may neither run scripts nor load or submit anything. */
const Content = ({ text, html }: Pick<OutboxMail, 'text' | 'html'>) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'text' | 'html'>(text === null ? 'html' : 'text');
  return (
    <div>
      {text !== null && html !== null ? (
        <SegmentedControl
          value={shown}
          onChange={setShown}
          data={[
            { value: 'text', label: t('outbox.detail.text') },
            { value: 'html', label: t('outbox.detail.asSent') },
          ]}
          mb="xs"
        />
      ) : null}
      {shown === 'text' || html === null ? (
        <pre className={classes.text}>{text}</pre>
      ) : (
        <iframe
          className={classes.frame}
          title={t('outbox.detail.frame')}
          sandbox=""
          srcDoc={withoutRemoteContent(html)}
        />
      )}
    </div>
  );
};

const withoutRemoteContent = (html: string) =>
  `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">${html}`;
