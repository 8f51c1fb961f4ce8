import {
  IconArrowsShuffle,
  IconBuildingStore,
  IconCalendarDue,
  IconCalendarTime,
  IconChartBar,
  IconClockCog,
  IconHistory,
  IconLifebuoy,
  IconMailbox,
  IconInbox,
  IconListDetails,
  IconMailCheck,
  IconPlug,
  IconPlugConnected,
  IconSend,
  IconTextPlus,
  IconTimeline,
  IconUsers,
  type TablerIcon,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { LinkProps } from '@tanstack/react-router';
import type { Role } from '../../domain/accounts/roles.ts';
import type { LeadView } from '../../domain/leads/lead.ts';
import { countsQuery } from '../leads/queries.ts';
import { hasRole, type Session, useSession } from '../session.ts';

type Label =
  | 'followUps'
  | 'intake'
  | 'sources'
  | 'course'
  | 'whatIf'
  | 'accesses'
  | 'outbox'
  | 'policy'
  | 'calendar'
  | 'distribution'
  | 'textBlocks'
  | 'acknowledgement'
  | 'people'
  | 'changes'
  | 'support'
  | 'mailboxes'
  | 'interfaces'
  | 'dealerships';
type Group = 'statistics' | 'settings';

export interface Entry {
  to: NonNullable<LinkProps['to']>;
  label: `shell.${Label}`;
  icon: TablerIcon;
  /** Who may open it: everybody of a dealership, accounts with one of the roles, or the operator. */
  who: 'signedIn' | 'operator' | readonly Role[];
  /** The heading it stands under. */
  group?: `shell.${Group}`;
}

/** The left navigation below the lists of leads, in its order: one line a page. */
const ENTRIES: readonly Entry[] = [
  { to: '/wiedervorlagen', label: 'shell.followUps', icon: IconCalendarDue, who: 'signedIn' },
  { to: '/quellen', label: 'shell.sources', icon: IconPlugConnected, who: 'signedIn' },
  { to: '/posteingang', label: 'shell.intake', icon: IconInbox, who: ['dispatcher', 'controller', 'admin'] },
  { to: '/postausgang', label: 'shell.outbox', icon: IconSend, who: ['controller', 'admin'] },
  {
    to: '/statistik/eskalationsverlauf',
    label: 'shell.course',
    icon: IconTimeline,
    who: 'signedIn',
    group: 'shell.statistics',
  },
  {
    to: '/statistik/zugaenge',
    label: 'shell.accesses',
    icon: IconListDetails,
    who: ['controller', 'admin'],
    group: 'shell.statistics',
  },
  {
    to: '/statistik/was-waere-wenn',
    label: 'shell.whatIf',
    icon: IconChartBar,
    who: ['controller', 'admin'],
    group: 'shell.statistics',
  },
  {
    to: '/einstellungen/eskalation',
    label: 'shell.policy',
    icon: IconClockCog,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/verteilung',
    label: 'shell.distribution',
    icon: IconArrowsShuffle,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/oeffnungszeiten',
    label: 'shell.calendar',
    icon: IconCalendarTime,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/textbausteine',
    label: 'shell.textBlocks',
    icon: IconTextPlus,
    who: 'signedIn',
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/eingangsbestaetigung',
    label: 'shell.acknowledgement',
    icon: IconMailCheck,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/postfaecher',
    label: 'shell.mailboxes',
    icon: IconMailbox,
    who: ['admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/schnittstellen',
    label: 'shell.interfaces',
    icon: IconPlug,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/personen',
    label: 'shell.people',
    icon: IconUsers,
    who: 'signedIn',
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/aenderungen',
    label: 'shell.changes',
    icon: IconHistory,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  {
    to: '/einstellungen/support',
    label: 'shell.support',
    icon: IconLifebuoy,
    who: ['controller', 'admin'],
    group: 'shell.settings',
  },
  { to: '/autohaeuser', label: 'shell.dealerships', icon: IconBuildingStore, who: 'operator' },
];

/** The lists of leads that stand under "Anfragen". */
const LEAD_LISTS = [
  'mine',
  'pool',
  'toDistribute',
  'team',
  'escalated',
  'closed',
] as const satisfies readonly LeadView[];

export const entriesFor = (session: Session) =>
  ENTRIES.filter(({ who }) => {
    if (who === 'operator') return session.operator;
    if (!session.account) return false;
    return who === 'signedIn' || hasRole(session, ...who);
  });

/** What is to be distributed concerns dispatchers, and whoever has something to distribute in their stead. */
export const useLeadLists = () => {
  const session = useSession();
  const counts = useQuery({ ...countsQuery, enabled: session.account !== null }).data;
  return LEAD_LISTS.filter(
    (view) => view !== 'toDistribute' || hasRole(session, 'dispatcher') || (counts?.toDistribute ?? 0) > 0,
  ).map((view) => ({ view, count: view === 'closed' ? undefined : counts?.[view] }));
};
