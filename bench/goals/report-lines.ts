/** The lines that a run ends with. Their form is fixed: other programs read them. */
import type { Condition, GoalVerdict, Verdict } from './verdict.ts';

const figure = (value: number): string => (Number.isNaN(value) ? '?' : value.toFixed(2));

const boundOf = (condition: Condition): string =>
  'atMost' in condition
    ? `at most ${condition.atMost}${condition.kind === 'figure' ? condition.unit : ''}`
    : `at least ${condition.atLeast}`;

/** How far from its bound; more than 1 is missed. */
function strain(condition: Condition, { value }: Verdict): number {
  if (Number.isNaN(value)) return Infinity;
  return 'atMost' in condition ? value / condition.atMost : condition.atLeast / value;
}

interface Judged {
  readonly value: string;
  readonly bound: string;
  readonly limit: string | undefined;
  readonly part: Verdict | undefined;
}

/** The part that a goal stands or falls by: nearest to its bound, or furthest beyond. */
export function judgedBy({ goal, parts }: GoalVerdict): Judged {
  const [worst] = goal.conditions
    .flatMap((condition, i) => (parts[i] ? [{ condition, part: parts[i] }] : []))
    .sort((a, b) => strain(b.condition, b.part) - strain(a.condition, a.part));
  const { condition, part } = worst ?? {};
  return {
    value: figure(part?.value ?? NaN),
    bound: condition ? boundOf(condition) : '',
    limit: condition?.limit,
    part,
  };
}

/** `goal 1: met 1.12 (at most 1.25)`, by the part that it stands or falls by; then each part. */
export function goalLines(verdict: GoalVerdict): string[] {
  const { goal, isMet, parts } = verdict;
  const { value, bound, part, limit } = judgedBy(verdict);
  const why = isMet ? '' : `: ${[part?.text.split(' (at ')[0], part?.behind, limit].filter(Boolean).join('; ')}`;
  const head = `goal ${goal.number}: ${isMet ? 'met' : 'missed'} ${value} (${bound})${why}`;
  return [head, ...parts.map((each) => `    ${each.isMet ? 'met   ' : 'missed'} ${figure(each.value)}  ${each.text}`)];
}

export function lastLine(verdicts: readonly GoalVerdict[]): string {
  const met = verdicts.filter((verdict) => verdict.isMet).length;
  return `${met} met, ${verdicts.length - met} missed`;
}
