/** One run of the bench, as it is reported and kept. */
import type { Machine } from '../frame/machine.ts';
import type { GoalVerdict, Results } from '../goals/verdict.ts';

export interface Run extends Results {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly quick: boolean;
  readonly machine: Machine;
  /** What was seen beside the goals' own figures. */
  readonly notes: readonly string[];
  readonly verdicts: readonly GoalVerdict[];
}
