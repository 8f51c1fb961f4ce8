import { Counter, Gauge } from 'prom-client';
import { metrics } from '../metrics.ts';

export const openMailboxes = new Gauge({
  name: 'leadwacht_mailboxes_open',
  help: 'Mailboxes this process reads by IMAP.',
  registers: [metrics],
});

export const mailboxFailures = new Counter({
  name: 'leadwacht_mailbox_failures_total',
  help: 'Failed attempts to read a mailbox, by what was wrong.',
  labelNames: ['failure'],
  registers: [metrics],
});
