/**
 * A data folder of the product with its demo loaded: made once for a run of browser tests, then copied, which takes a tenth
 * of a second where making and filling a cluster takes five.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fastFolder } from './cluster.ts';
import { startServerProcess } from './server-process.ts';

/** Names the folder that the workers share for a run; they fill it when the first of them needs it. */
export const RUN_FOLDER_VARIABLE = 'MARKETGRID_TEST_RUN_FOLDER';

/** Swept like a throw-away cluster when the process that made it is gone. */
export async function makeTestFolder(purpose: string): Promise<string> {
  const folder = await mkdtemp(path.join(fastFolder(), `marketgrid-test-${process.pid}-${purpose}-`));
  // As root the database runs as another account, which must get in.
  await chmod(folder, 0o755);
  return folder;
}

/**
 * A folder of its own for MARKETGRID_DATA, with the demo in it; empty outside of a run of browser tests, where the first
 * server fills it. Remove it in `afterAll`.
 */
export async function productFolder(): Promise<string> {
  const shared = process.env[RUN_FOLDER_VARIABLE];
  const folder = await makeTestFolder('product');
  if (shared === undefined) return folder;
  const whole = path.join(shared, 'whole');
  if (!existsSync(whole)) await makeWhole(shared, whole);
  // With its owners: the cluster belongs to the account that its server runs as.
  await promisify(execFile)('cp', ['-a', `${whole}/.`, folder]);
  return folder;
}

async function makeWhole(shared: string, whole: string): Promise<void> {
  const unfinished = path.join(shared, `unfinished-${process.pid}`);
  await mkdir(unfinished, { mode: 0o755 });
  const server = await startServerProcess({ env: { MARKETGRID_DATA: unfinished } });
  await server.end('SIGTERM');
  if (server.url === undefined) throw new Error(server.output().stderr);
  // Two copies that start at the same time shall not both want its port.
  await rm(path.join(unfinished, 'postgres', 'port'), { force: true });
  await rename(unfinished, whole).catch((error: unknown) => {
    // Another worker was quicker; its folder is as good as ours.
    if (!existsSync(whole)) throw error;
  });
}
