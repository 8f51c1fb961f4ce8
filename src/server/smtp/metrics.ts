import { Counter, type Registry } from 'prom-client';

export interface SmtpMetrics {
  /** How a message ended: `stored`, `tooLarge`, `busy` or `unavailable`. */
  readonly messages: Counter<'answer'>;
  readonly unknownRecipients: Counter;
}

export const smtpMetrics = (registry: Registry): SmtpMetrics => ({
  messages: new Counter({
    name: 'leadwacht_smtp_messages_total',
    help: 'Messages received by SMTP, by what the sender was answered.',
    labelNames: ['answer'],
    registers: [registry],
  }),
  unknownRecipients: new Counter({
    name: 'leadwacht_smtp_unknown_recipients_total',
    help: 'Recipients refused because no source or lead has this address.',
    registers: [registry],
  }),
});
