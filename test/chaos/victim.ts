import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, '../../src/main.ts');

/** The whole program as a process of its own, to be killed. */
export interface Victim {
  /** The port mail comes in by, once the program says that it is ready; null when it ended before that. */
  readonly ready: Promise<number | null>;
  /** What it said on its way, when it ended by itself. */
  complaints(): string;
  /** SIGKILL: nothing is finished, nothing is said. Resolves when the process is gone. */
  kill(): Promise<void>;
}

/** Launches the product as an operator does. */
export const launchVictim = (env: Record<string, string>): Victim => {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, LEADWACHT_HTTP_PORT: '0', LEADWACHT_SMTP_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const readPort = async (): Promise<number | null> => {
    let port: number | null = null;
    for await (const line of createInterface({ input: child.stdout })) {
      port = Number(/Mail in: +\S+?:(\d+) /.exec(line)?.[1] ?? port);
      if (line.includes('Ctrl-C')) return port || null;
    }
    return null;
  };
  return {
    ready: readPort(),
    complaints: () => errors.join(''),
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

/** The same, when it is ready. */
export const startVictim = async (env: Record<string, string>): Promise<Victim> => {
  const victim = launchVictim(env);
  if ((await victim.ready) === null) throw new Error(`The program did not start: ${victim.complaints()}`);
  return victim;
};
