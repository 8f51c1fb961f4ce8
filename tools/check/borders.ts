import { isTest, lineAt, type Import, type Source } from './sources.ts';

/** The rooms of architecture.md: what each may use of ours, and of npm (`undefined`: anything). */
interface Room {
  readonly mayUse: readonly string[];
  readonly packages?: readonly string[];
  readonly rightWay: string;
}

const PURE = 'It decides only: let the server read and write, and hand the values in.';

const ROOMS: Readonly<Record<string, Room>> = {
  domain: {
    mayUse: ['domain'],
    packages: ['saxes', 'libphonenumber-js', 'html-to-text'],
    rightWay: PURE,
  },
  contract: {
    mayUse: ['contract', 'domain'],
    packages: ['zod'],
    rightWay: 'It describes shapes with zod: move what both sides share to domain/.',
  },
  i18n: {
    mayUse: ['i18n', 'domain'],
    packages: [],
    rightWay: 'It holds texts: hand values in as placeholders.',
  },
  server: {
    mayUse: ['server', 'domain', 'contract', 'i18n', 'config.ts'],
    rightWay: 'The web app is reached over HTTP only: share shapes in contract/, rules in domain/.',
  },
  web: {
    mayUse: ['web', 'domain', 'contract', 'i18n'],
    rightWay: 'The server is reached over HTTP only: share shapes in contract/, rules in domain/.',
  },
  cli: {
    mayUse: ['cli', 'server', 'domain', 'contract', 'i18n', 'config.ts'],
    rightWay: 'Commands never draw screens.',
  },
};

/** Server folders that carry a part of the product; db, http, smtp, engine and mail carry the features. */
const FEATURES =
  'accounts|acknowledgement|conversation|distribution|escalation|intake|leads|settings|sources|stats'.split(
    '|',
  );
/**
 * What a feature shows the others; `receiving.ts` makes leads, however an enquiry came, and `reapply.ts` gives open leads new
 * times, whichever settings change.
 */
const DOORS = ['commands.ts', 'store.ts', 'receiving.ts', 'reapply.ts'];

/** Words a file may not say, with the files that may. */
const WORDS: readonly { word: RegExp; allowed: (path: string) => boolean; rightWay: string }[] = [
  {
    word: /\bprocess\.env\b/g,
    allowed: (path) => path === 'src/config.ts',
    rightWay: 'Read it in src/config.ts and hand the Config down.',
  },
  {
    word: /\bTemporal\.Now\b|\bDate\.now\(|\bnew Date\(\)|\bperformance\.now\(/g,
    allowed: (path) => path === 'src/server/clock.ts' || path === 'src/web/clock.ts',
    rightWay:
      'There is one clock: take `now` as a parameter (src/server/clock.ts, in the browser src/web/clock.ts).',
  },
  {
    word: /\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(/g,
    allowed: (path) => !path.startsWith('src/domain/'),
    rightWay: 'domain/ knows no chance: hand the value in.',
  },
  {
    word: /\bas unknown as\b/g,
    allowed: () => false,
    rightWay: 'Check the shape (zod, a type guard) instead of asserting it twice.',
  },
];

/** Every breach of the borders, as `file:line message`. */
export function findBreaches(sources: readonly Source[]): string[] {
  const inRooms = sources.filter(({ path }) => path.startsWith('src/'));
  return [
    ...inRooms.flatMap((source) => source.imports.flatMap((used) => breachesOf(source, used))),
    ...inRooms.filter(({ path }) => !isTest(path)).flatMap(forbiddenWords),
    ...findCycles(inRooms),
  ];
}

function breachesOf({ path }: Source, used: Import): string[] {
  const breaches: string[] = [];
  const say = (message: string): void => void breaches.push(`${path}: ${message}`);
  const [from = '', feature = ''] = path.split('/').slice(1);
  const room = ROOMS[from];
  const [top, to = '', otherFeature = ''] = used.target.split('/');

  if (used.passedOn && used.ours)
    say(`passes on ${used.target}. Import it where it is defined; we have no barrels.`);
  if (room === undefined) return breaches;
  if (!used.ours) {
    const allowed =
      room.packages?.includes(used.target) ??
      (from === 'server' || from === 'cli' || !used.target.startsWith('node:'));
    if (!allowed && !isTest(path)) say(`${from}/ does not use ${used.target}. ${room.rightWay}`);
    return breaches;
  }
  if (top === 'test' && isTest(path)) return breaches;
  if (top !== 'src' || !room.mayUse.includes(to))
    say(`${from}/ does not use ${used.target}. ${room.rightWay}`);
  const toOtherFeature =
    from === 'server' &&
    to === 'server' &&
    feature !== otherFeature &&
    FEATURES.includes(feature) &&
    FEATURES.includes(otherFeature);
  if (
    toOtherFeature &&
    !used.typeOnly &&
    !isTest(path) &&
    !DOORS.some((door) => used.target.endsWith(`/${door}`))
  ) {
    say(
      `${feature} reaches into ${used.target}. Use ${DOORS.map((door) => `${otherFeature}/${door}`).join(' or ')}.`,
    );
  }
  return breaches;
}

function forbiddenWords({ path, code }: Source): string[] {
  return WORDS.filter(({ allowed }) => !allowed(path)).flatMap(({ word, rightWay }) =>
    [...code.matchAll(word)].map(
      (found) => `${path}:${lineAt(code, found.index)}: ${found[0]} does not belong here. ${rightWay}`,
    ),
  );
}

/** Circles of runtime imports, each told once, from the file that comes first in the alphabet. */
function findCycles(sources: readonly Source[]): string[] {
  const graph = new Map(
    sources.map(({ path, imports }) => [
      path,
      imports.filter(({ ours, typeOnly }) => ours && !typeOnly).map(({ target }) => target),
    ]),
  );
  const done = new Set<string>();
  const cycles = new Map<string, string>();
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      const circle = trail.slice(at);
      const key = circle.toSorted().join();
      if (!cycles.has(key))
        cycles.set(
          key,
          `${[...circle, path].join(' -> ')}: a circle. Move what both need to a file of its own.`,
        );
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...cycles.values()];
}
