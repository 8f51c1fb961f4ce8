import { Counter } from 'prom-client';
import { metrics } from '../metrics.ts';

/** What senders were answered at the end of their messages: `250`, or the code of the refusal. */
export const smtpMessages = new Counter({
  name: 'leadwacht_smtp_messages_total',
  help: 'Messages received by SMTP, by what the sender was answered.',
  labelNames: ['answer'],
  registers: [metrics],
});

export const smtpUnknownRecipients = new Counter({
  name: 'leadwacht_smtp_unknown_recipients_total',
  help: 'Recipients refused because no source and no lead has this address.',
  registers: [metrics],
});

/** Senders told to come again before anything was looked at: by `connections`, `rate` or `unknown recipients`. */
export const smtpPutOff = new Counter({
  name: 'leadwacht_smtp_put_off_total',
  help: 'Senders asked to come again because they wanted too much at once, by what it was.',
  labelNames: ['reason'],
  registers: [metrics],
});
