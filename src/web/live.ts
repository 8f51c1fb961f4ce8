import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { LIVE_EVENTS, LIVE_PATH } from '../contract/live.ts';
import { useSession } from './session.ts';

const GATHER_MS = 400;
const RETRY_MS = 5_000;
const POLL_MS = 30_000;

/**
 * Keeps the shown data live. Each event of the server is the first part of the query keys that must be asked again:
 * its hints while its channel is open, a slow poll while it is not.
 */
export const useLive = () => {
  const client = useQueryClient();
  // An operator without a dealership has nothing to hear.
  const dealershipId = useSession().account?.dealershipId;
  useEffect(() => (dealershipId ? listen(client) : undefined), [client, dealershipId]);
};

const listen = (client: QueryClient) => {
  const changed = new Set<string>();
  let gathering: number | undefined;
  let retrying: number | undefined;
  let channel: EventSource | undefined;

  const refresh = () => {
    gathering = undefined;
    for (const topic of changed) void client.invalidateQueries({ queryKey: [topic] });
    changed.clear();
  };
  // A burst of enquiries is one refresh, not one per event.
  const hear = (...topics: string[]) => {
    for (const topic of topics) changed.add(topic);
    gathering ??= window.setTimeout(refresh, GATHER_MS);
  };

  const open = () => {
    channel = new EventSource(LIVE_PATH);
    for (const topic of LIVE_EVENTS) channel.addEventListener(topic, () => hear(topic));
    // Whatever happened while the channel was closed was not told.
    channel.addEventListener('open', () => hear(...LIVE_EVENTS));
    channel.addEventListener('error', () => {
      if (channel?.readyState === EventSource.CLOSED) retrying = window.setTimeout(open, RETRY_MS);
    });
  };
  open();

  const polling = window.setInterval(() => {
    if (channel?.readyState !== EventSource.OPEN) hear(...LIVE_EVENTS);
  }, POLL_MS);

  return () => {
    channel?.close();
    window.clearInterval(polling);
    window.clearTimeout(gathering);
    window.clearTimeout(retrying);
  };
};
