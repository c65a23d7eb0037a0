/**
 * Browser contexts that outlive a test: a page opened in one finds its scripts compiled, which is more than half of the
 * work of opening it (ADR 60). Nothing of a test is left in it: its pages are closed, and what they stored is gone.
 */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** For whatever a page is waited for, on cores that others keep busy; a test as a whole has its own limit. */
export const PATIENCE_MS = 120_000;

export interface LentContext {
  readonly context: BrowserContext;
  /** Closes all of its pages, and forgets what they kept. To be lent again; a second time does nothing. */
  giveBack(): Promise<void>;
}

export interface ContextWish {
  /** Whose pages are opened in it. */
  readonly url: string;
  readonly options: BrowserContextOptions;
  /** What `prepare` depends on, but for the browser and the options. */
  readonly kind: string;
  /** Once for a context: routes and scripts that all of its pages have. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

const idle = new WeakMap<Browser, Map<string, KeptContext[]>>();

/** One that nobody has: kept from before, or new. */
export async function lendContext(browser: Browser, wish: ContextWish): Promise<LentContext> {
  const byWish = idle.get(browser) ?? new Map<string, KeptContext[]>();
  idle.set(browser, byWish);
  const key = JSON.stringify([wish.url, wish.kind, wish.options]);
  const free = byWish.get(key) ?? [];
  byWish.set(key, free);
  const kept = free.pop() ?? (await KeptContext.make(browser, wish));
  let isLent = true;
  return {
    context: kept.context,
    async giveBack() {
      // A test may have closed it itself.
      if (!isLent || !kept.isOpen) return;
      isLent = false;
      await kept.clear();
      free.push(kept);
    },
  };
}

class KeptContext {
  isOpen = true;
  readonly #origin: string;
  readonly #keeper: Page;

  private constructor(
    readonly context: BrowserContext,
    o: { origin: string; keeper: Page },
  ) {
    this.#origin = o.origin;
    this.#keeper = o.keeper;
    context.once('close', () => (this.isOpen = false));
  }

  static async make(browser: Browser, { url, options, prepare }: ContextWish): Promise<KeptContext> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    await prepare?.(context);
    // All pages of an origin share a process (browser.ts) for as long as one of them is open: this one stays.
    const keeper = await context.newPage();
    await keeper.goto(`${url}/icons/icon-16.png`);
    return new KeptContext(context, { origin: new URL(url).origin, keeper });
  }

  async clear(): Promise<void> {
    const pages = this.context.pages().filter((page) => page !== this.#keeper);
    await Promise.all(pages.map(end));
    await this.context.clearCookies();
    const session = await this.context.newCDPSession(this.#keeper);
    await session.send('Storage.clearDataForOrigin', { origin: this.#origin, storageTypes: 'all' });
    await session.detach();
  }
}

/** Closes a page. A request that a test holds back ends before, else Chromium would let it through to the server. */
async function end(page: Page): Promise<void> {
  await page.evaluate(() => window.stop()).catch(() => undefined);
  await page.close();
}
