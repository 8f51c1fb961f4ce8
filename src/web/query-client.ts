import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { getSession } from '../contract/session.ts';
import { ProblemError } from './api.ts';

/**
 * A session that ended elsewhere is noticed by the next refused call: asking again sends people to the sign-in.
 * A server that was not there makes the banner look at once.
 */
const onError = (error: Error) => {
  if (!(error instanceof ProblemError)) return;
  if (error.code === 'notSignedIn') void queryClient.invalidateQueries({ queryKey: [getSession.path] });
  if (error.code === 'unavailable')
    void queryClient.invalidateQueries({ queryKey: ['health'] }, { cancelRefetch: false });
};

/**
 * Query keys begin with the feature: `leads`, `outbox`, … The live channel names the feature that changed, and
 * everything under it is asked again. Refusals are answers, so they are not tried again.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (failures, error) =>
        failures < 2 && !(error instanceof ProblemError && error.status < 500 && error.status > 0),
    },
  },
});
