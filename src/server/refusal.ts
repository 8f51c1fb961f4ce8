import type { ProblemCode } from '../contract/problem.ts';

/** The product says no, for a reason a person can act upon. Becomes a problem document, or a line in the terminal. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly { path: string; message: string }[];
  /** What the code's sentence names: a person. */
  readonly words: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    detail: string,
    fields: readonly { path: string; message: string }[] = [],
    words: Readonly<Record<string, string>> = {},
  ) {
    super(detail);
    this.code = code;
    this.fields = fields;
    this.words = words;
  }
}
