/** What a large pull adds to a product process that has done nothing large before. */
import type { Databases } from '../frame/databases.ts';
import { contenderOn } from '../frame/contenders.ts';
import { post } from '../frame/http.ts';
import { forgetPeak, memory } from '../frame/process-use.ts';
import { ask, graphql } from './ask.ts';
import { pullOperation, type Scope } from './pull.ts';
import { SCOPE_1K } from './sizes.ts';

const WARM_UPS = 20;

/** Megabytes above idle at the peak; null where Linux's /proc is not available. */
export async function memoryOfPull(databases: Databases, database: string, scope: Scope): Promise<number | null> {
  const product = await contenderOn(databases, 'product', database);
  try {
    const small = graphql(product, pullOperation(SCOPE_1K), 'pricing');
    for (let i = 0; i < WARM_UPS; i++) await post(small);
    const idle = memory(product.pid);
    if (!idle) return null;
    forgetPeak(product.pid);
    const [request] = await ask(product, [graphql(product, pullOperation(scope), 'pricing')]).requests();
    if (request) await post(request);
    const after = memory(product.pid);
    return after && after.peakMb - idle.residentMb;
  } finally {
    await product.end();
  }
}
