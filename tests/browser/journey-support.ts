/** What every journey sets up: the product, a planner's desk, and an administrator who works on the same server. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Colleague } from './colleague.ts';
import { openDesk, startProduct, type Desk, type Product } from './journey-page.ts';

export interface Journey {
  readonly product: Product;
  readonly desk: Desk;
  readonly admin: Colleague;
}

/** The journey of a test file; there from its first test on. In none of its steps a script may fail, and nobody else's server be asked. */
export function useJourney(): Journey {
  let started: Journey | undefined;
  const journey = (): Journey => {
    if (!started) throw new Error('the journey begins with the first test');
    return started;
  };
  let product: Product | undefined;
  beforeAll(async () => {
    product = await startProduct();
    const [desk, admin] = await Promise.all([openDesk(product), product.colleague('admin')]);
    started = { product, desk, admin };
  });
  afterAll(async () => {
    await started?.desk.close();
    await product?.end();
  });
  afterEach(() => {
    const { desk, product: at } = journey();
    expect(desk.watched.troubles).toEqual([]);
    expect([...desk.watched.origins]).toEqual([at.url]);
  });
  return {
    get product() {
      return journey().product;
    },
    get desk() {
      return journey().desk;
    },
    get admin() {
      return journey().admin;
    },
  };
}
