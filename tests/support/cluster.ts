/** The PostgreSQL that the tests run on: a throw-away cluster of their own, or the server of TEST_DATABASE_URL. */
import { existsSync, statfsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmbeddedPostgres } from '../../api/database/embedded-postgres.ts';
import { isAlive } from '../../api/database/process-state.ts';

const ROOM_BYTES = 1e9;
const NAME = /^marketgrid-test-(\d+)-/;

/** Memory where there is enough of it: a container's /dev/shm often holds 64 MB. */
export function fastFolder(): string {
  const shm = '/dev/shm';
  if (!existsSync(shm)) return tmpdir();
  const { bavail, bsize } = statfsSync(shm);
  return bavail * bsize > ROOM_BYTES ? shm : tmpdir();
}

/** A folder that a killed run left behind, its server still running. */
async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = path.join(parent, name);
    const left = await EmbeddedPostgres.start({ folder, ephemeral: true }).catch(() => undefined);
    await left?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A new, empty cluster, and how to be rid of it. */
export async function throwAwayCluster(): Promise<{ ownerUrl: string; remove(): Promise<void> }> {
  const parent = fastFolder();
  await sweep(parent);
  const folder = await mkdtemp(path.join(parent, `marketgrid-test-${process.pid}-`));
  // As root the server runs as another account, which must get in.
  await chmod(folder, 0o755);
  const postgres = await EmbeddedPostgres.start({ folder, ephemeral: true });
  return {
    ownerUrl: postgres.ownerUrl('postgres'),
    async remove() {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
