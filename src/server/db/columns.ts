import { type RawBuilder, sql } from 'kysely';

/**
 * One column of many rows as the text of a PostgreSQL array; only for numbers, ids and other words that need no quotes.
 * pg's own way with arrays asks of every value what it is and quotes it: four times the cost.
 */
export const listOf = <Row>(rows: readonly Row[], value: (row: Row) => string | number | null): string =>
  `{${rows.map((row) => value(row) ?? 'null').join()}}`;

/** The same of instants, as milliseconds: for `to_timestamp(… / 1000)`. */
export const msOf = <Row>(rows: readonly Row[], value: (row: Row) => Temporal.Instant | null): string =>
  listOf(rows, (row) => value(row)?.epochMilliseconds ?? null);

/** An instant as a column of milliseconds, and back: of many rows this costs a third of reading the text of each. */
export const msFrom = (instant: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`round(date_part('epoch', ${instant}) * 1000)`;

export const instantFrom = (ms: number | null): Temporal.Instant | null =>
  ms === null ? null : Temporal.Instant.fromEpochMilliseconds(ms);
