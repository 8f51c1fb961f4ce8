import type { z } from 'zod';
import { type Command, type OptionValues, UsageError } from './command.ts';

/** The value of an option that takes one text. */
export const textOf = (values: OptionValues, name: string): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

/** The values of an option that may be given several times. */
export const textsOf = (values: OptionValues, name: string): string[] | undefined => {
  const value = values[name];
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : undefined;
};

/** @throws {UsageError} naming every option that is missing */
export const requireOptions = (
  { name, options }: Pick<Command, 'name' | 'options'>,
  values: OptionValues,
  required: readonly string[],
): void => {
  const missing = required.filter((option) => options[option] && values[option] === undefined);
  if (missing.length > 0)
    throw new UsageError(`${name} needs ${missing.map((option) => `--${option}`).join(', ')}`);
};

/**
 * What the options say, checked.
 *
 * @param optionOf the option behind a part of the input, where they differ in name
 * @throws {UsageError} naming every wrong option
 */
export const checkInput = <Schema extends z.ZodType>(
  schema: Schema,
  input: object,
  optionOf: Readonly<Record<string, string>> = {},
): z.output<Schema> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const option = optionOf[path.join('.')] ?? String(path[0]);
    return `--${option}: ${message}`;
  });
  throw new UsageError(problems.join('; '));
};
