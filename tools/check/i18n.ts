import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readSources, type Source } from './sources.ts';

/** A dictionary as flat `feature.group.key` -> text. */
export type Texts = ReadonlyMap<string, string>;

const LANGUAGES = ['de', 'en'] as const;

/** Problems of the dictionaries: keys or placeholders that differ, keys nobody has, keys nobody asks for. */
export async function findTextProblems(): Promise<string[]> {
  if (!existsSync(join(ROOT, 'src/i18n'))) return [];
  const [german, english] = await Promise.all(LANGUAGES.map(loadTexts));
  if (german === undefined || english === undefined) return [];
  const askers = readSources('src/{web,server,cli}/**/*.{ts,tsx}');
  return [...compareTexts(german, english), ...compareWithUse(german, askers)];
}

async function loadTexts(language: (typeof LANGUAGES)[number]): Promise<Texts> {
  const module: Record<string, unknown> = await import(join(ROOT, `src/i18n/${language}/${language}.ts`));
  return new Map(flatten(module[language], ''));
}

function flatten(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`src/i18n: ${path} is no text.`);
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, path === '' ? key : `${path}.${key}`),
  );
}

export function compareTexts(german: Texts, english: Texts): string[] {
  const keys = [...new Set([...german.keys(), ...english.keys()])];
  return keys.flatMap((key) => {
    const [de, en] = [german.get(key), english.get(key)];
    if (de === undefined) return [`${key} is in English only: give it a German text.`];
    if (en === undefined) return [`${key} is in German only: give it an English text.`];
    const problems = [de, en].some((text) => text.trim() === '') ? [`${key} has an empty text.`] : [];
    const [inGerman, inEnglish] = [placeholders(de), placeholders(en)];
    if (inGerman !== inEnglish)
      problems.push(`${key} has {{${inGerman}}} in German, {{${inEnglish}}} in English.`);
    return problems;
  });
}

const placeholders = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(([, name]) => name))]
    .toSorted()
    .join('}}, {{');

/**
 * Keys stand in the code as literals, or as templates with one part open (`leads.view.${view}`); both count as
 * use wherever they stand, for a key may be chosen in one place and shown in another.
 */
export function compareWithUse(german: Texts, askers: readonly Source[]): string[] {
  const known = new Set([...german.keys()].map(withoutPlural));
  const groups = new Set([...known].map((key) => key.split('.')[0]));
  const used = new Set<string>();
  const problems: string[] = [];
  for (const { path, code } of askers) {
    for (const [, called, literal = ''] of code.matchAll(/(\bt\(\s*)?'([a-z]\w*(?:\.\w+)+)'/g)) {
      if (known.has(literal)) used.add(literal);
      else if (called && groups.has(literal.split('.')[0]))
        problems.push(`${path}: there is no text "${literal}".`);
    }
    for (const [, template = ''] of code.matchAll(/`([a-z]\w*\.[^`\n]*\$\{[^`\n]*)`/g)) {
      const pattern = templatePattern(template);
      for (const key of known) if (pattern.test(key)) used.add(key);
    }
  }
  const unused = Object.groupBy(
    [...known].filter((key) => !used.has(key)),
    (key) => key.split('.')[0] ?? key,
  );
  for (const [group, keys = []] of Object.entries(unused)) {
    problems.push(`src/i18n/de/${group}.ts has texts that are never shown, remove them: ${keys.join(', ')}`);
  }
  return problems;
}

const withoutPlural = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');

const templatePattern = (template: string): RegExp =>
  new RegExp(
    `^${template
      .split(/\$\{[^}]*\}/)
      .map(RegExp.escape)
      .join('[\\w.]+')}$`,
  );
