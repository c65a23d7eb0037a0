/** From what was measured to whether a goal is met. Pure. */
import type { Series } from '../frame/measure.ts';

export interface Results {
  readonly series: readonly Series[];
  /** What is no ratio of series: megabytes, shares. Null: could not be measured here. */
  readonly figures: Readonly<Record<string, number | null>>;
}

/** Which series: the workload, and whose. */
export interface Named {
  readonly workload: string;
  readonly label: string;
}

/** One condition of a goal. */
export type Condition =
  /** `of` takes at most so many times what `to` takes. */
  (
    | { readonly kind: 'ratio'; readonly of: Named; readonly to: Named; readonly atMost: number }
    /** `of` is at least so many times as fast as the best of `than`. */
    | { readonly kind: 'faster'; readonly of: Named; readonly than: readonly Named[]; readonly atLeast: number }
    | { readonly kind: 'figure'; readonly figure: string; readonly unit: string; readonly atMost: number }
    | { readonly kind: 'share'; readonly figure: string; readonly atLeast: number }
  ) & {
    /** What keeps it from being met where it is missed, as a profile showed: bench/results/limits*.md. */
    readonly limit?: string;
  };

export interface Goal {
  readonly number: number;
  readonly title: string;
  readonly conditions: readonly Condition[];
}

export interface Verdict {
  readonly text: string;
  /** NaN where nothing was measured. */
  readonly value: number;
  readonly isMet: boolean;
  /** What the figures behind it are. */
  readonly behind: string;
}

export interface GoalVerdict {
  readonly goal: Goal;
  readonly isMet: boolean;
  readonly parts: readonly Verdict[];
}

const seriesOf = ({ series }: Results, { workload, label }: Named): Series | undefined =>
  series.find((s) => s.workload === workload && s.label === label);

const cpuOf = (s: Series): number | null =>
  s.nodeMs === null || s.postgresMs === null ? null : s.nodeMs + s.postgresMs;

/** The smaller of the ratio of medians and that of CPU times: other processes disturb each in its own way. */
export function ratio(of: Series, to: Series): number {
  const cpu = [cpuOf(of), cpuOf(to)];
  const byCpu = cpu[0] === null || !cpu[1] ? Infinity : (cpu[0] ?? Infinity) / cpu[1];
  return Math.min(of.medianMs / to.medianMs, byCpu);
}

const ms = (value: number | null): string => (value === null ? '?' : value.toFixed(1));

const described = (s: Series): string =>
  `${s.label} ${ms(s.medianMs)} ms (CPU: node ${ms(s.nodeMs)}, postgres ${ms(s.postgresMs)})`;

export function judgeCondition(results: Results, condition: Condition): Verdict {
  switch (condition.kind) {
    case 'ratio': {
      const [of, to] = [seriesOf(results, condition.of), seriesOf(results, condition.to)];
      const value = of && to ? ratio(of, to) : NaN;
      return {
        text: `${condition.of.workload}: ${condition.of.label} to ${nameOf(condition.to, condition.of)} (at most ${condition.atMost})`,
        value,
        isMet: value <= condition.atMost,
        behind: of && to ? `${described(of)}, ${described(to)}` : 'not measured',
      };
    }
    case 'faster': {
      const of = seriesOf(results, condition.of);
      const than = condition.than.flatMap((named) => seriesOf(results, named) ?? []);
      // The best of them is the one that the product is least ahead of.
      const speeds = of ? than.map((s) => ({ s, times: 1 / ratio(of, s) })) : [];
      const best = speeds.sort((a, b) => a.times - b.times)[0];
      const value = best?.times ?? NaN;
      return {
        text: `${condition.of.workload}: times as fast as ${best?.s.label ?? condition.than[0]?.label} (at least ${condition.atLeast})`,
        value,
        isMet: value >= condition.atLeast,
        behind: of && best ? `${described(of)}, ${described(best.s)}${rawToo(results, of, best.s)}` : 'not measured',
      };
    }
    case 'figure': {
      const value = results.figures[condition.figure] ?? NaN;
      const text = `${condition.figure} (at most ${condition.atMost}${condition.unit})`;
      return { text, value, isMet: value <= condition.atMost, behind: Number.isNaN(value) ? 'not measured' : '' };
    }
    case 'share': {
      const value = results.figures[condition.figure] ?? NaN;
      const text = `${condition.figure} (at least ${condition.atLeast})`;
      return { text, value, isMet: value >= condition.atLeast, behind: Number.isNaN(value) ? 'not measured' : '' };
    }
  }
}

/** How many times as fast the raw line is: no server of the same statements can be much faster. */
function rawToo(results: Results, { workload }: Series, than: Series): string {
  const raw = seriesOf(results, { workload, label: 'raw' });
  return raw ? `; raw itself ${(1 / ratio(raw, than)).toFixed(2)}` : '';
}

const nameOf = (to: Named, of: Named): string =>
  to.workload === of.workload ? to.label : `${to.workload} ${to.label}`;

export function judge(results: Results, goal: Goal): GoalVerdict {
  const parts = goal.conditions.map((condition) => judgeCondition(results, condition));
  return { goal, parts, isMet: parts.every((part) => part.isMet) };
}
