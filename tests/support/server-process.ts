/** The built product as a process of its own, as `npm start` runs it. Needs `dist`, which `npm test` builds first. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { mayBePostgres } from '../../api/database/process-state.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ServerProcess {
  readonly pid: number;
  /** Undefined when it ended without getting so far. */
  readonly url: string | undefined;
  /** All that it has written so far. */
  output(): { readonly stdout: string; readonly stderr: string };
  /** Sends to the process alone, or to its whole group as Ctrl-C does, and waits for the end. */
  end(signal: NodeJS.Signals, o?: { group: boolean }): Promise<Exit>;
  readonly exited: Promise<Exit>;
}

export interface ServerOptions {
  readonly env: Readonly<Record<string, string>>;
  /** Options of Node, before the script. */
  readonly node?: readonly string[];
  /** Below a shell, as npm runs it: `pid` is the shell's. */
  readonly shell?: boolean;
}

const running = new Set<ChildProcess>();

/** Resolves when it is ready or has ended. */
export async function startServerProcess(o: ServerOptions): Promise<ServerProcess> {
  const args = [...(o.node ?? []), path.join(ROOT, 'dist/api/main.js')];
  const env = { PATH: process.env['PATH'], PORT: '0', ...o.env };
  // In a group of its own, so that the group can be signalled without us.
  const [command, ...rest] = o.shell
    ? ['/bin/sh', '-c', '"$@"; exit $?', 'sh', process.execPath, ...args]
    : [process.execPath, ...args];
  const child = spawn(command, rest, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  const exited = once(child, 'close').then(([code, signal]: unknown[]) => {
    running.delete(child);
    return { code, signal } as Exit;
  });
  const ready = (async () => {
    while (running.has(child) && !written.stdout.includes('is ready')) await sleep(10);
  })();
  await Promise.race([ready, exited]);
  const { pid } = child;
  if (pid === undefined) throw new Error('the server process could not be made');
  return {
    pid,
    url: /(http:\S+)\/graphql/.exec(written.stdout)?.[1],
    output: () => ({ ...written }),
    exited,
    async end(signal, { group } = { group: false }) {
      process.kill(group ? -pid : pid, signal);
      return exited;
    },
  };
}

/** For `afterAll`: ends what a failed test left. */
export async function endServerProcesses(): Promise<void> {
  for (const child of running) {
    child.kill('SIGTERM');
    await once(child, 'close');
  }
}

/** The PostgreSQL of a data folder: its process, and how to connect as the owner. */
export async function embeddedServer(folder: string): Promise<{ pid: number; ownerUrl: string; isAlive(): boolean }> {
  const at = (name: string): Promise<string> => readFile(path.join(folder, 'postgres', name), 'utf8');
  const [pid, , , port] = (await at('data/postmaster.pid')).split('\n');
  const password = (await at('password')).trim();
  return {
    pid: Number(pid),
    ownerUrl: `postgres://marketgrid:${password}@127.0.0.1:${port}/marketgrid`,
    isAlive: () => mayBePostgres(Number(pid)),
  };
}
