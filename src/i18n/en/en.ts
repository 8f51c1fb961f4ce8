import type { de } from '../de/de.ts';
import type { Translated } from '../translated.ts';
import { access } from './access.ts';
import { accounts } from './accounts.ts';
import { acknowledgement } from './acknowledgement.ts';
import { calendar } from './calendar.ts';
import { common } from './common.ts';
import { companySignIn } from './company-sign-in.ts';
import { conversation } from './conversation.ts';
import { customers } from './customers.ts';
import { distribution } from './distribution.ts';
import { escalation } from './escalation.ts';
import { forms } from './forms.ts';
import { imports } from './imports.ts';
import { intake } from './intake.ts';
import { interfaces } from './interfaces.ts';
import { leads } from './leads.ts';
import { mailboxes } from './mailboxes.ts';
import { meta } from './meta.ts';
import { operator } from './operator.ts';
import { outbox } from './outbox.ts';
import { problem } from './problem.ts';
import { reading } from './reading.ts';
import { rereading } from './rereading.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { shell } from './shell.ts';
import { sources } from './sources.ts';
import { standstills } from './standstills.ts';
import { stats } from './stats.ts';

export const en: Translated<typeof de> = {
  access,
  accounts,
  acknowledgement,
  calendar,
  common,
  companySignIn,
  conversation,
  customers,
  distribution,
  escalation,
  forms,
  imports,
  intake,
  interfaces,
  leads,
  mailboxes,
  meta,
  operator,
  outbox,
  problem,
  reading,
  rereading,
  settings,
  setup,
  shell,
  sources,
  standstills,
  stats,
};
