import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** One file of ours, as the checks look at it. Paths are relative to the repository, with `/`. */
export interface Source {
  readonly path: string;
  readonly text: string;
  /** The same without comments, line by line. */
  readonly code: string;
  readonly imports: readonly Import[];
}

export interface Import {
  /** A path of ours, or the name of a package (`node:fs`, `@scope/name`). */
  readonly target: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
  /** `export … from`: passes on what it does not define. */
  readonly passedOn: boolean;
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/');

export function readSources(...patterns: readonly string[]): Source[] {
  return patterns
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .sort()
    .map((path) => sourceOf(path, readFileSync(join(ROOT, path), 'utf8')));
}

export function sourceOf(path: string, text: string): Source {
  const code = withoutComments(text);
  return { path, text, code, imports: readImports(path, code) };
}

const STRING_OR_COMMENT =
  /("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[^]*?\*\//g;

const withoutComments = (text: string): string =>
  text.replace(
    STRING_OR_COMMENT,
    (found, string: string | undefined) => string ?? found.replace(/[^\n]/g, ' '),
  );

const STATEMENT = /^\s*(import|export)\s+(type\s)?([^;'"`=]*?from\s*)?['"]([^'"]+)['"]/gm;
const DYNAMIC = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

function readImports(path: string, code: string): Import[] {
  const statements = [...code.matchAll(STATEMENT)].map(([, keyword, type, , target = '']) => ({
    ...resolveTarget(path, target),
    typeOnly: type !== undefined,
    passedOn: keyword === 'export',
  }));
  const dynamic = [...code.matchAll(DYNAMIC)].map(([, target = '']) => ({
    ...resolveTarget(path, target),
    typeOnly: false,
    passedOn: false,
  }));
  return [...statements, ...dynamic];
}

function resolveTarget(from: string, target: string): Pick<Import, 'target' | 'ours'> {
  if (target.startsWith('.')) return { target: join(dirname(from), target), ours: true };
  const parts = target.split('/');
  const name = target.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? target);
  return { target: name, ours: false };
}

/** 1-based line of a position in a text. */
export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;
