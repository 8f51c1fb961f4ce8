import { ConfigError } from './config.ts';

/** Ctrl-C, `kill`, or the end of the process that started us. */
export const untilAskedToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
    process.once('disconnect', () => resolve());
  });

/** Runs a program to its end; what went wrong is said in plain words on standard error. */
export const runProgram = async (main: () => Promise<void>): Promise<never> => {
  try {
    await main();
    process.exit(0);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const place = cause instanceof ConfigError ? 'The environment is wrong:\n' : '';
    process.stderr.write(`${place}${message}\n`);
    process.exit(1);
  }
};
