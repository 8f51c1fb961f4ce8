import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { type Check, checkInstallation } from './doctor-checks.ts';

const SIGNS = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' } as const;

export const doctor: Command<{ ok: boolean; checks: readonly Check[] }> = {
  name: 'doctor',
  summary: 'check the installation and say what to do',
  usage: ['doctor', '', 'Exit code 1 when something fails.'],
  options: {},

  async run() {
    const checks = await checkInstallation(readConfig());
    const isWell = checks.every(({ state }) => state !== 'fail');
    if (!isWell) process.exitCode = 1;
    return { ok: isWell, checks };
  },

  describe: ({ checks }) => checks.map(describeCheck).join('\n'),
};

const describeCheck = ({ name, state, says, doThis }: Check): string => {
  const line = `${SIGNS[state]}  ${name.padEnd(12)} ${says}`;
  return doThis ? `${line}\n      ${' '.repeat(12)} -> ${doThis}` : line;
};
