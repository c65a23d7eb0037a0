/**
 * CPU and memory of processes, from Linux's /proc. Elsewhere every figure is null, and the report says so.
 * https://docs.kernel.org/scheduler/sched-stats.html, https://docs.kernel.org/filesystems/proc.html
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const NS_PER_MS = 1e6;
/** Linux counts these in hundredths of a second on every platform that Node runs on. */
const MS_PER_TICK = 10;

export const isProcAvailable = (): boolean => schedstat('self') !== null;

/** Milliseconds that all threads of the process have run. Threads that ended are not in it. */
export function cpuMs(pid: number): number | null {
  let threads: string[];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return null;
  }
  const times = threads.map((thread) => schedstat(`${pid}/task/${thread}`) ?? 0);
  return times.reduce((sum, time) => sum + time, 0);
}

function schedstat(at: string): number | null {
  try {
    return Number(readFileSync(`/proc/${at}/schedstat`, 'utf8').split(' ')[0]) / NS_PER_MS;
  } catch {
    return null;
  }
}

/** Milliseconds of the process's children that have ended: for PostgreSQL its parallel workers. In steps of 10. */
export function endedChildrenMs(pid: number): number | null {
  try {
    // After the name, which may hold blanks, cutime and cstime are fields 16 and 17 of proc_pid_stat(5).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[13]) + Number(fields[14])) * MS_PER_TICK;
  } catch {
    return null;
  }
}

export interface Memory {
  readonly residentMb: number;
  /** Since `forgetPeak`, or since the start. */
  readonly peakMb: number;
}

export function memory(pid: number): Memory | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { residentMb: mb('VmRSS'), peakMb: mb('VmHWM') };
  } catch {
    return null;
  }
}

/** Lets the peak begin at what is resident now. */
export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
