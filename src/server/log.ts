import pino from 'pino';

/** What happens, for whoever runs the installation: never what customers wrote, never a password. */
export type Log = pino.Logger;

interface Line {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string; readonly stack?: string };
}

/** Writes to standard error: JSON lines, or plain ones when a person looks at a terminal. */
export const openLog = (plain = process.stderr.isTTY): Log =>
  pino(
    { level: 'info', base: null },
    plain
      ? { write: (line: string) => process.stderr.write(plainLine(line)) }
      : pino.destination({ dest: 2, sync: true }),
  );

const INFO = 30;

const plainLine = (line: string): string => {
  const { level, time, msg, err, ...rest } = JSON.parse(line) as Line;
  const clock = Temporal.Instant.fromEpochMilliseconds(time)
    .toZonedDateTimeISO(Intl.DateTimeFormat().resolvedOptions().timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'second' });
  const grave = level > INFO ? `${pino.levels.labels[level]?.toUpperCase()} ` : '';
  const details = Object.keys(rest).length > 0 ? ` ${JSON.stringify(rest)}` : '';
  const cause = err ? `\n${err.stack ?? err.message}` : '';
  return `${clock} ${grave}${msg ?? err?.message ?? ''}${details}${cause}\n`;
};
