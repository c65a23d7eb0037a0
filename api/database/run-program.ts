/** Runs one of PostgreSQL's programs to its end. */
import { spawn } from 'node:child_process';

/** The account that a program runs as; empty means ours. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
  readonly name?: string;
}

export interface Outcome {
  readonly code: number;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/**
 * `cwd` must be a folder that `account` may enter. The program gets a process group of its own: Ctrl-C in a terminal goes
 * to the whole group, and PostgreSQL must outlive the drain. Ends at `exit`, not `close`: the server that `pg_ctl start`
 * leaves behind keeps the pipes open.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  o: { cwd: string; account: Account },
): Promise<Outcome> {
  return new Promise((resolve) => {
    const { uid, gid } = o.account;
    const child = spawn(file, args, {
      cwd: o.cwd,
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('exit', (code) => {
      // One turn of the event loop, so that what the pipes still hold is read before they are shut.
      setImmediate(() => {
        child.stdout.destroy();
        child.stderr.destroy();
        resolve({ code: code ?? 1, output: output.trim() });
      });
    });
  });
}
