/** GraphiQL as a visitor meets it, served by the built product. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { type Watched, watch } from '../support/browser.ts';
import { PATIENCE_MS } from '../support/kept-context.ts';
import { type Product, startProduct } from './journey-page.ts';

let product: Product;
let context: BrowserContext;
let page: Page;
let watched: Watched;

beforeAll(async () => {
  product = await startProduct();
});

afterAll(() => product?.end());

beforeEach(async () => {
  // One of its own for each test: GraphiQL keeps its query in storage, at times of its own.
  context = await product.browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(PATIENCE_MS);
  page = await context.newPage();
  watched = watch(page);
});

afterEach(() => context.close());

const open = async (): Promise<void> => {
  await page.goto(`${product.url}/graphql`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
};
const run = (): Promise<void> => page.getByRole('button', { name: /Execute query/ }).click();
const signInAs = (user: string): Promise<unknown> => page.getByLabel(/Sign in/).selectOption(user);
const showsStatus = (text: RegExp): Promise<void> => page.getByRole('banner').getByText(text).first().waitFor();
const showsResult = (text: string): Promise<void> =>
  page.locator('.result-window .view-line', { hasText: text }).first().waitFor();

async function demoToken(user: string): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${product.url}/auth/demo`, { method: 'POST', headers, body: JSON.stringify({ user }) });
  return ((await response.json()) as { token: string }).token;
}

/** As where DATABASE_URL is set: nobody signs in by name. */
const withoutDemo = (): Promise<unknown> =>
  page.route('**/auth/demo', (route) => route.fulfill({ status: 404, body: '{}' }));

describe('a visitor who is signed out', () => {
  test('sees a query and how to sign in, and no error', async () => {
    await open();
    expect(
      await page
        .getByLabel(/Sign in/)
        .locator('option')
        .allTextContents(),
    ).toEqual([
      'Choose a demo user…',
      ...['viewer', 'pricing', 'finance', 'product', 'approver', 'admin'].map((user) => expect.stringContaining(user)),
    ]);
    await page.locator('.graphiql-query-editor').getByText('TIER_PRICE').waitFor();
    expect(watched.troubles).toEqual([]);
  });

  test('is told to sign in when he runs a query, and the server is not asked', async () => {
    await open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await run();
    await showsResult('You are not signed in');
    expect(asked.filter((url) => url.endsWith('/graphql'))).toEqual([]);
  });
});

describe('a demo user', () => {
  test('runs the first query, and completion knows the schema', async () => {
    await open();
    await signInAs('pricing');
    await showsStatus(/Demo pricing analyst/);
    await run();
    await showsResult('"Demo pricing analyst"');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    await page.getByRole('link', { name: 'Query', exact: true }).click();
    await page.getByText('matrixDelta').first().waitFor();
    expect(watched.troubles).toEqual([]);
  });

  test('asks no other site for anything: editor, workers and fonts come from our origin', async () => {
    await open();
    await signInAs('viewer');
    await showsStatus(/Demo viewer/);
    await run();
    await showsResult('"Demo viewer"');
    // Only the worker that knows GraphQL can underline this, and only with the schema.
    await page.locator('.graphiql-query-editor .view-line').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('{ noSuchField }');
    await page.locator('.graphiql-query-editor .squiggly-error').first().waitFor();
    expect([...watched.origins]).toEqual([product.url]);
    expect(watched.workers.filter((url) => !url.startsWith(`${product.url}/assets/`))).toEqual([]);
    expect(watched.workers.map((url) => /(\w+)\.worker-/.exec(url)?.[1])).toEqual(
      expect.arrayContaining(['editor', 'graphql', 'json']),
    );
    expect(watched.troubles).toEqual([]);
  });

  test('leaves no token behind: none in storage or cookies, and a reload signs out', async () => {
    await open();
    const answer = page.waitForResponse('**/auth/demo');
    await signInAs('finance');
    const { token } = (await (await answer).json()) as { token: string };
    await showsStatus(/Demo finance analyst/);
    await run();
    await showsResult('"Demo finance analyst"');
    const stored = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(token.split('.')[2]);
    expect(await context.cookies()).toEqual([]);
    await page.reload();
    await page.getByLabel(/Sign in/).waitFor();
  });

  test('signs out, and becomes another', async () => {
    await open();
    await signInAs('admin');
    await showsStatus(/Demo administrator/);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signInAs('viewer');
    await showsStatus(/Demo viewer/);
    await run();
    await showsResult('"Demo viewer"');
  });

  test('whose sign-in has expired is told so and may sign in again', async () => {
    await open();
    await signInAs('pricing');
    await showsStatus(/Demo pricing analyst/);
    await page.route('**/graphql', (route) =>
      route.fulfill({ status: 401, json: { errors: [{ message: 'expired' }] } }),
    );
    await run();
    await showsStatus(/sign-in has expired/);
    await page.unroute('**/graphql');
    await signInAs('pricing');
    await showsStatus(/Signed in as/);
  });
});

describe('where there are no demo users', () => {
  test('a bearer token signs in, and a wrong one is refused in a sentence', async () => {
    await withoutDemo();
    await open();
    const field = page.getByLabel(/Bearer token/);
    for (const [wrong, sentence] of [
      ['no-such-token', /does not accept this token/],
      ['two words', /not a bearer token/],
    ] as const) {
      await field.fill(wrong);
      await field.press('Enter');
      await showsStatus(sentence);
    }
    await field.fill(await demoToken('approver'));
    await field.press('Enter');
    await showsStatus(/Demo approver/);
    await run();
    await showsResult('"Demo approver"');
  });
});
