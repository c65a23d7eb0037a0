/**
 * The embedded database's folder: `postgres/` with `data/` (the cluster), `password` (0600) and `server.log`.
 * It is made under another name and renamed when whole, so that a start that was killed leaves nothing half made.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { access, chown, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { unreachable } from './postgres-account.ts';
import { type Binaries, POSTGRES_MAJOR } from './postgres-binaries.ts';
import { isAlive } from './process-state.ts';
import { type Account, runProgram } from './run-program.ts';
import { codeOf, reasonOf, StartupFault } from '../startup-fault.ts';

/** The embedded cluster's superuser, who owns the tables and migrates. */
export const EMBEDDED_OWNER = 'marketgrid';

export interface Cluster {
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

/** @throws StartupFault when the folder cannot be made or written. */
export async function makeWritable(folder: string): Promise<void> {
  try {
    await makeFolder(path.resolve(folder));
    // With the slash a file is none.
    await access(path.join(folder, path.sep), constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartupFault(
      `The data folder ${folder} cannot be written (${codeOf(error) ?? reasonOf(error)}): ` +
        'set MARKETGRID_DATA to a folder that can.',
    );
  }
}

/** Not by mkdir's `recursive`, which never ends where a file system refuses new folders with ENOENT, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  const make = (): Promise<void> => mkdir(folder, { mode: 0o755 }).catch(unlessThere);
  try {
    await make();
  } catch (error) {
    const parent = path.dirname(folder);
    if (codeOf(error) !== 'ENOENT' || existsSync(parent)) throw error;
    await makeFolder(parent);
    await make();
  }
}

/** Another start may have made the folder; and what is there may be a file, or read-only: `access` tells. */
function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

/** A secret of this folder, made on first use; readable by its owner only. */
export async function secretOf(folder: string, name: string): Promise<string> {
  const file = path.join(folder, name);
  const fresh = randomBytes(24).toString('base64url');
  try {
    await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return (await readFile(file, 'utf8')).trim();
  }
}

/** What a start that was killed left behind. */
async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^postgres\.(\d+)\.\w+\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(path.join(folder, name), { recursive: true, force: true });
  }
}

interface NewCluster {
  readonly binaries: Binaries;
  readonly account: Account;
  /** Throw-away data: nothing is flushed to disk. */
  readonly ephemeral: boolean;
}

async function initialise(folder: string, o: NewCluster): Promise<void> {
  const unfinished = path.join(folder, `postgres.${process.pid}.${randomBytes(4).toString('hex')}.tmp`);
  await mkdir(unfinished, { mode: 0o700 });
  await secretOf(unfinished, 'password');
  if (o.account.uid !== undefined && o.account.gid !== undefined) {
    for (const file of [unfinished, path.join(unfinished, 'password')]) await chown(file, o.account.uid, o.account.gid);
  }
  const args = ['-D', path.join(unfinished, 'data'), '-U', EMBEDDED_OWNER, '-A', 'scram-sha-256', '-E', 'UTF8'];
  args.push(`--pwfile=${path.join(unfinished, 'password')}`, '--locale=C', '--locale-provider=builtin');
  args.push('--builtin-locale=C.UTF-8', ...(o.ephemeral ? ['--no-sync'] : []));
  const made = await runProgram(o.binaries.initdb, args, { cwd: unfinished, account: o.account });
  if (made.code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    if (o.account.uid !== undefined && made.output.includes('Permission denied')) throw unreachable(folder, o.account);
    throw new StartupFault(
      `PostgreSQL could not make its data in ${folder}: ${reasonOf(made.output.split('\n').at(-1))}`,
    );
  }
  try {
    await rename(unfinished, path.join(folder, 'postgres'));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start was quicker; its cluster is as good as ours.
    if (!existsSync(path.join(folder, 'postgres', 'data'))) throw error;
  }
}

/** @throws StartupFault when the folder's data was made by another version of PostgreSQL. */
async function checkVersion(folder: string, data: string): Promise<void> {
  const version = (await readFile(path.join(data, 'PG_VERSION'), 'utf8')).trim();
  if (version === String(POSTGRES_MAJOR)) return;
  throw new StartupFault(
    `The data in ${folder} was made by PostgreSQL ${version} and this Marketgrid brings ${POSTGRES_MAJOR}: ` +
      'move it with the older version, or set MARKETGRID_DATA to another folder.',
  );
}

/** The folder's cluster, made when there is none. @throws StartupFault */
export async function openCluster(folder: string, o: NewCluster): Promise<Cluster> {
  await sweepUnfinished(folder);
  const cluster = path.join(folder, 'postgres');
  const data = path.join(cluster, 'data');
  if (!existsSync(path.join(data, 'PG_VERSION'))) await initialise(folder, o);
  await checkVersion(folder, data);
  const password = (await readFile(path.join(cluster, 'password'), 'utf8')).trim();
  return { folder: cluster, data, log: path.join(cluster, 'server.log'), password };
}
