/**
 * A sign-in that ends while the analyst works: a real provider whose tokens are good for ten minutes, the pane's effects over
 * Microsoft's real office.js, and the running server. The calendar is moved; nobody waits.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { authorizationCode } from '../../addin/client/sign-in/authorization-code.ts';
import type { IssuerSettings } from '../../addin/client/sign-in/sign-in-ways.ts';
import { previewSheets } from '../../addin/taskpane/effects/preview.ts';
import { pushSheets } from '../../addin/taskpane/effects/push.ts';
import { signInMyself } from '../../addin/taskpane/effects/sign-in.ts';
import { headlessWindow } from '../support/headless-person.ts';
import { AUDIENCE, CLIENT, IdentityProvider } from '../support/identity-provider.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type AnalystOptions, sitDown } from './analyst.ts';

const ORIGIN = 'http://127.0.0.1:41701';
const ROADMAP = { kind: 'ROADMAP', filter: { markets: ['SMB'] } } as const;

let provider: IdentityProvider;
let server: TestServer;
let begun: number;
beforeAll(async () => {
  provider = await IdentityProvider.start({ redirectUris: [`${ORIGIN}/sign-in`] });
  const env = { OIDC_ISSUER: provider.url, OIDC_AUDIENCE: AUDIENCE, ADDIN_CLIENT_ID: CLIENT };
  server = await startTestServer({ signIn: 'OIDC', env });
  begun = Date.now();
});
beforeEach(() => void jest.setSystemTime(begun));
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

/** As one person after the other signs in at the provider's page. */
const person =
  (login: string): NonNullable<AnalystOptions['person']> =>
  (settings: IssuerSettings) =>
    authorizationCode(settings, { window: headlessWindow(settings, { login }), origin: ORIGIN });

const minutesLater = (n: number): void => void jest.setSystemTime(Date.now() + n * 60_000);

const tokensAsked = (): number => provider.asked.filter((path) => path === '/token').length;

describe('a push long after the token has ended', () => {
  test.each<[string, Pick<AnalystOptions, 'clock'>]>([
    ['goes through: the pane knows the end, and renews before it asks', {}],
    [
      'goes through, too, where the pane’s clock stands still: the server’s refusal makes it renew',
      { clock: () => begun },
    ],
  ])('%s', async (_what, clock) => {
    const { pane, state, pull } = await sitDown(server, 'product', { person: person('product'), ...clock });
    expect(state().session).toMatchObject({ status: 'SIGNED_IN', viewer: { roles: ['PRODUCT'] } });
    const sheet = await pull(ROADMAP);
    const [[row = '']] = (await sheet.table()).slice(1) as [string[]];
    const title = `Renamed ${crypto.randomUUID()}`;
    await sheet.type(row, 'Title', title);
    await previewSheets(pane);
    const before = tokensAsked();
    minutesLater(45);

    await pushSheets(pane);
    expect(state()).toMatchObject({
      session: { status: 'SIGNED_IN' },
      result: { written: { cells: 1 }, rejections: [] },
    });
    expect(await sheet.cell(row, 'Title')).toBe(title);
    expect(tokensAsked()).toBe(before + 1);
  });
});

test('where the sign-in has ended for good the edits stay on the sheet, and go through after the next one', async () => {
  const { pane, state, pull } = await sitDown(server, 'product', { person: person('product') });
  const sheet = await pull(ROADMAP);
  const [[row = '']] = (await sheet.table()).slice(1) as [string[]];
  await sheet.type(row, 'Title', 'Renamed at last');
  // Longer than the provider takes a refresh token.
  minutesLater(3 * 60);
  await pushSheets(pane);
  expect(state().session).toMatchObject({
    status: 'SIGNED_OUT',
    notice: { nextStep: 'Sign in again. Your edits are still on the sheet.' },
  });
  expect(await sheet.cell(row, 'Title')).toBe('Renamed at last');

  await signInMyself(pane);
  await previewSheets(pane);
  await pushSheets(pane);
  expect(state()).toMatchObject({ result: { written: { cells: 1 }, rejections: [] } });
  expect(await sheet.cell(row, 'Title')).toBe('Renamed at last');
});
