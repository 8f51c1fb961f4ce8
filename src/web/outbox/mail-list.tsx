import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { RelativeTime, ShortTime } from '../ui/times.tsx';
import { MailStateBadge } from './mail-state.tsx';
import classes from './outbox.module.css';
import type { OutboxItem } from './queries.ts';

interface Props {
  mails: readonly OutboxItem[];
  onOpen: (mail: OutboxItem) => void;
}

/** One line a mail at a desk, a small card on a phone. */
export const MailList = ({ mails, onOpen }: Props) => (
  <ul className={classes.list}>
    {mails.map((mail) => (
      <li key={mail.id}>
        <MailLine mail={mail} onOpen={() => onOpen(mail)} />
      </li>
    ))}
  </ul>
);

const MailLine = ({ mail, onOpen }: { mail: OutboxItem; onOpen: () => void }) => {
  const { t } = useTranslation();
  const zone = useSession().account?.zone ?? 'Europe/Berlin';
  return (
    <button type="button" className={classes.line} onClick={onOpen}>
      <span className={classes.stateCell}>
        <MailStateBadge state={mail.state} />
      </span>
      <span className={classes.recipient}>
        <span className={classes.name}>{mail.toName}</span>
        <span className={classes.soft}>{mail.toAddress}</span>
      </span>
      <span className={classes.subject}>
        <span>{mail.subject ?? <em>{t('outbox.noSubjectYet')}</em>}</span>
        <span className={classes.soft}>
          <KindName kind={mail.kind} />
          {mail.attempts > 1 || mail.state === 'dead'
            ? ` · ${t('outbox.attempts', { count: mail.attempts })}`
            : null}
          {mail.state === 'retry' && mail.nextAt ? (
            <>
              {' · '}
              {t('outbox.nextAttempt')} <ShortTime at={mail.nextAt} zone={zone} />
            </>
          ) : null}
        </span>
        {mail.lastAnswer && mail.state !== 'sent' ? (
          <span className={classes.answer}>{mail.lastAnswer}</span>
        ) : null}
      </span>
      <span className={classes.when}>
        <RelativeTime at={mail.sentAt ?? mail.createdAt} zone={zone} />
      </span>
    </button>
  );
};

export const KindName = ({ kind }: Pick<OutboxItem, 'kind'>) => {
  const { t } = useTranslation();
  return t(`outbox.kind.${kind}`);
};
