import { Button } from '@mantine/core';
import { IconDownload, IconMail } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationMessage } from '../../contract/conversation.ts';
import type { LeadPage } from '../../contract/leads.ts';
import { MailStateBadge } from '../outbox/mail-state.tsx';
import { ShortTime } from '../ui/times.tsx';
import classes from './conversation.module.css';
import { MessageFiles } from './message-files.tsx';

const OriginalDialog = lazy(async () => ({
  default: (await import('../leads/original-dialog.tsx')).OriginalDialog,
}));

/** What customer and dealership wrote to each other, oldest first, as people read it; each mail itself on demand. */
export const Conversation = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState<string | null>(null);
  return (
    <section aria-labelledby="conversation">
      <h2 id="conversation" className={classes.title}>
        {t('conversation.title')}
      </h2>
      <ol className={classes.messages}>
        {lead.conversation.map((message) => (
          <li key={message.id} className={classes.message} data-by={message.by}>
            <Head message={message} zone={lead.zone} />
            {message.subject ? (
              <p className={classes.subject}>
                <span className={classes.unseen}>{t('leads.form.subject')}: </span>
                {message.subject}
              </p>
            ) : null}
            {message.text ? (
              <p className={classes.text}>{message.text}</p>
            ) : (
              <p className={classes.none}>
                {t(lead.warnings.includes('notFetched') ? 'meta.review.noText' : 'leads.page.noMessage')}
              </p>
            )}
            <MessageFiles leadId={lead.id} message={message} />
            {message.messageId ? (
              <div className={classes.original}>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconMail size={14} aria-hidden />}
                  onClick={() => setShown(message.messageId)}
                >
                  {t('leads.page.original')}
                </Button>
                <Button
                  component="a"
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconDownload size={14} aria-hidden />}
                  href={`/api/leads/${lead.id}/mail?message=${message.messageId}`}
                  download
                >
                  {t('conversation.download')}
                </Button>
              </div>
            ) : null}
          </li>
        ))}
      </ol>
      {shown ? (
        <Suspense>
          <OriginalDialog id={lead.id} message={shown} zone={lead.zone} onClose={() => setShown(null)} />
        </Suspense>
      ) : null}
    </section>
  );
};

/** Who wrote it and when, and how far a mail of ours came. */
const Head = ({ message, zone }: { message: ConversationMessage; zone: string }) => {
  const { t } = useTranslation();
  const { by, name, at, delivery } = message;
  const who = by === 'automatic' ? t('conversation.automatic') : name;
  return (
    <div className={classes.head}>
      {who ? <strong>{who}</strong> : null}
      {by === 'automatic' ? null : <span className={classes.role}>{t(`conversation.by.${by}`)}</span>}
      <span className={classes.at}>
        <ShortTime at={at} zone={zone} />
      </span>
      {delivery && delivery !== 'sent' ? <MailStateBadge state={delivery} /> : null}
    </div>
  );
};
