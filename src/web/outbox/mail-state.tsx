import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconClock,
  IconHelpCircle,
  IconRefresh,
  IconSend,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OUTBOX_STATES } from '../../contract/outbox.ts';
import classes from './outbox.module.css';

export type MailState = (typeof OUTBOX_STATES)[number];

const ICONS = {
  pending: IconClock,
  sending: IconSend,
  sent: IconCheck,
  retry: IconRefresh,
  dead: IconAlertCircle,
  uncertain: IconHelpCircle,
  obsolete: IconBan,
} as const satisfies Record<MailState, unknown>;

/** The state of a mail as a word, with a sign and a colour of its own. */
export const MailStateBadge = ({ state }: { state: MailState }) => {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={14} aria-hidden />
      {t(`outbox.state.${state}`)}
    </span>
  );
};
