/** Starts, finds and stops the PostgreSQL server of one cluster, through `pg_ctl`, which waits and reports. */
import { readFile, realpath, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './data-folder.ts';
import { freePort } from './free-port.ts';
import { mayBePostgres } from './process-state.ts';
import { type Account, type Outcome, runProgram } from './run-program.ts';
import { StartupFault } from '../startup-fault.ts';

const LARGEST_LOG = 10_000_000;
const PATIENCE_MS = 60_000;

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  timezone: 'UTC',
  log_checkpoints: 'off',
};
/** Throw-away data: nothing is flushed, and no autovacuum sits on a template that is being copied. */
const EPHEMERAL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

export class Postmaster {
  readonly #cluster: Cluster;
  readonly #account: Account;
  readonly #pgCtl: string;
  readonly #settings: Record<string, string>;

  constructor(cluster: Cluster, o: { account: Account; pgCtl: string; ephemeral: boolean }) {
    this.#cluster = cluster;
    this.#account = o.account;
    this.#pgCtl = o.pgCtl;
    this.#settings = o.ephemeral ? { ...SETTINGS, ...EPHEMERAL } : SETTINGS;
  }

  /**
   * Port of the server that runs on this cluster, if one does. Waits for one that is starting or stopping; removes the
   * lock file of one that is gone (see `mayBePostgres`) or that came with a copied folder.
   */
  async runningPort(): Promise<number | undefined> {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(50)) {
      const lines = await this.#lockLines();
      if (lines[0] === '') return undefined;
      if (!mayBePostgres(Number(lines[0])) || !(await this.#isOurs(lines[1]))) {
        await rm(this.#lock, { force: true });
        return undefined;
      }
      if (lines[7]?.trim() === 'ready') return Number(lines[3]);
    }
    throw new StartupFault(`The PostgreSQL in ${this.#cluster.folder} has been starting or stopping for a minute.`);
  }

  get #lock(): string {
    return path.join(this.#cluster.data, 'postmaster.pid');
  }

  /** Process, data folder, start time, port, socket folder, address, shared memory, status: AddToDataDirLockFile. */
  async #lockLines(): Promise<string[]> {
    return (await readFile(this.#lock, 'utf8').catch(() => '')).split('\n');
  }

  async #isOurs(folder: string | undefined): Promise<boolean> {
    const real = (name: string): Promise<string> => realpath(name).catch(() => path.resolve(name));
    return folder === undefined || (await real(folder)) === (await real(this.#cluster.data));
  }

  /** Starts the server, on its last port where that is free. Does not throw: another process may have been quicker. */
  async start(): Promise<Outcome> {
    const { data, log, folder } = this.#cluster;
    const portFile = path.join(folder, 'port');
    const port = await freePort(Number(await readFile(portFile, 'utf8').catch(() => 0)));
    if (((await stat(log).catch(() => undefined))?.size ?? 0) > LARGEST_LOG) await truncate(log);
    const settings = Object.entries(this.#settings).map(([name, value]) => `-c ${name}=${value}`);
    const options = ['-p', String(port), ...settings].join(' ');
    const outcome = await this.#pgCtlRun('-l', log, '-w', '-t', '60', '-o', options, 'start', '-D', data);
    // A wish for the next start, no more: a folder that root has used may hold a port file that is root's.
    if (outcome.code === 0) await writeFile(portFile, String(port)).catch(() => undefined);
    return outcome;
  }

  /** Ends all sessions, writes a checkpoint, stops. Without a checkpoint when that takes more than a minute. */
  async stop(): Promise<void> {
    const pid = Number((await this.#lockLines())[0]);
    // Not `pg_ctl -w`: it waits for the lock file to go, and would wait for the next server, started at once, too.
    for (const mode of ['fast', 'immediate']) {
      if (Number((await this.#lockLines())[0]) !== pid) return;
      await this.#pgCtlRun('-m', mode, '-W', 'stop', '-D', this.#cluster.data);
      if (await isGone(pid, PATIENCE_MS)) return;
    }
  }

  /** The last thing that the server's log complains of. */
  async lastComplaint(): Promise<string> {
    const lines = (await readFile(this.#cluster.log, 'utf8').catch(() => '')).split('\n');
    const complaint = lines.filter((line) => /(FATAL|PANIC|ERROR|could not)/.test(line)).at(-1);
    return complaint?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? `see ${this.#cluster.log}`;
  }

  #pgCtlRun(...args: string[]): Promise<Outcome> {
    return runProgram(this.#pgCtl, args, { cwd: this.#cluster.folder, account: this.#account });
  }
}

async function isGone(pid: number, patienceMs: number): Promise<boolean> {
  for (const until = Date.now() + patienceMs; mayBePostgres(pid); await sleep(10)) {
    if (Date.now() > until) return false;
  }
  return true;
}
