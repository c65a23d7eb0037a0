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

/** `goal 1: met 1.12 (at most 1.25)`: the part that is nearest to its bound, or furthest beyond; then each part. */
export function goalLines({ goal, isMet, parts }: GoalVerdict): string[] {
  const ordered = goal.conditions
    .map((condition, i) => ({ condition, part: parts[i] as Verdict }))
    .sort((a, b) => strain(b.condition, b.part) - strain(a.condition, a.part));
  const worst = ordered[0];
  const bound = worst ? boundOf(worst.condition) : '';
  const why = isMet ? '' : `: ${[worst?.part.text.split(' (at ')[0], worst?.part.behind].filter(Boolean).join('; ')}`;
  const head = `goal ${goal.number}: ${isMet ? 'met' : 'missed'} ${figure(worst?.part.value ?? NaN)} (${bound})${why}`;
  return [head, ...parts.map((part) => `    ${part.isMet ? 'met   ' : 'missed'} ${figure(part.value)}  ${part.text}`)];
}

export function lastLine(verdicts: readonly GoalVerdict[]): string {
  const met = verdicts.filter((verdict) => verdict.isMet).length;
  return `${met} met, ${verdicts.length - met} missed`;
}
