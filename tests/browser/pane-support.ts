/** What every file about the pane sets up: the product, and analysts at panes of their own, which are closed after each test. */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { Analyst } from './analyst.ts';
import { type Product, startProduct } from './journey-page.ts';
import { openPane, type PaneOptions, type PanePage } from './pane-page.ts';

export interface Panes {
  readonly product: Product;
  /** Opens the pane for an analyst. */
  analyst(o?: PaneOptions): Promise<Analyst>;
}

/** The panes of a test file; there from its first test on. */
export function usePanes(): Panes {
  let product: Product | undefined;
  const open: PanePage[] = [];
  const started = (): Product => {
    if (!product) throw new Error('the product is there within tests only');
    return product;
  };
  beforeAll(async () => {
    product = await startProduct();
  });
  afterEach(async () => {
    for (const pane of open.splice(0)) await pane.close();
  });
  afterAll(() => product?.end());
  return {
    get product() {
      return started();
    },
    async analyst(o = {}) {
      const { browser, url } = started();
      const pane = await openPane(browser, url, o);
      open.push(pane);
      return new Analyst(pane);
    },
  };
}
