/** On what was measured. */
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import type pg from 'pg';
import { ROOT } from './contender.ts';
import { isProcAvailable } from './process-use.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly platform: string;
  readonly node: string;
  readonly postgres: string;
  /** Abbreviated; with a plus when the folder held changes. */
  readonly commit: string;
  readonly isCpuMeasured: boolean;
}

export async function machineOf(monitor: pg.Client): Promise<Machine> {
  const { rows } = await monitor.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  const all = cpus();
  return {
    cpu: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    postgres: rows[0]?.version ?? 'unknown',
    commit: commit(),
    isCpuMeasured: isProcAvailable(),
  };
}

function commit(): string {
  const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return 'unknown';
  }
}
