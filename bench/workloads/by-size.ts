/** The same 1k pull on the smallest portfolio and on the largest. */
import type { Contender } from '../frame/contender.ts';
import type { Effort, Workload } from '../frame/measure.ts';
import { ask, graphql } from './ask.ts';
import { pullOperation } from './pull.ts';
import { SCOPE_1K } from './sizes.ts';

export function bySizeWorkload(o: { small: Contender; large: Contender; effort: Effort }): Workload {
  const request = (product: Contender) => [graphql(product, pullOperation(SCOPE_1K), 'pricing')];
  return {
    name: 'pull 1k by size',
    asks: [
      ask(o.small, request(o.small), { label: 'product, S' }),
      ask(o.large, request(o.large), { label: 'product, large' }),
    ],
    effort: o.effort,
  };
}
