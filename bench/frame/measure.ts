/** Runs what contenders are asked, interleaved, in an order that chance draws anew for each round. */
import type pg from 'pg';
import { type Cells, difference } from '../answers/cells.ts';
import type { Contender } from './contender.ts';
import { CpuMeter } from './cpu-meter.ts';
import { type HttpRequest, post } from './http.ts';
import { seededRandom, shuffled } from './shuffle.ts';
import { least, median } from './statistics.ts';

export interface Ask {
  /** As in the report: `product`, `postgraphile relations`. */
  readonly label: string;
  readonly contender: Contender;
  /** Sent one after the other; together they are one sample. */
  requests(): readonly HttpRequest[] | Promise<readonly HttpRequest[]>;
  /** Sent before each sample, untimed: so that nobody's connections have been closed as idle meanwhile. */
  readonly touch?: HttpRequest;
  /** What the answers say; absent where there is nothing to compare. */
  readonly cells?: (bodies: readonly string[]) => Cells;
}

export interface Workload {
  /** As goals name it: `pull 10k`. */
  readonly name: string;
  readonly asks: readonly Ask[];
  readonly effort: Effort;
}

export interface Effort {
  /** At most; at least three, or this if it is less. */
  readonly rounds: number;
  readonly warmUps: number;
  /** No further round begins after so many milliseconds. */
  readonly enoughMs: number;
}

const FEWEST_ROUNDS = 3;

export interface Series {
  readonly workload: string;
  readonly label: string;
  readonly samples: number;
  readonly medianMs: number;
  readonly leastMs: number;
  /** Medians; null where /proc is not available. */
  readonly nodeMs: number | null;
  readonly postgresMs: number | null;
  /** Of the answers, as sent. */
  readonly bytes: number;
  /** Cells that were compared with the other contenders'. */
  readonly cells: number | null;
}

interface Sample {
  readonly wallMs: number;
  readonly nodeMs: number | null;
  readonly postgresMs: number | null;
  readonly bytes: number;
}

const SEED = 20_261_121;

/** @throws Error when the answers of two contenders differ */
export async function measure(monitor: pg.Client, workload: Workload): Promise<Series[]> {
  const counts = await agree(workload);
  const samples = new Map<Ask, Sample[]>(workload.asks.map((ask) => [ask, []]));
  const random = seededRandom(SEED);
  const { rounds, warmUps, enoughMs } = workload.effort;
  const began = performance.now();
  for (let round = -warmUps; round < rounds; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() - began > enoughMs) break;
    for (const ask of shuffled(workload.asks, random)) {
      const sample = await run(monitor, ask);
      if (round >= 0) samples.get(ask)?.push(sample);
    }
  }
  return workload.asks.map((ask) => ({
    workload: workload.name,
    label: ask.label,
    cells: counts.get(ask) ?? null,
    ...summary(samples.get(ask) ?? []),
  }));
}

async function run(monitor: pg.Client, ask: Ask): Promise<Sample> {
  const requests = await ask.requests();
  if (ask.touch) await post(ask.touch);
  const meter = await CpuMeter.start(monitor, ask.contender);
  let wallMs = 0;
  let bytes = 0;
  for (const request of requests) {
    const answer = await post(request);
    wallMs += answer.wallMs;
    bytes += answer.bytes;
  }
  return { wallMs, bytes, ...(await meter.stop()) };
}

/** Asks each once: how many cells it answered. */
async function agree({ name, asks }: Workload): Promise<Map<Ask, number>> {
  const counts = new Map<Ask, number>();
  let first: { label: string; cells: Cells } | undefined;
  for (const ask of asks) {
    const bodies: string[] = [];
    for (const request of await ask.requests()) bodies.push((await post(request)).body.toString());
    const cells = ask.cells?.(bodies);
    if (!cells) continue;
    counts.set(ask, cells.size);
    const differs = first && difference(first.cells, cells);
    if (differs) throw new Error(`${name}: ${first?.label} and ${ask.label} do not answer the same: ${differs}`);
    first ??= { label: ask.label, cells };
  }
  return counts;
}

function summary(samples: readonly Sample[]): Omit<Series, 'workload' | 'label' | 'cells'> {
  const middle = (of: (sample: Sample) => number | null): number | null => {
    const values = samples.map(of);
    return values.includes(null) ? null : median(values as number[]);
  };
  const walls = samples.map((sample) => sample.wallMs);
  return {
    samples: samples.length,
    medianMs: median(walls),
    leastMs: least(walls),
    nodeMs: middle((sample) => sample.nodeMs),
    postgresMs: middle((sample) => sample.postgresMs),
    bytes: samples.at(-1)?.bytes ?? 0,
  };
}
