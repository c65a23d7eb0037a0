/** What a test leaves in a browser does not reach the next, although both have the same context. */
import { expect, test } from '@jest/globals';
import type { BrowserContext } from 'playwright-core';
import { type LentContext, lendContext } from '../support/kept-context.ts';
import { useServedPages } from './workbench-support.ts';

const pages = useServedPages();

const lend = (kind: string): Promise<LentContext> =>
  lendContext(pages.browser, { url: pages.server.url, options: {}, kind });

/** Of a new page, after what it kept from before. */
async function keptIn(context: BrowserContext): Promise<unknown> {
  const page = await context.newPage();
  await page.goto(`${pages.server.url}/icons/icon-16.png`);
  return page.evaluate(async () => [
    { ...localStorage },
    { ...sessionStorage },
    document.cookie,
    (await indexedDB.databases()).map(({ name }) => name),
    Object.keys(window).filter((name) => name === 'left'),
  ]);
}

/** All that a page can leave behind. */
const leave = (context: BrowserContext): Promise<void> =>
  Promise.all(
    context.pages().map((page) =>
      page.evaluate(async () => {
        localStorage.setItem('left', '1');
        sessionStorage.setItem('left', '1');
        document.cookie = 'left=1';
        Object.assign(window, { left: 1 });
        await new Promise((opened) => (indexedDB.open('left').onsuccess = opened));
      }),
    ),
  ).then(() => undefined);

test('a context that is given back is lent again, empty', async () => {
  const first = await lend('a');
  await keptIn(first.context);
  await leave(first.context);
  expect(await keptIn(first.context)).toEqual([{ left: '1' }, {}, 'left=1', ['left'], []]);
  await first.giveBack();
  const second = await lend('a');
  expect(second.context).toBe(first.context);
  expect(await keptIn(second.context)).toEqual([{}, {}, '', [], []]);
  // It is somebody else's by now.
  await first.giveBack();
  expect((await lend('a')).context).not.toBe(second.context);
  expect(second.context.pages().length).toBe(2);
});

test('one that somebody has, that is of another kind, or that was closed, is not lent', async () => {
  const [first, second, other] = [await lend('b'), await lend('b'), await lend('c')];
  expect(new Set([first.context, second.context, other.context]).size).toBe(3);
  await first.context.close();
  await first.giveBack();
  await second.giveBack();
  const [third, fourth] = [await lend('b'), await lend('b')];
  expect(third.context).toBe(second.context);
  expect(await keptIn(fourth.context)).toEqual([{}, {}, '', [], []]);
});

test('a request that a test holds back never reaches the server, also when its page is closed', async () => {
  const lent = await lend('d');
  const page = await lent.context.newPage();
  await page.goto(`${pages.server.url}/icons/icon-16.png`);
  const asked: string[] = [];
  pages.server.onRequest((path) => asked.push(path));
  await page.route('**/held', () => new Promise(() => undefined));
  await Promise.all([
    page.waitForRequest('**/held'),
    page.evaluate(() => void fetch('/held', { method: 'POST', body: 'x' }).catch(() => undefined)),
  ]);
  await lent.giveBack();
  // Once the server has heard this, it has heard what was let through at the closing, too.
  await fetch(`${pages.server.url}/afterwards`);
  expect(asked).toEqual(['/afterwards']);
});
