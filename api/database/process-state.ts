/** Whether a process that a file names is really there. */
import { readFileSync } from 'node:fs';

/** True when a process has this pid, even one that we may not signal. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Whether `pid` can be a PostgreSQL server. In a container without an init process a killed server stays as a zombie, and
 * after a restart its number may be another program's; PostgreSQL itself takes both for a running server. Where the system
 * does not tell (no /proc), the answer is whether the process lives.
 */
export function mayBePostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== 'linux') return true;
  try {
    // Empty for a zombie.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return isAlive(pid);
  }
}
