import type { LeadItem } from '../../contract/leads.ts';
import { hasRole, useSession } from '../session.ts';

type Waiting = Pick<LeadItem, 'status' | 'assigneeId' | 'toDistribute'>;

/** What is offered for a lead that nobody has yet: to give it to somebody, or to take it; null when it does not wait. */
export const useWaitingAct = () => {
  const session = useSession();
  // Whoever sees what is to be distributed is there to do it; of the pool, those who only distribute take nothing themselves.
  const distributesAll = hasRole(session, 'dispatcher') && !hasRole(session, 'seller');
  return ({ status, assigneeId, toDistribute }: Waiting): 'distribute' | 'take' | null => {
    if (status === 'closed' || assigneeId !== null) return null;
    return toDistribute || distributesAll ? 'distribute' : 'take';
  };
};
