import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface StartedProgram {
  readonly process: ChildProcess;
  /** The program's first line on standard output. */
  readonly firstLine: string;
  /** kill -9, and the certainty that it is gone. */
  kill(): Promise<void>;
}

/** Starts one of the small programs in this folder and waits until it has said its first line. */
export async function startProgram(name: string, words: readonly string[]): Promise<StartedProgram> {
  const program = spawn(process.execPath, [join(import.meta.dirname, name), ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  const lines = createInterface({ input: program.stdout });
  const [firstLine] = await Promise.race([
    once(lines, 'line'),
    ended.then(([code]) => Promise.reject(new Error(`${name} ended with ${code} before it said a word`))),
  ]);
  return {
    process: program,
    firstLine: String(firstLine),
    async kill() {
      program.kill('SIGKILL');
      await ended;
    },
  };
}
