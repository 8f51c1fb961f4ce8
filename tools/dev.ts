/**
 * `npm run dev`: the server, started anew whenever one of its files changes, and Vite's dev server for the web
 * app, which passes API calls on to it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createServer } from 'vite';
import { readConfig } from '../src/config.ts';

const root = join(import.meta.dirname, '..');
const { host, httpPort } = readConfig(process.env);

const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'src/main.ts'], {
  cwd: root,
  stdio: 'inherit',
});
const web = await createServer({
  configFile: join(root, 'vite.config.ts'),
  server: { proxy: { '/api/': `http://${host}:${httpPort}` } },
});
await web.listen();
web.printUrls();

const stop = () => server.kill('SIGTERM');
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.once(signal, stop);
await once(server, 'exit');
await web.close();
process.exit();
