/** Installs what only the bench needs, into bench/node_modules. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './contender.ts';

const BENCH = path.join(ROOT, 'bench');

/** Does nothing where the lock's state is installed already. */
export async function installPeers(progress: (step: string) => void): Promise<void> {
  if (isInstalled()) return;
  progress('installing the peers into bench/node_modules (npm ci --prefix bench)');
  // The peers are made for Node 22, which is among them; npm only warns.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await promisify(execFile)(npm, ['ci', '--prefix', BENCH, '--no-audit', '--no-fund'], { cwd: ROOT });
}

/** Whether what is installed is what the lock says, by the versions of what package.json names. */
function isInstalled(): boolean {
  try {
    const wanted = JSON.parse(readFileSync(path.join(BENCH, 'package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    return Object.entries(wanted.dependencies).every(([name, version]) => {
      const installed = readFileSync(path.join(BENCH, 'node_modules', name, 'package.json'), 'utf8');
      return (JSON.parse(installed) as { version: string }).version === version;
    });
  } catch {
    return false;
  }
}
