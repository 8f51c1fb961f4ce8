import { Alert, Button, Drawer, Group, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { type getMessage, setMessageClass, SETTABLE_CLASSES } from '../../contract/intake.ts';
import { useSession } from '../session.ts';
import { exactTime } from '../time.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';
import { ClassEvidence } from './class-evidence.tsx';
import classes from './intake.module.css';
import { MailView } from './mail-view.tsx';
import { ClassBadge } from './message-list.tsx';
import { messageQuery } from './queries.ts';
import { ReadingBeside } from './reading-beside.tsx';
import { ReadingReason } from './reading-reason.tsx';
import { RereadMessage } from './reread-message.tsx';

export type MessagePage = z.output<(typeof getMessage)['output']>;

/** One message beside the list: what it is and why, what was read, the mail itself; and the acts that put it right. */
export const MessageDrawer = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { t } = useTranslation();
  const message = useQuery(messageQuery(id));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="75rem"
      title={message.data?.subject || t('intake.list.noSubject')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {message.isPending ? <LoadingState /> : null}
      {message.isError ? <ErrorState error={message.error} onRetry={message.refetch} /> : null}
      {message.data ? <Message message={message.data} /> : null}
    </Drawer>
  );
};

const Message = ({ message }: { message: MessagePage }) => {
  const { t, i18n } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  const at = (instant: string) => exactTime(Date.parse(instant), zone, i18n.language);
  const channel = CHANNELS.find((one) => one === message.channel);
  return (
    <>
      <Group gap="sm" mb="sm">
        <ClassBadge message={message} />
        {message.lead ? (
          <LinkAnchor to="/anfragen/$id" params={{ id: message.lead.id }}>
            {t('intake.list.lead', { number: message.lead.number })}
          </LinkAnchor>
        ) : (
          <span className={classes.soft}>{t('intake.detail.nothing')}</span>
        )}
      </Group>
      <ClassReason message={message} at={at} />
      <Group gap="sm" mb="md">
        {message.settable ? <ClassActs message={message} /> : null}
        <RereadMessage message={message} />
        <Button
          component="a"
          href={`/api/messages/${message.id}/mail`}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('intake.detail.download')}
        </Button>
      </Group>
      {message.attempts > 0 && message.error ? (
        <Alert color="red" mb="md">
          {t('intake.detail.failed', { count: message.attempts, error: message.error })}{' '}
          {message.nextAttemptAt ? t('intake.detail.next', { at: at(message.nextAttemptAt) }) : null}
        </Alert>
      ) : null}
      <dl className={classes.facts}>
        <dt>{t('intake.detail.from')}</dt>
        <dd>
          {message.senderName} &lt;{message.senderAddress}&gt;
          {message.senderVerdict ? <SenderLine {...message.senderVerdict} /> : null}
        </dd>
        <dt>{t('intake.detail.to')}</dt>
        <dd>{message.envelopeTo}</dd>
        <dt>{t('intake.detail.arrived')}</dt>
        <dd>
          {at(message.receivedAt)} {channel ? `(${t(`intake.channel.${channel}`)})` : null}
        </dd>
      </dl>
      {message.reading ? (
        <>
          <ReadingReason reading={message.reading} />
          <ReadingBeside {...message.reading} shown={message.shown} zone={zone} />
        </>
      ) : (
        <MailView shown={message.shown} />
      )}
    </>
  );
};

/** Whether the mail comes from where it says. */
const SenderLine = ({ state, domain, proof }: NonNullable<MessagePage['senderVerdict']>) => {
  const { t } = useTranslation();
  const options = { domain: domain ?? '', proof: (proof ?? '').toUpperCase() };
  return <div className={classes.soft}>{t(`intake.sender.${state}`, options)}</div>;
};

const CHANNELS = ['smtp', 'imap', 'http', 'form', 'import'] as const;

/** Why it was taken for what it is, in the mail's own words; or who said otherwise. */
const ClassReason = ({ message, at }: { message: MessagePage; at: (instant: string) => string }) => {
  const { t } = useTranslation();
  const { classSet, foundClass } = message;
  return (
    <div className={classes.reason}>
      {classSet ? (
        <p>
          {t('intake.detail.setBy', {
            by: classSet.by,
            at: at(classSet.at),
            found: t(`intake.class.${foundClass ?? 'waiting'}`),
          })}
        </p>
      ) : null}
      {classSet && message.evidence.length === 0 ? null : <ClassEvidence message={message} />}
    </div>
  );
};

/** One click for "is an enquiry", two for which of the other kinds it is. */
const ClassActs = ({ message }: { message: MessagePage }) => {
  const { t } = useTranslation();
  const say = useAct(setMessageClass, { refreshes: ['messages', 'leads'], done: t('intake.detail.said') });
  const params = { id: message.id };
  const proposed = message.proposedClass;
  return (
    <>
      {proposed ? (
        <Alert color="gray" w="100%">
          {t('intake.detail.proposed', { class: t(`intake.class.${proposed}`) })}{' '}
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => say.mutate({ params, body: { class: proposed } })}
          >
            {t('intake.detail.propose')}
          </Button>
        </Alert>
      ) : null}
      {message.class === 'lead' ? null : (
        <Button
          title={t('intake.detail.isEnquiryHint')}
          loading={say.isPending}
          onClick={() => say.mutate({ params, body: { class: 'lead' } })}
        >
          {t('intake.detail.isEnquiry')}
        </Button>
      )}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" title={t('intake.detail.noEnquiryHint')} loading={say.isPending}>
            {t('intake.detail.noEnquiry')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SETTABLE_CLASSES.filter((one) => one !== 'lead' && one !== message.class).map((one) => (
            <Menu.Item key={one} onClick={() => say.mutate({ params, body: { class: one } })}>
              {t(`intake.class.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
};
