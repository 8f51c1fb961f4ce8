import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** The whole program as a process of its own, to be killed. */
export interface Victim {
  readonly smtpPort: number;
  /** SIGKILL: nothing is finished, nothing is said. Resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Starts the product as an operator does and waits until it says that it is ready. */
export const startVictim = async (env: Record<string, string>): Promise<Victim> => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, LEADWACHT_HTTP_PORT: '0', LEADWACHT_SMTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const errors: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const smtpPort = await readPort(child);
  if (smtpPort === null) throw new Error(`The program did not start: ${errors.join('')}`);
  return {
    smtpPort,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

const readPort = async (child: ChildProcess): Promise<number | null> => {
  if (!child.stdout) return null;
  let port: number | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    port = Number(/Mail in: +\S+?:(\d+) /.exec(line)?.[1] ?? port);
    if (line.includes('Ctrl-C')) break;
  }
  return port || null;
};
