import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type BenchOptions, machine, type Report } from './measure.ts';

type Bench = (options: BenchOptions) => Promise<Report>;

/** Loaded only when asked for: each brings its own peers. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  calendar: async () => (await import('./calendar.ts')).benchCalendar,
  engine: async () => (await import('./engine.ts')).benchEngine,
  reapply: async () => (await import('./reapply.ts')).benchReapply,
  'engine-idle': async () => (await import('./engine-idle.ts')).benchEngineIdle,
  intake: async () => (await import('./intake.ts')).benchIntake,
  lateness: async () => (await import('./lateness.ts')).benchLateness,
};

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, json: { type: 'string' } },
  allowPositionals: true,
});
const [name = ''] = positionals;
const load = BENCHES[name];

if (!load) {
  console.error(`Usage: npm run bench -- <${Object.keys(BENCHES).join('|')}> [--quick] [--json file]`);
  process.exitCode = 2;
} else {
  const bench = await load();
  const report = await bench({ quick: values.quick });
  console.log(`${name} on ${machine()}${values.quick ? ' (quick: figures mean nothing)' : ''}`);
  console.table(report.rows);
  for (const { bar, measured, held } of report.bars)
    console.log(`${held ? 'held  ' : 'MISSED'} ${bar}: ${measured}`);
  if (values.json) {
    const result = { bench: name, quick: values.quick, machine: machine(), ...report };
    await writeFile(values.json, `${JSON.stringify(result, null, 2)}\n`);
  }
}
