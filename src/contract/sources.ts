import { z } from 'zod';
import { MESSAGE_CLASSES } from '../domain/intake/message-class.ts';
import { done, endpoint, id, idParams, instant } from './endpoint.ts';

const day = z.iso.date();
const name = z.string().trim().min(1).max(100);
const limitDays = z.number().int().min(1).max(365);

/** Silences that a source's own rhythm makes improbable: not looked for, shown, or mailed as well (product.md 6). */
export const EARLY_WARNINGS = ['off', 'screen', 'mail'] as const;
export type EarlyWarning = (typeof EARLY_WARNINGS)[number];

/** What is seen to work before a source goes live (N8). */
export const SOURCE_CHECKS = ['addressEntered', 'testReceived', 'fieldsRead', 'senderConfirmed'] as const;
export type SourceCheck = (typeof SOURCE_CHECKS)[number];

const source = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  branchId: id,
  branch: z.string(),
  leadAddress: z.string(),
  silenceLimitDays: z.number().int(),
  recommendedLimitDays: z.number().int(),
  active: z.boolean(),
  /** Last day of the pause; null when it is active, or paused until somebody says otherwise. */
  pausedUntilOn: day.nullable(),
  archived: z.boolean(),
  /** Whether the source monitor looks at it. */
  monitored: z.boolean(),
  /** No mail about its silence up to this day. */
  seenUntilOn: day.nullable(),
  lastLeadAt: instant.nullable(),
  leads: z.number().int(),
  /** As the source monitor would find it now; null when it does not look. */
  silence: z
    .object({ verdict: z.enum(['ok', 'waiting', 'silent']), sinceAt: instant, days: z.number().int() })
    .nullable(),
  /** Early warning: its own rhythm makes this silence improbable; null when it does not, or too little is known. */
  improbable: z.object({ expected: z.number(), chance: z.number() }).nullable(),
  /** Leads of each of the last 90 days, oldest first. */
  perDay: z.array(z.number().int()),
  checks: z.array(
    z.object({ step: z.enum(SOURCE_CHECKS), checkedAt: instant, checkedBy: z.string().nullable() }),
  ),
});
export type SourceView = z.infer<typeof source>;

export const listSources = endpoint({
  method: 'GET',
  path: '/api/sources',
  who: 'signedIn',
  summary: 'Sources with their lead addresses, what came from them, and how the source monitor sees them.',
  query: z.object({ archived: z.enum(['with']).optional() }),
  output: z.object({ items: z.array(source) }),
});

export const listSourceNames = endpoint({
  method: 'GET',
  path: '/api/sources/names',
  who: 'signedIn',
  summary: 'What the sources are called, for filters and choices; archived ones too.',
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        kind: z.string(),
        branchId: id,
        branch: z.string(),
        active: z.boolean(),
        archived: z.boolean(),
      }),
    ),
  }),
});

/** A time in which a source was silent, as it was reported: on Fridays after its limit, or early by its rhythm. */
const alarm = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('friday'),
    at: instant,
    silentDays: z.number().int(),
    limitDays: z.number().int(),
    week: z.number().int(),
  }),
  z.object({ kind: z.literal('recovered'), at: instant, lastLeadAt: instant.nullable() }),
  z.object({
    kind: z.literal('early'),
    at: instant,
    sinceAt: instant,
    expected: z.number(),
    chance: z.number(),
    endedAt: instant.nullable(),
  }),
]);
export type SourceAlarm = z.infer<typeof alarm>;

export const getSource = endpoint({
  method: 'GET',
  path: '/api/sources/:id',
  who: 'signedIn',
  summary:
    'One source: as in the list, what its messages were found to be, and when its silence was reported.',
  params: idParams,
  output: z.object({
    source,
    /** Messages of the last 90 days by what they were found to be; `waiting` are not read yet. */
    messages: z.array(z.object({ class: z.enum(MESSAGE_CLASSES), count: z.number().int() })),
    /** The newest first. */
    alarms: z.array(alarm),
  }),
});

export const addSource = endpoint({
  method: 'POST',
  path: '/api/sources',
  who: ['admin'],
  summary: 'Add a source; it gets a lead address of its own and the recommended limit of its kind.',
  body: z.object({ kind: z.string().min(1).max(40), name, branchId: id }),
  output: z.object({ id, leadAddress: z.string() }),
});

export const setSource = endpoint({
  method: 'PUT',
  path: '/api/sources/:id',
  who: ['admin'],
  summary: 'Change a source: its name, branch, and what the source monitor does about it.',
  params: idParams,
  body: z.object({ name, branchId: id, silenceLimitDays: limitDays, monitored: z.boolean() }),
  output: done,
});

export const pauseSource = endpoint({
  method: 'POST',
  path: '/api/sources/:id/pause',
  who: ['admin', 'controller'],
  summary: 'Pause a source, up to and including a day or until it is resumed. Enquiries are still taken in.',
  params: idParams,
  body: z.object({ untilOn: day.nullable() }),
  output: done,
});

export const resumeSource = endpoint({
  method: 'POST',
  path: '/api/sources/:id/resume',
  who: ['admin', 'controller'],
  summary: 'Activate a paused or archived source; its silence counts from now.',
  params: idParams,
  output: done,
});

export const archiveSource = endpoint({
  method: 'POST',
  path: '/api/sources/:id/archive',
  who: ['admin'],
  summary: 'Put a source away. Its leads and its history stay, and mail to its address is still taken in.',
  params: idParams,
  output: done,
});

export const markSilenceSeen = endpoint({
  method: 'POST',
  path: '/api/sources/:id/seen',
  who: ['admin', 'controller'],
  summary: 'The silence is known: no mail about it up to and including a day.',
  params: idParams,
  body: z.object({ untilOn: day }),
  output: done,
});

export const checkSource = endpoint({
  method: 'PUT',
  path: '/api/sources/:id/checks/addressEntered',
  who: ['admin', 'controller'],
  summary: 'Somebody has seen the lead address entered at the exchange, or takes that back.',
  params: idParams,
  body: z.object({ checked: z.boolean() }),
  output: done,
});

const finding = z.object({
  sourceId: id,
  source: z.string(),
  branch: z.string(),
  verdict: z.enum(['ok', 'waiting', 'silent', 'intakeDown']),
  limitDays: z.number().int(),
  lastLeadAt: instant.nullable(),
  sinceAt: instant,
  silentDays: z.number().int(),
  week: z.number().int(),
  recovered: z.boolean(),
});

export const getMonitor = endpoint({
  method: 'GET',
  path: '/api/monitor',
  who: ['admin', 'controller'],
  summary:
    'The source monitor: whether it is on, when it runs next, and what its last runs checked and reported.',
  output: z.object({
    on: z.boolean(),
    since: instant.nullable(),
    nextRunAt: instant,
    zone: z.string(),
    earlyWarning: z.enum(EARLY_WARNINGS),
    /** Spam at its lead address shows that a source delivers. */
    spamDelivers: z.boolean(),
    mayChange: z.boolean(),
    runs: z.array(
      z.object({
        fridayOn: day,
        ranAt: instant,
        /** Run more than an hour after it was due, because the program was down. */
        madeUp: z.boolean(),
        outcome: z.enum(['checked', 'intakeSilent']),
        findings: z.array(finding),
      }),
    ),
  }),
});

export const setMonitor = endpoint({
  method: 'PUT',
  path: '/api/monitor',
  who: ['admin'],
  summary:
    'Set the source monitor as a whole: on or off, early warnings, what counts as delivery, its time zone.',
  body: z
    .object({
      on: z.boolean(),
      earlyWarning: z.enum(EARLY_WARNINGS),
      spamDelivers: z.boolean(),
      zone: z.string().min(1).max(60),
    })
    .partial(),
  output: done,
});

export const getIntakeQuiet = endpoint({
  method: 'GET',
  path: '/api/monitor/intake',
  who: ['admin', 'controller'],
  summary:
    'Whether all sources together are improbably silent: a fault of our own intake is likelier than theirs.',
  output: z.object({
    quiet: z.object({ sinceAt: instant, expected: z.number(), chance: z.number() }).nullable(),
    zone: z.string(),
  }),
});

export const listBranches = endpoint({
  method: 'GET',
  path: '/api/branches',
  who: 'signedIn',
  summary: 'Branches with zone, state and opening hours.',
  output: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        zone: z.string(),
        state: z.string(),
        region: z.string().nullable(),
        hours: z.string(),
      }),
    ),
  }),
});
