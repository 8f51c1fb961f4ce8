import * as acknowledgements from './acknowledgements.ts';
import * as accounts from './accounts.ts';
import * as calendars from './calendars.ts';
import * as companySignIn from './company-sign-in.ts';
import * as customers from './customers.ts';
import * as distribution from './distribution.ts';
import * as conversation from './conversation.ts';
import type { Endpoint } from './endpoint.ts';
import * as escalation from './escalation.ts';
import * as forms from './forms.ts';
import * as health from './health.ts';
import * as imports from './imports.ts';
import * as intake from './intake.ts';
import * as interfaces from './interfaces.ts';
import * as leads from './leads.ts';
import * as mailboxes from './mailboxes.ts';
import * as meta from './meta.ts';
import * as operator from './operator.ts';
import * as outbox from './outbox.ts';
import * as ownAccess from './own-access.ts';
import * as session from './session.ts';
import * as settings from './settings.ts';
import * as setup from './setup.ts';
import * as standstills from './standstills.ts';
import * as sources from './sources.ts';
import * as stats from './stats.ts';
import * as textBlocks from './text-blocks.ts';
import * as support from './support.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'who' in value;

/** Every endpoint of the product: what the server must register and the tests must walk over. */
export const ENDPOINTS: readonly Endpoint[] = [
  accounts,
  acknowledgements,
  calendars,
  companySignIn,
  customers,
  distribution,
  conversation,
  escalation,
  forms,
  health,
  imports,
  intake,
  interfaces,
  leads,
  mailboxes,
  meta,
  operator,
  outbox,
  ownAccess,
  session,
  settings,
  setup,
  sources,
  standstills,
  stats,
  textBlocks,
  support,
]
  .flatMap((feature) => Object.values(feature))
  .filter(isEndpoint);
