/** CPU of one contender: its Node process, and the PostgreSQL processes that work for it. */
import type pg from 'pg';
import type { Contender } from './contender.ts';
import { cpuMs, endedChildrenMs } from './process-use.ts';

export interface CpuTime {
  readonly nodeMs: number | null;
  readonly postgresMs: number | null;
}

/** Backends are told apart by the role that they serve; parallel workers end with their statement and count then. */
export class CpuMeter {
  readonly #monitor: pg.Client;
  readonly #contender: Contender;
  readonly #postmaster: number;
  #nodeMs: number | null = null;
  #childrenMs: number | null = null;
  #backends = new Map<number, number | null>();

  private constructor(monitor: pg.Client, o: { contender: Contender; postmaster: number }) {
    this.#monitor = monitor;
    this.#contender = o.contender;
    this.#postmaster = o.postmaster;
  }

  /** Begins to count. */
  static async start(monitor: pg.Client, contender: Contender): Promise<CpuMeter> {
    const { rows } = await monitor.query<{ pid: string }>(
      `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS pid`,
    );
    const meter = new CpuMeter(monitor, { contender, postmaster: Number(rows[0]?.pid) });
    meter.#backends = await meter.#backendTimes();
    meter.#childrenMs = endedChildrenMs(meter.#postmaster);
    meter.#nodeMs = cpuMs(contender.pid);
    return meter;
  }

  /** Since the start. A backend that has come since counts from nothing. */
  async stop(): Promise<CpuTime> {
    const nodeMs = less(cpuMs(this.#contender.pid), this.#nodeMs);
    const children = less(endedChildrenMs(this.#postmaster), this.#childrenMs);
    const backends = [...(await this.#backendTimes())].map(([pid, time]) => less(time, this.#backends.get(pid) ?? 0));
    const postgresMs = [...backends, children].reduce(
      (sum, time) => (sum === null || time === null ? null : sum + time),
      0,
    );
    return { nodeMs, postgresMs };
  }

  async #backendTimes(): Promise<Map<number, number | null>> {
    const { rows } = await this.#monitor.query<{ pid: number }>('SELECT pid FROM pg_stat_activity WHERE usename = $1', [
      this.#contender.role,
    ]);
    return new Map(rows.map(({ pid }) => [pid, cpuMs(pid)]));
  }
}

const less = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);
