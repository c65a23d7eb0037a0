/** The add-in's way of writing a view against one bare assignment of the same cells: in a process of its own. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../frame/contender.ts';
import { median } from '../frame/statistics.ts';

interface Timed {
  readonly wallMs: number;
  readonly cpuMs: number;
}

interface SheetTimes {
  readonly cells: number;
  readonly bare: readonly Timed[];
  readonly view: readonly Timed[];
}

export interface SheetResult {
  readonly cells: number;
  readonly bareMs: number;
  readonly viewMs: number;
  readonly bareCpuMs: number;
  readonly viewCpuMs: number;
  /** The smaller of the ratio of medians and that of CPU times. */
  readonly ratio: number;
}

export async function measureSheet(rounds: number): Promise<SheetResult> {
  const at = (file: string): string => path.join(ROOT, 'bench/sheet', file);
  const args = ['--expose-gc', '--import', at('register.js'), at('time-sheet.js'), String(rounds)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 10_000_000 });
  const times = JSON.parse(stdout) as SheetTimes;
  const middle = (of: readonly Timed[], key: keyof Timed): number => median(of.map((each) => each[key]));
  const result = {
    cells: times.cells,
    bareMs: middle(times.bare, 'wallMs'),
    viewMs: middle(times.view, 'wallMs'),
    bareCpuMs: middle(times.bare, 'cpuMs'),
    viewCpuMs: middle(times.view, 'cpuMs'),
  };
  return { ...result, ratio: Math.min(result.viewMs / result.bareMs, result.viewCpuMs / result.bareCpuMs) };
}
