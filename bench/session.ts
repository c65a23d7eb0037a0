/** Measures what the chosen goals need, workload after workload, and gathers series, figures and notes. */
import type pg from 'pg';
import { contenderOn, allContenders, type Field } from './frame/contenders.ts';
import type { Databases } from './frame/databases.ts';
import { type Effort, measure, type Series, type Workload } from './frame/measure.ts';
import { FIGURES } from './goals/goals.ts';
import type { Results } from './goals/verdict.ts';
import type { Options } from './options.ts';
import type { PortfolioSize } from './portfolio/size.ts';
import { seriesTable } from './report/table.ts';
import { budgetWorkload } from './workloads/budget.ts';
import { bySizeWorkload } from './workloads/by-size.ts';
import { compressionOf, compressionWorkload } from './workloads/compression.ts';
import { memoryOfPull } from './workloads/memory.ts';
import { measurePages, type PageSpeed, timesAsFast } from './workloads/page.ts';
import { pullWorkload, type Scope } from './workloads/pull.ts';
import { pushWorkload } from './workloads/push.ts';
import { measureSheet } from './workloads/sheet.ts';
import { ALL, type Cells, scopesOf } from './workloads/sizes.ts';
import { nestedWorkload, typedWorkload } from './workloads/typed.ts';

export interface SessionOptions extends Options {
  readonly progress: (step: string) => void;
}

/** Of the rounds, and how long one workload may take: a dozen of them make a run. */
const FULL = { share: 1, warmUps: 2, enoughMs: 180_000 };
/** The comparison of the answers has asked each once by then. */
const QUICK = { share: 0.5, warmUps: 1, enoughMs: 12_000 };
/** Rounds of a full run, by the number of cells. */
const ROUNDS: Readonly<Record<Cells, number>> = { '1k': 60, '10k': 20, '100k': 8 };
const CELLS: readonly Cells[] = ['1k', '10k', '100k'];

export class Session implements Results {
  readonly series: Series[] = [];
  readonly figures: Record<string, number | null> = {};
  readonly notes: string[] = [];
  readonly #databases: Databases;
  readonly #o: SessionOptions;
  readonly #size: PortfolioSize;

  constructor(databases: Databases, o: SessionOptions) {
    this.#databases = databases;
    this.#o = o;
    this.#size = o.smoke ? 'S' : o.quick ? 'M' : 'L';
  }

  async run(): Promise<void> {
    if (this.#wants(13)) await this.#sheet();
    const database = await this.#databases.of(this.#size);
    if (this.#wants(1, 2, 3, 4, 5, 6, 7, 9, 12)) await this.#onField(database, (field, db) => this.#reads(field, db));
    if (this.#wants(8)) await this.#pushes(database);
    if (this.#wants(10)) await this.#memory(database);
    if (this.#wants(11)) await this.#bySize(database);
  }

  #wants(...goals: readonly number[]): boolean {
    return this.#o.goals === null || goals.some((goal) => this.#o.goals?.includes(goal));
  }

  #effort(cells: Cells): Effort {
    if (this.#o.smoke) return { rounds: 1, warmUps: 0, enoughMs: 0 };
    const { share, warmUps, enoughMs } = this.#o.quick ? QUICK : FULL;
    return { rounds: Math.ceil(ROUNDS[cells] * share), warmUps: cells === '100k' ? warmUps - 1 : warmUps, enoughMs };
  }

  async #onField(database: string, work: (field: Field, monitor: pg.Client) => Promise<void>): Promise<void> {
    this.#o.progress('starting the contenders');
    const field = await allContenders(this.#databases, database);
    try {
      await this.#databases.asOwner(database, (monitor) => work(field, monitor));
    } finally {
      for (const contender of Object.values(field)) await contender.end();
    }
  }

  async #measure(monitor: pg.Client, workload: Workload): Promise<Series[]> {
    this.#o.progress(`${workload.name}: ${workload.asks.length} series`);
    const found = await measure(monitor, workload);
    this.series.push(...found);
    process.stdout.write(`${seriesTable(found)}\n`);
    return found;
  }

  async #reads(field: Field, monitor: pg.Client): Promise<void> {
    const scopes = scopesOf(this.#size);
    const goalOf = { '1k': [3], '10k': [1, 4], '100k': [2, 4] } as const;
    for (const cells of CELLS) {
      const of = { name: `pull ${cells}`, scope: scopes[cells], effort: this.#effort(cells) };
      if (this.#wants(...goalOf[cells])) await this.#measure(monitor, await pullWorkload(field, of));
    }
    for (const cells of CELLS.slice(1)) {
      const of = { name: `typed ${cells}`, scope: scopes[cells], effort: this.#effort(cells) };
      if (this.#wants(5)) await this.#measure(monitor, await typedWorkload(field, of));
    }
    if (this.#wants(6)) await this.#measure(monitor, await nestedWorkload(field, this.#effort('1k')));
    if (this.#wants(9)) await this.#measure(monitor, await budgetWorkload(field, this.#effort('10k')));
    if (this.#wants(12)) await this.#compression(field, monitor, scopes['100k']);
    if (this.#wants(7)) await this.#pages(field, monitor);
  }

  async #compression({ product }: Field, monitor: pg.Client, scope: Scope): Promise<void> {
    const found = await this.#measure(
      monitor,
      await compressionWorkload(product, { scope, effort: this.#effort('100k') }),
    );
    const { plainMb, share } = compressionOf(found);
    this.figures[FIGURES.plainMb] = plainMb;
    this.figures[FIGURES.compressionShare] = share;
    if (share === null) this.notes.push('The server answers without compression whatever is asked for.');
  }

  async #pages(field: Field, monitor: pg.Client): Promise<void> {
    this.#o.progress('pages: 16 connections');
    const { rows } = await monitor.query<{ code: string; id: string }>('SELECT code, id FROM market');
    const marketIds = new Map(rows.map(({ code, id }) => [code, id]));
    const length = this.#o.smoke
      ? { rounds: 1, ms: 200 }
      : this.#o.quick
        ? { rounds: 3, ms: 2_000 }
        : { rounds: 5, ms: 4_000 };
    const speeds = await measurePages(field, { monitor, marketIds, ...length });
    const { product, raw, postgraphile, naive } = speeds;
    this.figures[FIGURES.pageToRaw] = timesAsFast(product, raw);
    this.figures[FIGURES.pageToPostgraphile] = timesAsFast(product, postgraphile);
    this.figures[FIGURES.pageToNaive] = timesAsFast(product, naive);
    this.figures[FIGURES.pageTail] = product.p99Ms / raw.p99Ms;
    const each = Object.entries(speeds).map(([name, t]) => `${name} ${pageText(t)}`);
    this.notes.push(`Pages a second: ${each.join(', ')}.`);
  }

  /** On a copy: what is pushed must not be pulled by the next run. */
  async #pushes(database: string): Promise<void> {
    const copy = await this.#databases.copy(database);
    try {
      await this.#onField(copy, async (field, monitor) => {
        const markets = this.#size === 'M' ? ['MKT-0', 'MKT-1'] : this.#size === 'S' ? null : ['MKT-0'];
        const counts = this.#size === 'S' ? { few: 1, many: 1_000 } : { few: 1, many: 10_000 };
        for (const [name, count] of [
          ['push 10k', counts.many],
          ['push 1', counts.few],
        ] as const) {
          const effort = this.#effort(count === 1 ? '1k' : '100k');
          await this.#measure(monitor, pushWorkload(field, { name, monitor, markets, count, effort }));
        }
      });
    } finally {
      await this.#databases.drop(copy);
    }
  }

  async #memory(database: string): Promise<void> {
    this.#o.progress('memory: a fresh process for each pull');
    const of = (scope: Scope): Promise<number | null> => memoryOfPull(this.#databases, database, scope);
    this.figures[FIGURES.memory100k] = await of(scopesOf(this.#size)['100k']);
    this.figures[FIGURES.memory1m] = await of(ALL);
  }

  async #bySize(database: string): Promise<void> {
    const small = await contenderOn(this.#databases, 'product', await this.#databases.of('S'));
    const large = await contenderOn(this.#databases, 'product', database);
    try {
      await this.#databases.asOwner('postgres', (monitor) =>
        this.#measure(monitor, bySizeWorkload({ small, large, effort: this.#effort('1k') })),
      );
    } finally {
      await small.end();
      await large.end();
    }
  }

  async #sheet(): Promise<void> {
    this.#o.progress('sheet: 100 thousand cells through office.js');
    try {
      const found = await measureSheet(this.#o.smoke ? 1 : 7);
      this.figures[FIGURES.sheet] = found.ratio;
      const times = `bare ${found.bareMs.toFixed(0)} ms (CPU ${found.bareCpuMs.toFixed(0)}), as a view ${found.viewMs.toFixed(0)} ms (CPU ${found.viewCpuMs.toFixed(0)})`;
      this.notes.push(`Sheet, ${found.cells} cells: ${times}.`);
    } catch (error) {
      this.figures[FIGURES.sheet] = null;
      this.notes.push(`The sheet could not be measured: ${String(error).slice(0, 300)}`);
    }
  }
}

const pageText = ({ perSecond, p99Ms, cpuMs }: PageSpeed): string =>
  `${perSecond.toFixed(0)} (p99 ${p99Ms.toFixed(1)} ms, CPU ${cpuMs?.toFixed(2) ?? '?'} ms a page)`;
