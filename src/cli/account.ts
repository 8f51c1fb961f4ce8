import { z } from 'zod';
import { readConfig } from '../config.ts';
import { ROLES } from '../domain/accounts/roles.ts';
import { createAccount } from '../server/accounts/commands.ts';
import { requireDealership } from '../server/settings/store.ts';
import type { Command } from './command.ts';
import { withDatabase } from './database.ts';
import { checkInput, requireOptions } from './options.ts';

const REQUIRED = ['dealership', 'mail', 'password', 'name', 'role'] as const;

const input = z.object({
  dealership: z.uuid(),
  mail: z.email(),
  password: z.string().max(200),
  name: z.string().trim().min(1).max(100),
  role: z.array(z.enum(ROLES)).min(1),
});

export const account: Command<{ accountId: string }> = {
  name: 'account',
  summary: 'give a person access to a dealership',
  usage: [
    'account --dealership ID --mail b@example.org --password … --name "Bernd Bussard" --role seller',
    '',
    '--dealership  id, as "setup" printed it',
    `--role        ${ROLES.join(', ')}; repeatable`,
    '--password    at least 10 characters',
  ],
  options: {
    dealership: { type: 'string' },
    mail: { type: 'string' },
    password: { type: 'string' },
    name: { type: 'string' },
    role: { type: 'string', multiple: true },
  },

  async run(values) {
    requireOptions(account, values, REQUIRED);
    const { dealership: dealershipId, role: roles, ...person } = checkInput(input, values);
    return withDatabase(readConfig(), (database) =>
      database.acrossDealerships(async (work) => {
        await requireDealership(work, dealershipId);
        return { accountId: await createAccount({ ...work, dealershipId }, { ...person, roles }, null) };
      }),
    );
  },

  describe: ({ accountId }) => `Account ${accountId}`,
};
