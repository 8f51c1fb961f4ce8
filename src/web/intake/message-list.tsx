import { useTranslation } from 'react-i18next';
import type { MessageItem } from '../../contract/intake.ts';
import { useSession } from '../session.ts';
import { LinkAnchor } from '../ui/links.tsx';
import { RelativeTime } from '../ui/times.tsx';
import classes from './intake.module.css';

interface Props {
  messages: readonly MessageItem[];
  onOpen: (id: string) => void;
}

/** One line a message at a desk, a small card on a phone. */
export const MessageList = ({ messages, onOpen }: Props) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return (
    <ul className={classes.list}>
      {messages.map((message) => (
        <li key={message.id} className={classes.line}>
          <ClassBadge message={message} />
          <span className={classes.sender}>
            <strong>{message.senderName || message.senderAddress}</strong>
            <span className={classes.soft}>{message.source}</span>
          </span>
          <button type="button" className={classes.subject} onClick={() => onOpen(message.id)}>
            {message.subject === null ? (
              <em>{t('intake.list.notRead')}</em>
            ) : (
              message.subject || t('intake.list.noSubject')
            )}
          </button>
          <span className={classes.became}>
            {message.lead ? (
              <LinkAnchor to="/anfragen/$id" params={{ id: message.lead.id }}>
                {t('intake.list.lead', { number: message.lead.number })}
              </LinkAnchor>
            ) : null}
          </span>
          <span className={classes.when}>
            <RelativeTime at={message.receivedAt} zone={zone} />
          </span>
        </li>
      ))}
    </ul>
  );
};

/** What it was taken for, or that it still waits, as a word with a colour of its own. */
export const ClassBadge = ({ message }: { message: Pick<MessageItem, 'class' | 'state'> }) => {
  const { t } = useTranslation();
  return (
    <span className={classes.badge} data-class={message.class} data-state={message.state}>
      {t(message.state === 'failed' ? 'intake.state.failed' : `intake.class.${message.class}`)}
    </span>
  );
};
