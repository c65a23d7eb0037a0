/** What `npm run bench -- …` takes. */
import { parseArgs } from 'node:util';

export interface Options {
  /** On portfolios up to 100 thousand cells, within ten minutes. */
  readonly quick: boolean;
  /** On the smallest portfolio, once each: whether the bench works, and nothing about speed. */
  readonly smoke: boolean;
  /** Only these goals, by number; null is all. */
  readonly goals: readonly number[] | null;
}

/** @throws Error for an option that there is not */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      quick: { type: 'boolean', default: false },
      smoke: { type: 'boolean', default: false },
      goals: { type: 'string' },
    },
  });
  const goals = values.goals?.split(',').map(Number);
  if (goals?.some((goal) => !Number.isInteger(goal) || goal < 1 || goal > 13)) {
    throw new Error('--goals takes numbers from 1 to 13 with commas between them');
  }
  return { quick: values.quick, smoke: values.smoke, goals: goals ?? null };
}
