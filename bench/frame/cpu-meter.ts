/** CPU of one contender: its Node process, and the PostgreSQL processes that work for it. */
import type pg from 'pg';
import type { Contender } from './contender.ts';
import { cpuMs, endedChildrenMs } from './process-use.ts';

export interface CpuTime {
  readonly nodeMs: number | null;
  readonly postgresMs: number | null;
}

export interface CpuMeter {
  /** Since the last reading. */
  read(): CpuTime;
}

/** Backends are told apart by the role that they serve; parallel workers end with their statement and count then. */
export async function cpuMeter(monitor: pg.Client, contender: Contender): Promise<CpuMeter> {
  const { rows } = await monitor.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE usename = $1', [
    contender.role,
  ]);
  const backends = rows.map((row) => row.pid);
  const postmaster = (await monitor.query<{ pid: string }>(
    `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid`,
  )).rows[0]?.pid;
  const now = (): CpuTime => ({
    nodeMs: cpuMs(contender.pid),
    postgresMs: sum([...backends.map((pid) => cpuMs(pid)), endedChildrenMs(Number(postmaster))]),
  });
  let last = now();
  return {
    read() {
      const next = now();
      const since = { nodeMs: less(next.nodeMs, last.nodeMs), postgresMs: less(next.postgresMs, last.postgresMs) };
      last = next;
      return since;
    },
  };
}

const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

const sum = (times: readonly (number | null)[]): number | null =>
  times.reduce((total, time) => (total === null || time === null ? null : total + time), 0);
