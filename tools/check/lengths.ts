import type { Source } from './sources.ts';

const ASKED_ABOUT = 300;
const TOO_LONG = 500;
/** Made by tools/schema.ts, a few lines a table: nobody writes it, and it is looked up, not read. */
const MADE = 'src/server/db/tables.ts';

const lines = ({ text }: Source): number => text.trimEnd().split('\n').length;
const told = (source: Source): string => `${source.path}: ${lines(source)} lines`;

/** Files beyond the limit, and those on the way there (only to think about). */
export function findLongFiles(sources: readonly Source[]): { problems: string[]; hints: string[] } {
  const long = sources
    .filter((source) => source.path !== MADE && lines(source) > ASKED_ABOUT)
    .toSorted((a, b) => lines(b) - lines(a));
  return {
    problems: long
      .filter((source) => lines(source) > TOO_LONG)
      .map((source) => `${told(source)}, more than ${TOO_LONG}: split it.`),
    hints: long.filter((source) => lines(source) <= TOO_LONG).map(told),
  };
}
