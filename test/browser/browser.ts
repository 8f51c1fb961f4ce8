import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';
import Chromium from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Made for functions in the cloud; a test wants a browser as safe and as separate as people have. */
const UNWANTED_FLAGS = [
  '--disable-web-security',
  '--single-process',
  '--no-zygote',
  '--ignore-gpu-blocklist',
  '--in-process-gpu',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/**
 * A real Chromium, headless: the one inside the npm package, or a system browser named by CHROMIUM_PATH.
 * Whoever launches it closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const own = process.env['CHROMIUM_PATH'];
  if (own) return chromium.launch({ executablePath: own, args: ['--no-sandbox'] });
  const folder = await unpackOnce();
  // On a machine under load the packed browser sometimes dies while it starts; then a second start works.
  return launchPacked(folder).catch(() => launchPacked(folder));
}

function launchPacked(folder: string): Promise<Browser> {
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: [...Chromium.args.filter((flag) => !UNWANTED_FLAGS.includes(flag)), '--disable-gpu'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'lib'),
      FONTCONFIG_PATH: folder,
      HOME: folder,
    },
  });
}

/**
 * Unpacks the browser to a place all runs share. Several test processes may do so at the same time: each unpacks
 * beside, then renames, and the first rename wins.
 */
async function unpackOnce(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'The packed browser is for linux-x64 only: name an installed Chromium or Chrome in CHROMIUM_PATH.',
    );
  }
  const packed = resolve(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin');
  const { version } = JSON.parse(await readFile(join(packed, '../package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(tmpdir(), `leadwacht-chromium-${version}-${process.getuid?.()}`);
  if (await exists(folder)) return folder;

  const half = await mkdtemp(`${folder}-`);
  const archives = ['al2023', 'swiftshader', 'fonts'];
  await Promise.all([
    decompress(join(packed, 'chromium.br'), createWriteStream(join(half, 'chromium'), { mode: 0o755 })),
    ...archives.map((name) => extract(join(packed, `${name}.tar.br`), half)),
  ]);
  await writeFile(join(half, 'fonts.conf'), fontConfiguration(folder));
  await rename(half, folder).catch(async (error: unknown) => {
    await rm(half, { recursive: true });
    if (!(await exists(folder))) throw error;
  });
  return folder;
}

const decompress = (file: string, target: NodeJS.WritableStream): Promise<void> =>
  pipeline(createReadStream(file), createBrotliDecompress(), target);

async function extract(archive: string, folder: string): Promise<void> {
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'inherit'] });
  const [[code]] = await Promise.all([once(tar, 'exit'), decompress(archive, tar.stdin)]);
  if (code !== 0) throw new Error(`tar could not unpack ${archive} (${code}).`);
}

/** Only the packed fonts: screenshots look the same on every machine. */
const fontConfiguration = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/font-cache</cachedir>
</fontconfig>
`;

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
