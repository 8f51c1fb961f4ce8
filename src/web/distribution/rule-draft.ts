import type { PostcodeRange, Rule } from '../../domain/distribution/settings.ts';

/** A rule that asks for nothing yet. */
export const newRule = (): Rule => ({
  id: newId(),
  sources: [],
  branches: [],
  brands: [],
  condition: null,
  postcodes: [],
  target: { to: 'person', personId: '' },
});

/** `crypto.randomUUID` is only there over https. */
const newId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
};

/** "80-82, 85276" as ranges; what is no postcode stays as written, so that it can be said to be wrong. */
export const parsePostcodes = (text: string): PostcodeRange[] =>
  text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [from = '', to = from] = part.split(/\s*[-–]\s*/);
      return { from, to };
    });

export const formatPostcodes = (ranges: readonly PostcodeRange[]): string =>
  ranges.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ');

/** The same list with one of its parts moved by one place. */
export const moved = <T>(list: readonly T[], position: number, by: -1 | 1): T[] => {
  const next = [...list];
  const [part] = next.splice(position, 1);
  if (part !== undefined) next.splice(position + by, 0, part);
  return next;
};
