import * as contract from '../../contract/customers.ts';
import { dealershipRoute, type Route } from '../http/route.ts';
import { mergeCustomers, separateCustomer } from './commands.ts';
import { customerOfLead, requireSight } from './panel.ts';

export const customerRoutes = (): Route[] => [
  dealershipRoute(contract.getCustomer, async (work, { params }, caller) => ({
    customer: await customerOfLead(work, params.id, caller),
  })),
  dealershipRoute(contract.mergeCustomer, async (work, { params, body }, caller) => {
    await requireSight(work, [params.id, body.into], caller);
    await mergeCustomers(work, params.id, body.into, caller.accountId);
    return { ok: true } as const;
  }),
  dealershipRoute(contract.separateCustomer, async (work, { params }, caller) => {
    await requireSight(work, [params.id], caller);
    await separateCustomer(work, params.id, caller.accountId);
    return { ok: true } as const;
  }),
];
