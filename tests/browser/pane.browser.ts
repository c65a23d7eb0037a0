/** The pane as an analyst meets it: the built product, the real office.js, a workbook of our host. */
import { describe, expect, test } from '@jest/globals';
import { hiddenColumn, hiddenText, writeHiddenText } from '../support/hidden-texts.ts';
import type { Analyst } from './analyst.ts';
import { accessibilityFaults, overflow } from './axe.ts';
import type { PaneOptions } from './pane-page.ts';
import { usePanes } from './pane-support.ts';

const GOOD = 'ADV/PRACTICE-GOOD/US/MONTH/1';
const BETTER = 'ADV/PRACTICE-BETTER/US/MONTH/1';
const BEST = 'ADV/PRACTICE-BEST/US/MONTH/1';

const panes = usePanes();
const { analyst } = panes;

/** What another person pushes meanwhile, past the pane. */
async function pushElsewhere(row: string, column: string, value: string): Promise<void> {
  const post = async (route: string, body: object, token = ''): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    return (await fetch(panes.product.url + route, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  const { token } = (await post('/auth/demo', { user: 'admin' })) as { token: string };
  const { data } = (await post('/graphql', { query: '{ revision }' }, token)) as { data: { revision: number } };
  const part = { request: { kind: 'TIER_PRICE' }, baseRevision: data.revision, edits: [[row, column, value]] };
  const input = { parts: [part], reason: 'A competitor moved', idempotencyKey: crypto.randomUUID() };
  const query = 'mutation ($input: PushInput!) { pushChanges(input: $input) { applied } }';
  const answer = await post('/graphql', { query, variables: { input } }, token);
  expect(answer).toEqual({ data: { pushChanges: { applied: 1 } } });
}

describe.each<[where: string, options: PaneOptions]>([
  ['at 320 pixels, light', {}],
  ['at 450 pixels, dark', { colorScheme: 'dark', viewport: { width: 450, height: 700 } }],
  ['in high contrast', { colorScheme: 'dark', forcedColors: 'active' }],
])('the whole way %s', (_where, options) => {
  test('sign in, pull, edit, preview, push; a conflict; undo; history; axe finds nothing on any screen', async () => {
    const me = await analyst(options);
    await me.button(/Administrator/).waitFor();
    await me.isSound();
    await me.signIn(/Administrator/);
    await me.isSound();
    await me.press('Pull a matrix');
    await me.page.getByRole('radio', { name: /Tier prices/ }).click();
    await me.press(/^Markets/);
    await me.reads('SMB · 13 offerings');
    await me.reads(/27 rows/);
    await me.isSound();
    await me.press('Pull');
    await me.reads(/27 rows pulled/);
    await me.isSound();

    const price = Number(me.pane.cell(GOOD, 'USD')) + 1;
    me.pane.type(GOOD, 'USD', price);
    me.pane.type(BETTER, 'USD', 'seventy');
    me.pane.type(BEST, 'Suite', 'Mine');
    await me.preview();
    await me.reads('+1.00');
    await me.heading('Cannot be pushed (1)');
    await me.heading('Read-only cells typed over (1)');
    await me.isSound();
    await me.page.getByRole('radio', { name: /valid rows only/ }).click();
    await me.page.getByLabel('Reason').fill('List prices of 2027');
    await me.press('Push the valid rows');
    await me.heading('Pushed');
    await me.reads(/1 cell written as revision/);
    await me.isSound();
    await me.press('Done');
    expect([me.pane.cell(BETTER, 'USD'), me.pane.cell(BEST, 'Suite')]).toEqual(['seventy', 'LEDGERWELL']);

    me.pane.type(BETTER, 'USD', 68.68);
    await pushElsewhere(BETTER, 'USD', String(price + 40));
    await me.preview();
    await me.heading('Changed by others too (1)');
    await me.press('Resolve conflicts');
    await me.heading('1 conflict');
    await me.reads('68.68');
    await me.reads(/Demo administrator/);
    await me.isSound();
    await me.press('All mine');
    await me.press(/^Apply 1/);
    await me.heading('Preview');
    await me.press('Push 1 cell');
    await me.heading('Pushed');

    await me.press('Recent changes');
    await me.reads('List prices of 2027');
    await me.isSound();
    await me
      .button(/^Undo revision/)
      .first()
      .click();
    await me.page.getByLabel('Why is it undone?').fill('Too early');
    await me.isSound();
    await me
      .button(/^Undo revision/)
      .first()
      .click();
    await me.reads(/was undone by revision/);
    await me.reads('Too early');
    expect(me.pane.cell(BETTER, 'USD')).toBe(price + 40);

    await me.page.getByRole('tab', { name: 'Sheets' }).click();
    me.pane.type(BETTER, 'USD', 70);
    await me.press('Back to the sheets');
    await me.preview();
    await me.press(/^Go to ADV.*PRACTICE-BETTER/);
    await me.page.getByRole('tab', { name: 'Cell' }).click();
    await me.reads('Demo administrator undid: Too early');
    await me.isSound();
    await me.press('Put this cell back');
    await me.reads('1 cell put back');
    expect(me.pane.cell(BETTER, 'USD')).toBe(price + 40);
  });
});

describe('the workbook', () => {
  test('opened again knows its sheets and the edits in them; the token is nowhere', async () => {
    const first = await analyst();
    const answer = first.page.waitForResponse((response) => response.request().method() === 'POST');
    await first.press(/Pricing analyst/);
    const { token } = (await (await answer).json()) as { token: string };
    await first.pullPrices();
    first.pane.type(GOOD, 'USD', 99);
    const stored = await first.page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
    const { host } = first.pane;
    const cells = host.workbook.sheets.map(({ grid }) => {
      const area = grid.used(true);
      const at = (i: number): unknown =>
        area && grid.at(area.row + Math.floor(i / area.columns), area.column + (i % area.columns)).value;
      return Array.from({ length: area ? area.rows * area.columns : 0 }, (_, i) => at(i));
    });
    expect(stored + JSON.stringify(cells)).not.toContain(token.split('.').at(-1));
    await first.pane.close();

    const again = await analyst({ host });
    await again.signIn(/Pricing analyst/);
    await again.reads(/27 rows · revision/);
    await again.preview();
    await again.reads('99.00');
  });

  test('many differences are shown in pages and found by a word', async () => {
    const me = await analyst();
    await me.signIn(/Administrator/);
    await me.pullPrices();
    for (const { key, title } of me.pane.editable('USD', 'EUR')) me.pane.type(key, title, 7.77);
    await me.preview();
    await me.heading(/Changed cells \(5\d\)/);
    await me.press(/^Changed/);
    await me.press(/Show more/);
    await me.page.getByLabel('Search the preview').fill('practice-good usd');
    await me.heading('Changed cells (1)');
    await me.isSound();
  });
});

describe('a push that the workbook remembers', () => {
  /** In a workbook whose push was not answered, somebody puts another price into what is remembered. */
  async function tampered(): Promise<Analyst> {
    const me = await analyst();
    await me.signIn(/Administrator/);
    await me.pullPrices();
    me.pane.type(GOOD, 'USD', 44);
    await me.preview();
    await me.page.route('**/graphql', (route) => route.abort());
    await me.press('Push 1 cell');
    await me.reads('The server does not answer.');
    await me.page.unroute('**/graphql');
    const { host } = me.pane;
    const column = hiddenColumn(host, 'state:');
    const text = hiddenText(host, column);
    expect(text).toContain('"44"');
    writeHiddenText(host, column, text.replaceAll('"44"', '"0.01"'));
    await me.press('Back to the sheets');
    await me.press('Finish the push');
    await me.heading('Unfinished push');
    return me;
  }

  const pushes = (me: Analyst): string[] => {
    const sent: string[] = [];
    me.page.on('request', (request) => {
      if (request.postData()?.includes('mutation PushChanges') === true) sent.push(request.postData() ?? '');
    });
    return sent;
  };

  test('is shown with its values before it is sent, and dropped unsent', async () => {
    const me = await tampered();
    const sent = pushes(me);
    await me.heading('Changed cells (1)');
    await me.reads('0.01');
    await me.button('Send 1 cell').waitFor();
    await me.isSound();
    await me.press('Drop it');
    await me.reads('The push was dropped.');
    expect(sent).toEqual([]);
    await me.preview();
    await me.reads('44.00');
  });

  test('is sent as it was shown', async () => {
    const me = await tampered();
    const sent = pushes(me);
    await me.press('Send 1 cell');
    await me.reads(/1 cell written as revision/);
    expect(sent).toMatchObject([expect.stringContaining('0.01')]);
  });
});

test('everything works by keyboard: sign in, pull, preview and push', async () => {
  const me = await analyst();
  await me.button(/Administrator/).waitFor();
  /** Tab until the thing with this name has the focus, then the key. */
  const go = async (name: RegExp, key = 'Enter'): Promise<void> => {
    for (let i = 0; i < 60; i++) {
      const focused = await me.page.evaluate(() => {
        const element = document.activeElement;
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
        return element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '';
      });
      if (name.test(focused)) return me.page.keyboard.press(key);
      await me.page.keyboard.press('Tab');
    }
    throw new Error(`the Tab key never came to ${name}`);
  };
  await go(/^Administrator/);
  await me.reads('Nothing has been pulled');
  await go(/^Pull a matrix/);
  await go(/^Tier prices/, 'Space');
  await me.reads(/27 rows/);
  await go(/^Pull$/);
  await me.reads(/27 rows pulled/);
  me.pane.type(GOOD, 'USD', 41.41);
  await go(/^Preview$/);
  await me.heading('Preview');
  // The heading of the new screen has the focus, so the next stop is on it and not at the top of the page.
  expect(await me.page.evaluate(() => document.activeElement?.textContent)).toBe('Preview');
  await go(/^Push 1 cell/);
  await me.heading('Pushed');
});

test('the ribbon drives the same pane', async () => {
  const me = await analyst();
  await me.signIn(/Administrator/);
  await me.pane.ribbon('pull');
  await me.heading('Pull a matrix');
  await me.page.getByRole('radio', { name: /Tier prices/ }).click();
  await me.reads(/27 rows/);
  await me.press('Pull');
  await me.reads(/27 rows pulled/);
  me.pane.type(GOOD, 'USD', 42.42);
  await me.pane.ribbon('push');
  await me.heading('Preview');
  await me.pane.ribbon('push');
  await me.heading('Pushed');
  await me.pane.ribbon('refresh');
  await me.reads(/Up to date at revision/);
  await me.pane.ribbon('preview');
  await me.reads('Nothing has changed.');
  await me.isSound();
});

test('figures stand in the reader’s notation, and what he types is not guessed at', async () => {
  const me = await analyst({ locale: 'de-DE' });
  await me.signIn(/Administrator/);
  await me.pullPrices();
  me.pane.type(GOOD, 'USD', 1234.5);
  me.pane.type(BETTER, 'USD', '68,68');
  await me.preview();
  await me.reads('1.234,50');
  await me.heading('Cannot be pushed (1)');
});

describe('where it cannot go on, it says what to do', () => {
  test('in a browser without Excel', async () => {
    const context = await panes.product.browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await page.route('https://appsforoffice.microsoft.com/**', (route) => route.abort());
    await page.goto(`${panes.product.url}/taskpane`);
    await page.getByText('there is no Excel around it').waitFor();
    expect([await accessibilityFaults(page), await overflow(page)]).toEqual([[], 0]);
    await context.close();
  });

  test('in an Excel that is too old', async () => {
    const me = await analyst({ excelApi: '1.11' });
    await me.page.getByText('Update Microsoft 365').waitFor();
    await me.isSound();
  });

  test('where nobody signs in by name: a wrong access token, and a right one', async () => {
    const answer = await fetch(`${panes.product.url}/auth/demo`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"user":"viewer"}',
    });
    const { token } = (await answer.json()) as { token: string };
    const me = await analyst({ hasDemo: false });
    const field = me.page.getByRole('textbox', { name: 'Access token', exact: true });
    for (const [wrong, sentence] of [
      ['no-such-token', 'does not accept this access token'],
      ['two words', 'holds blanks'],
    ] as const) {
      await field.fill(wrong);
      await field.press('Enter');
      await me.reads(new RegExp(sentence));
    }
    await me.isSound();
    await field.fill(token);
    await field.press('Enter');
    await me.heading('Sheets in this workbook');
  });

  test('who may read a matrix and not write it, sees that before he edits', async () => {
    const me = await analyst();
    await me.signIn(/^Viewer/);
    await me.press('Pull a matrix');
    await me.page.getByRole('radio', { name: /Tier prices \(read only for you\)/ }).click();
    await me.reads(/3 rows/);
    await me.press('Pull');
    await me.reads('Read only for you');
    await me.isSound();
  });

  test('who may read nothing', async () => {
    const me = await analyst();
    await me.page.route('**/graphql', async (route) => {
      const isMatrices = route.request().postData()?.includes('query Matrices') ?? false;
      if (isMatrices) await route.fulfill({ json: { data: { matrices: [] } } });
      else await route.continue();
    });
    await me.signIn(/^Viewer/);
    await me.reads('You may not read any matrix.');
    await me.isSound();
  });

  test('the server is gone, comes back, and then takes the token no longer: the edits stay', async () => {
    const me = await analyst();
    await me.signIn(/Administrator/);
    await me.pullPrices();
    me.pane.type(GOOD, 'USD', 55);
    await me.page.route('**/graphql', (route) => route.abort());
    await me.press('Preview');
    await me.reads('The server does not answer.');
    await me.isSound();
    await me.page.unroute('**/graphql');
    await me.preview();
    await me.reads('55.00');
    await me.page.route('**/graphql', (route) => route.fulfill({ status: 401, json: { errors: [{ message: 'x' }] } }));
    await me.press('Compare again');
    await me.reads(/Your edits are still on the sheet/);
    await me.isSound();
    await me.page.unroute('**/graphql');
    await me.signIn(/Administrator/);
    await me.preview();
    await me.reads('55.00');
  });

  test('the table of a sheet is gone: it is listed, and can be pulled again or removed', async () => {
    const me = await analyst();
    await me.signIn(/Administrator/);
    await me.pullPrices();
    const { workbook } = me.pane.host;
    const sheet = workbook.sheet('Tier prices');
    if (!sheet) throw new Error('the sheet is not there');
    workbook.removeSheet(sheet);
    await me.press('Refresh');
    await me.reads('Its table was deleted');
    await me.isSound();
    await me.press('Remove from the workbook');
    await me.reads('Nothing has been pulled');
  });
});
