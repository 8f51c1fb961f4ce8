/**
 * Server-sent events for whoever is signed in: `leads`, `outbox` or `messages` says that something of the own dealership changed
 * there. A hint only: on every (re)connection the screens read anew.
 */
export const LIVE_PATH = '/api/live';

export const LIVE_EVENTS = ['leads', 'outbox', 'messages'] as const;
export type LiveEvent = (typeof LIVE_EVENTS)[number];
