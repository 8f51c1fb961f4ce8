import { type SetupInput, setupInput } from '../contract/setup.ts';
import { readConfig } from '../config.ts';
import { SOURCE_KINDS } from '../domain/sources/kinds.ts';
import { DEFAULT_HOURS } from '../domain/time/opening-hours.ts';
import { ensureInstallation } from '../server/settings/installation.ts';
import { setUpDealership, type SetupResult } from '../server/settings/setup.ts';
import { type Command, type OptionValues, UsageError } from './command.ts';
import { withDatabase } from './database.ts';
import { checkInput, requireOptions, textOf, textsOf } from './options.ts';

/** Which option a part of the input was given by. */
const OPTION_OF: Readonly<Record<string, string>> = {
  'admin.mail': 'admin-mail',
  'admin.password': 'admin-password',
  'admin.name': 'admin-name',
};

export const setup: Command<SetupResult> = {
  name: 'setup',
  summary: 'set up a dealership with its sources, recommended times and an admin',
  usage: [
    'setup --name "Autohaus Muster" --state BY --admin-mail a@example.org --admin-password …',
    '',
    '--name            name of the dealership',
    '--state           BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH',
    '--region          part of the state with holidays of its own, e.g. KATH or A in BY',
    `--hours           default "${DEFAULT_HOURS}"; 24/7 allowed`,
    '--source          kind=Name, repeatable; default: mobile.de, AutoScout24 and Homepage',
    `                  kinds: ${SOURCE_KINDS.map(({ kind }) => kind).join(' ')}`,
    '--admin-mail      the admin signs in with this mail address',
    '--admin-password  at least 10 characters',
    '--admin-name      default "Verwalter"',
  ],
  options: {
    name: { type: 'string' },
    state: { type: 'string' },
    region: { type: 'string' },
    hours: { type: 'string' },
    source: { type: 'string', multiple: true },
    'admin-mail': { type: 'string' },
    'admin-password': { type: 'string' },
    'admin-name': { type: 'string', default: 'Verwalter' },
  },

  async run(values) {
    requireOptions(setup, values, ['name', 'state', 'admin-mail', 'admin-password']);
    const input = inputOf(values);
    const config = readConfig();
    return withDatabase(config, async (database) => {
      await ensureInstallation(database);
      return setUpDealership(database, config, input, null);
    });
  },

  describe({ dealershipId, branchId, adminId, sources }) {
    const addresses = sources.map(({ name, leadAddress }) => `  ${name.padEnd(16)} ${leadAddress}`);
    return [
      `Dealership ${dealershipId}, branch ${branchId}, admin ${adminId}`,
      'Lead addresses, to be entered at the exchanges and the homepage:',
      ...addresses,
    ].join('\n');
  },
};

const inputOf = (values: OptionValues): SetupInput =>
  checkInput(
    setupInput,
    {
      name: textOf(values, 'name'),
      state: textOf(values, 'state'),
      region: textOf(values, 'region'),
      hours: textOf(values, 'hours'),
      sources: textsOf(values, 'source')?.map(sourceOf),
      admin: {
        name: textOf(values, 'admin-name'),
        mail: textOf(values, 'admin-mail'),
        password: textOf(values, 'admin-password'),
      },
    },
    OPTION_OF,
  );

const sourceOf = (text: string): { kind: string; name: string } => {
  const [, kind, name] = /^([^=]+)=(.+)$/.exec(text) ?? [];
  if (!kind || !name) throw new UsageError(`--source "${text}": expected kind=Name, e.g. homepage=Homepage`);
  return { kind, name };
};
