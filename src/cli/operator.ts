import { z } from 'zod';
import { readConfig } from '../config.ts';
import { createOperator } from '../server/accounts/commands.ts';
import type { Command } from './command.ts';
import { withDatabase } from './database.ts';
import { checkInput, requireOptions } from './options.ts';

const input = z.object({
  mail: z.email(),
  password: z.string().max(200),
  name: z.string().trim().min(1).max(100),
  language: z.enum(['de', 'en']).default('de'),
});

export const operator: Command<{ operatorId: string }> = {
  name: 'operator',
  summary: 'let a person run the installation: see its dealerships and set up further ones',
  usage: [
    'operator --mail o@example.org --password … --name "Olga Otter"',
    '',
    '--password  at least 10 characters',
    '--language  de (the default) or en: in which the product speaks and writes to them',
  ],
  options: {
    mail: { type: 'string' },
    password: { type: 'string' },
    name: { type: 'string' },
    language: { type: 'string' },
  },

  async run(values) {
    requireOptions(operator, values, ['mail', 'password', 'name']);
    const person = checkInput(input, values);
    return withDatabase(readConfig(), (database) =>
      database.acrossDealerships(async (work) => ({ operatorId: await createOperator(work, person) })),
    );
  },

  describe: ({ operatorId }) => `Operator ${operatorId}`,
};
