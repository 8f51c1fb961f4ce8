import { useTranslation } from 'react-i18next';
import type { MessageItem } from '../../contract/intake.ts';
import classes from './reading-beside.module.css';

interface Props {
  message: { class: MessageItem['class']; evidence: readonly string[] };
}

/** By which marks, in the mail's own words, it was taken for what it is. */
export const ClassEvidence = ({ message }: Props) => {
  const { t } = useTranslation();
  if (message.evidence.length > 0)
    return (
      <p className={classes.reason}>
        {t('intake.detail.why')}{' '}
        {message.evidence.map((mark, at) => (
          <span key={mark}>
            {at > 0 ? ', ' : ''}
            <code>{mark}</code>
          </span>
        ))}
      </p>
    );
  return message.class === 'lead' ? <p className={classes.reason}>{t('intake.detail.whyLead')}</p> : null;
};
