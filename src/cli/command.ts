import type { ParseArgsConfig } from 'node:util';

/** Option values as `util.parseArgs` delivers them. */
export type OptionValues = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** One operator command. `run` returns what `--json` prints; `describe` says the same to a person. */
export interface Command<Result = unknown> {
  readonly name: string;
  readonly summary: string;
  /** Lines below "Usage:", without the program's name. */
  readonly usage: readonly string[];
  readonly options: NonNullable<ParseArgsConfig['options']>;
  readonly positionals?: readonly string[];
  run(values: OptionValues, positionals: readonly string[]): Promise<Result>;
  describe(result: Result): string;
}

/** Wrong input: one clear line for the operator, exit code 2. */
export class UsageError extends Error {}
