/** One value that is another than before; null: it was not there, or is not any more. */
export interface Difference {
  /** From the outside in: `scope`, `branches`. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * What differs between two JSON values, as deep as both are objects or absent. Lists are compared as a whole, and so
 * are objects that `isOneThing` says people speak of as one.
 */
export const differencesOf = (
  before: unknown,
  after: unknown,
  isOneThing: (path: readonly string[]) => boolean = () => false,
  path: readonly string[] = [],
): Difference[] => {
  if (isSame(before, after)) return [];
  const goesDeeper = (isRecord(before) || isRecord(after)) && isRecordOrNone(before) && isRecordOrNone(after);
  if (!goesDeeper || isOneThing(path)) return [{ path, before: before ?? null, after: after ?? null }];
  const keys = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...keys].flatMap((key) => differencesOf(before?.[key], after?.[key], isOneThing, [...path, key]));
};

type JsonObject = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRecordOrNone = (value: unknown): value is JsonObject | null | undefined =>
  value === null || value === undefined || isRecord(value);

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
