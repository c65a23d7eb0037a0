/** A contender as a process of its own, which listens on the loopback address. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, seen from dist/bench/frame. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const COMPILED = path.join(ROOT, 'dist/bench');

export interface Contender {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Signs in to PostgreSQL: tells its backends from those of others. */
  readonly role: string;
  end(): Promise<void>;
}

export interface ContenderOptions {
  readonly name: string;
  readonly role: string;
  readonly env: Readonly<Record<string, string>>;
  /** Arguments of Node, the script among them. */
  readonly args: readonly string[];
  /** Another Node than ours. */
  readonly node?: string;
}

const running = new Set<ChildProcess>();

/** For a run that is broken off. */
export function endAllContenders(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Resolves when it has written the address that it listens on. @throws Error with what it wrote when it ends before */
export async function startContender(o: ContenderOptions): Promise<Contender> {
  const child = spawn(o.node ?? process.execPath, o.args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', PORT: '0', ...o.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  let written = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      written = (written + chunk.toString()).slice(-20_000);
      const found = /(http:\/\/127\.0\.0\.1:\d+)\/graphql/.exec(written)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.stderr.pipe(process.stderr, { end: false }); // why an answer was an error, where only its number is told
    child.once('exit', (code) => reject(new Error(`${o.name} ended with ${code}:\n${written}`)));
  });
  return { name: o.name, pid: child.pid ?? 0, url, role: o.role, end: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}
