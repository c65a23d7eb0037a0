/**
 * People sign in themselves, in a browser: the built product in production, a real OpenID Connect provider with its own pages,
 * and the three ways from the pane to it: a window of the browser (workbench), Office's dialog through the unmodified
 * office.js, and Office itself through the unmodified MSAL.
 *
 * It does not prove what a real Excel and Microsoft Entra ID do. The host's side of the dialog is `window.open`, as office.js has
 * it on a Mac; the host's side of nested app authentication is made after what MSAL sends and reads.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { startBrowser, type Watched, watch } from '../support/browser.ts';
import globalSetup from '../support/global-setup.ts';
import globalTeardown from '../support/global-teardown.ts';
import { AUDIENCE, CLIENT, IdentityProvider } from '../support/identity-provider.ts';
import { TestIssuer } from '../support/issuer.ts';
import { lendContext } from '../support/kept-context.ts';
import { type Production, startProduction } from '../support/production.ts';
import { endServerProcesses } from '../support/server-process.ts';
import { accessibilityFaults } from './axe.ts';
import { openPane, type PaneOptions, type PanePage } from './pane-page.ts';

let browser: Browser;
beforeAll(async () => {
  await globalSetup();
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await endServerProcesses();
  await globalTeardown();
});

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const opened of open.splice(0)) await opened.close();
});

/** The provider's own pages: whatever name is typed is who it is. */
async function typeAtProvider(page: Page, login: string): Promise<void> {
  await page.getByPlaceholder('Enter any login').fill(login);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

/** All that the pages of this origin keep. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));

const bearerOf = (page: Page): Promise<string> =>
  page.waitForRequest('**/graphql').then(async (request) => (await request.headerValue('authorization')) ?? '');

/** The host of these tests has no custom functions, which office.js asks for at its start. */
const troublesOf = ({ troubles }: Watched): string[] => troubles.filter((text) => !text.includes('CustomFunctions'));

describe('at a real provider', () => {
  let provider: IdentityProvider;
  let product: Production;
  /** The same provider by another name: another origin to a browser. */
  const elsewhere = (): string => provider.url.replace('127.0.0.1', 'localhost');
  beforeAll(async () => {
    provider = await IdentityProvider.start({ redirectUris: [] });
    const oidc = { OIDC_ISSUER: provider.url, OIDC_AUDIENCE: AUDIENCE, OIDC_ORIGINS: elsewhere() };
    const env = { ...oidc, ADDIN_CLIENT_ID: CLIENT };
    product = await startProduction(env);
    await provider.leadBackTo([`${product.url}/sign-in`]);
  });
  afterAll(async () => {
    await product?.stop();
    await provider?.stop();
  });

  async function workbench(): Promise<{ page: Page; pane: FrameLocator; troubles: string[] }> {
    const options = { viewport: { width: 1280, height: 800 } };
    const { context, giveBack } = await lendContext(browser, { url: product.url, options, kind: 'sign-in' });
    open.push({ close: giveBack });
    const page = await context.newPage();
    const { troubles } = watch(page);
    await page.goto(`${product.url}/workbench`);
    return { page, pane: page.frameLocator('iframe'), troubles };
  }

  test('a window of the browser opens, the person signs in, the pane has his token, and nothing keeps it', async () => {
    const { page, pane, troubles } = await workbench();
    const opened = page.waitForEvent('popup');
    await pane.getByRole('button', { name: 'Sign in', exact: true }).click();
    const popup = await opened;
    await pane.getByText('Waiting for the sign-in window').waitFor();
    const bearer = bearerOf(page);
    const closed = popup.waitForEvent('close');
    await typeAtProvider(popup, 'pricing');
    await closed;
    await pane.getByRole('button', { name: 'Account: Demo pricing analyst' }).waitFor();
    const token = (await bearer).replace('Bearer ', '');
    expect(token).toMatch(/^eyJ/);
    expect(await kept(page)).not.toContain(token.split('.')[2]);
    expect(troubles).toEqual([]);
  });

  test('a provider whose tokens come from another origin of its own may be asked there, too', async () => {
    const { page, pane, troubles } = await workbench();
    await page.route('**/.well-known/openid-configuration', async (route) => {
      const said = (await (await route.fetch()).json()) as { token_endpoint: string };
      const tokens = said.token_endpoint.replace(provider.url, elsewhere());
      await route.fulfill({
        json: { ...said, token_endpoint: tokens },
        headers: { 'Access-Control-Allow-Origin': '*' },
      });
    });
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      pane.getByRole('button', { name: 'Sign in', exact: true }).click(),
    ]);
    const tokens = page.waitForRequest(`${elsewhere()}/**`);
    await typeAtProvider(popup, 'pricing');
    await pane.getByRole('button', { name: 'Account: Demo pricing analyst' }).waitFor();
    expect((await tokens).method()).toBe('POST');
    expect(troubles).toEqual([]);
  });

  test('who gives up, or is refused, or is no user, is told so and can begin again', async () => {
    const { page, pane } = await workbench();
    const begin = async (): Promise<Page> => {
      const opened = page.waitForEvent('popup');
      await pane.getByRole('button', { name: 'Sign in', exact: true }).click();
      return opened;
    };
    const first = await begin();
    const closed = first.waitForEvent('close');
    await pane.getByRole('button', { name: 'Cancel' }).click();
    await closed;
    const second = await begin();
    await second.getByRole('link', { name: /Cancel/ }).click();
    await pane.getByRole('main').getByText('Your identity provider did not sign you in').first().waitFor();
    await typeAtProvider(await begin(), 'stranger');
    await pane.getByRole('main').getByText('Marketgrid does not know you yet').first().waitFor();
    await pane.getByRole('button', { name: 'Use an access token instead' }).click();
    await pane.getByLabel('Access token').waitFor();
  });

  test('a window that nobody asked for leads to our provider only, and hands its answer to nobody', async () => {
    const { page, pane } = await workbench();
    const opened = page.waitForEvent('popup');
    await pane.getByRole('button', { name: 'Sign in', exact: true }).click();
    const popup = await opened;
    const other = await page.context().newPage();
    // Another answer, in the name of another sign-in: the pane that waits does not take it.
    await other.goto(`${product.url}/sign-in#state=browser.other&code=stolen`);
    await other.getByText('You can close this window').waitFor();
    expect(other.url()).toBe(`${product.url}/sign-in`);
    await pane.getByText('Waiting for the sign-in window').waitFor();
    // No parameter says where it goes.
    await other.goto(`${product.url}/sign-in?state=browser.x&challenge=${'c'.repeat(43)}&issuer=https://evil.example`);
    await other.waitForURL(`${provider.url}/**`);
    await typeAtProvider(popup, 'viewer');
    await pane.getByRole('button', { name: 'Account: Demo viewer' }).waitFor();
  });

  const inExcel = async (o: PaneOptions = {}): Promise<PanePage> => {
    const pane = await openPane(browser, product.url, o);
    open.push(pane);
    return pane;
  };

  test('in Excel it is Office’s dialog, by the unmodified office.js', async () => {
    const { page, watched } = await inExcel({ requirements: { DialogApi: '1.1' } });
    const opened = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    const dialog = await opened;
    const closed = dialog.waitForEvent('close');
    await typeAtProvider(dialog, 'finance');
    await closed;
    await page.getByRole('button', { name: 'Account: Demo finance analyst' }).waitFor();
    expect(troublesOf(watched)).toEqual([]);
  });

  test('the page for signing in is fit to be read out, and says when it does not work', async () => {
    const { page } = await inExcel();
    await page.goto(`${product.url}/sign-in`);
    await page.getByText('Signing in does not work just now').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('pages may ask the provider and nobody else; without one they may ask nobody', async () => {
    const policy = async (route: string): Promise<string> =>
      (await fetch(`${product.url}${route}`)).headers.get('content-security-policy') ?? '';
    for (const route of ['/taskpane', '/workbench/taskpane', '/sign-in'])
      expect(await policy(route)).toContain(`connect-src 'self' ${provider.url} ${elsewhere()};`);
    for (const route of ['/workbench', '/graphql']) expect(await policy(route)).not.toContain(provider.url);
    expect(await policy('/sign-in')).toContain("frame-ancestors 'none'");
    for (const route of ['/taskpane', '/workbench/taskpane', '/sign-in', '/workbench'])
      expect(await policy(route)).not.toMatch(/unsafe-eval|script-src[^;]*(unsafe-inline|\*)/);
  });
});

describe('nested in Office', () => {
  const ENTRA = 'https://login.microsoftonline.com/11111111-2222-4333-8444-555555555555/v2.0';
  const SCOPES = 'api://marketgrid/access';
  let issuer: TestIssuer;
  let product: Production;
  beforeAll(async () => {
    issuer = await TestIssuer.start();
    product = await startProduction({
      ...{ OIDC_ISSUER: ENTRA, OIDC_AUDIENCE: 'marketgrid', OIDC_JWKS_URL: issuer.jwksUrl, OIDC_SUBJECT_CLAIM: 'oid' },
      ...{ ADDIN_CLIENT_ID: CLIENT, ADDIN_SCOPES: SCOPES },
    });
  });
  afterAll(async () => {
    await product?.stop();
    await issuer?.stop();
  });

  interface TokenAsked {
    readonly method: string;
    readonly tokenParams?: { readonly clientId: string; readonly scope: string; readonly authority?: string };
  }

  /** Office, as MSAL sees it. `lifetime` of tokens in seconds. */
  async function office(o: { silently: boolean; lifetime?: number }): Promise<PanePage & { asked: TokenAsked[] }> {
    const asked: TokenAsked[] = [];
    const pane = await openPane(browser, product.url, {
      requirements: { NestedAppAuth: '1.1', DialogApi: '1.1' },
      async beforeOpen(page) {
        await page.exposeFunction('askOffice', async (text: string) => {
          const request = JSON.parse(text) as TokenAsked;
          asked.push(request);
          return JSON.stringify(await answer(request, o));
        });
        await page.addInitScript(bridge);
      },
    });
    open.push(pane);
    return { ...pane, asked };
  }

  async function answer({ method }: TokenAsked, o: { silently: boolean; lifetime?: number }): Promise<object> {
    if (method === 'GetInitContext') return { success: true, initContext: { sdkName: 'test', sdkVersion: '1' } };
    if (method === 'GetToken' && !o.silently) return { success: false, error: { status: 'USER_INTERACTION_REQUIRED' } };
    const claims = { iss: ENTRA, oid: 'product', sub: 'pairwise', tid: '11111111-2222-4333-8444-555555555555' };
    const token = await issuer.token({ claims: { ...claims, jti: crypto.randomUUID() } });
    return {
      success: true,
      token: { access_token: token, id_token: token, expires_in: o.lifetime ?? 3600, scope: SCOPES, properties: null },
      account: {
        environment: 'login.microsoftonline.com',
        username: 'ann@example.com',
        localAccountId: 'product',
        homeAccountId: 'a.b',
      },
    };
  }

  const press = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign in', exact: true }).click();
  const isProduct = (page: Page): Promise<void> =>
    page.getByRole('button', { name: 'Account: Demo product manager' }).waitFor();
  const methods = (asked: readonly TokenAsked[]): string[] => asked.map(({ method }) => method);

  test('who is signed in to Office is signed in without a question, and nothing keeps the token', async () => {
    const { page, asked, watched } = await office({ silently: true });
    const bearer = bearerOf(page);
    await press(page);
    await isProduct(page);
    expect(methods(asked)).toEqual(['GetInitContext', 'GetToken']);
    expect(asked[1]?.tokenParams).toMatchObject({ clientId: CLIENT });
    expect(asked[1]?.tokenParams?.scope).toContain(SCOPES);
    const signature = (await bearer).split('.')[2] ?? '';
    expect(signature.length).toBeGreaterThan(100);
    expect(await kept(page)).not.toContain(signature);
    expect(troublesOf(watched)).toEqual([]);
    expect([...watched.origins].sort()).toEqual([product.url, 'https://appsforoffice.microsoft.com'].sort());
  });

  test('where Office must ask, it does', async () => {
    const { page, asked } = await office({ silently: false });
    await press(page);
    await isProduct(page);
    expect(methods(asked)).toEqual(['GetInitContext', 'GetToken', 'GetTokenPopup']);
  });

  test('a token that ends is renewed through Office, without a question', async () => {
    // Shorter than the margin before the end: each request renews.
    const { page, asked } = await office({ silently: true, lifetime: 30 });
    await press(page);
    await isProduct(page);
    await page.getByText('Sheets in this workbook').waitFor();
    expect(methods(asked).filter((method) => method === 'GetToken').length).toBeGreaterThan(1);
    expect(methods(asked)).not.toContain('GetTokenPopup');
  });

  test('where Office promises it and has no bridge, the dialog opens instead', async () => {
    const pane = await openPane(browser, product.url, {
      requirements: { NestedAppAuth: '1.1', DialogApi: '1.1' },
    });
    open.push(pane);
    const { page, context } = pane;
    // Asked of the window's request, not of the window: nobody answers for the issuer here, and the pane closes it again.
    const asked = context.waitForEvent('request', (request) => new URL(request.url()).pathname === '/sign-in');
    await press(page);
    expect((await asked).isNavigationRequest()).toBe(true);
  });
});

/** Runs in the page: what `window.nestedAppAuthBridge` is to MSAL. */
function bridge(): void {
  const hosted = window as unknown as { askOffice(text: string): Promise<string>; nestedAppAuthBridge: unknown };
  let listener: (text: string) => void = () => undefined;
  hosted.nestedAppAuthBridge = {
    addEventListener: (_type: string, added: (text: string) => void) => void (listener = added),
    postMessage(text: string) {
      const { requestId } = JSON.parse(text) as { requestId: string };
      void hosted.askOffice(text).then((answer) => {
        const body = JSON.parse(answer) as object;
        listener(JSON.stringify({ messageType: 'NestedAppAuthResponse', requestId, ...body }));
      });
    },
  };
}
