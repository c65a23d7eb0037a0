/** As whom PostgreSQL runs. It refuses uid 0, so that root, as in a container or in CI, lends it an existing account. */
import { readFile } from 'node:fs/promises';
import type { Account } from './run-program.ts';
import { StartupFault } from '../startup-fault.ts';

const CANDIDATES = ['postgres', 'node', 'nobody'];

/** @throws StartupFault when we are root and the machine has none of the accounts. */
export async function postgresAccount(): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const rows = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const row = rows.find(([user]) => user === name);
    if (row) return { name, uid: Number(row[2]), gid: Number(row[3]) };
  }
  throw new StartupFault(
    `PostgreSQL does not run as root, and this machine has none of the accounts ${CANDIDATES.join(', ')} to run it as: ` +
      'start Marketgrid as an ordinary user, or set DATABASE_URL.',
  );
}

/** As root: the account that PostgreSQL runs as may not enter the folder, or one above it. */
export function unreachable(folder: string, account: Account): StartupFault {
  return new StartupFault(
    `PostgreSQL runs as the account ${account.name ?? account.uid}, which cannot reach ${folder}: ` +
      'set MARKETGRID_DATA to a folder that everybody may enter.',
  );
}
