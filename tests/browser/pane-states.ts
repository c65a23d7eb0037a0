/**
 * Every state that the pane can be in, and how an analyst comes there. What only a large company or a bad day brings
 * (thousands of refusals, a server that is gone, names in other scripts) is answered in the server's place.
 *
 * What it does not prove: that the server gives such answers. tests/changes and the journeys do.
 */
import type { Page, Route } from 'playwright-core';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { Analyst } from './analyst.ts';
import type { Colleague } from './colleague.ts';
import type { PaneOptions } from './pane-page.ts';

export interface PaneStateCase {
  readonly name: string;
  readonly options?: PaneOptions;
  /** Where the page is open: brings it into the state. */
  open(me: Analyst, colleague: Colleague): Promise<unknown>;
}

const GOOD = 'ADV/PRACTICE-GOOD/US/MONTH/1';
const BETTER = 'ADV/PRACTICE-BETTER/US/MONTH/1';
const BEST = 'ADV/PRACTICE-BEST/US/MONTH/1';
const LONG = 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Department of Extraordinarily Long Names';
const NAMES = [LONG, 'مدير التسعير للأسواق الناشئة', '👩🏽‍💻 Zoë 🚀 Björk', '<script>alert(1)</script>', '=HYPERLINK("x")'];

/** Answers an operation in the server's place. */
async function answer(
  page: Page,
  operation: string,
  body: object | ((route: Route) => Promise<unknown>),
): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const { query } = route.request().postDataJSON() as { query: string };
    if (!new RegExp(`^(query|mutation) ${operation}\\b`).test(query)) return route.fallback();
    await (typeof body === 'function' ? body(route) : route.fulfill({ json: body }));
  });
}

const forever = (): Promise<never> => new Promise(() => undefined);
const fault = (code: string, message: string): object => ({
  errors: [{ message, extensions: { code } }],
});

/** Signed in, with the prices pulled. */
async function atPrices(me: Analyst): Promise<void> {
  await me.signIn(/Administrator/);
  await me.pullPrices();
}

async function pullAnother(me: Analyst, matrix: RegExp): Promise<void> {
  await me.press(/^Pull (a|another) matrix$/);
  await me.choose(matrix);
  await me.reads(/rows?, \d+ columns? of cells/);
  await me.press('Pull');
  await me.reads(/rows pulled at revision/);
}

/** A matrix of so many rows, as the server would give it. */
async function answerLargeMatrix(me: Analyst, count: number): Promise<void> {
  await answer(me.page, 'Matrix', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: { matrix: { rowCount: number; rows: unknown[][] } } };
    const { matrix } = body.data;
    const [first = []] = matrix.rows;
    matrix.rows = Array.from({ length: count }, (_, i) => {
      const row = [...first];
      row[0] = `ADV/OFFER-${String(i).padStart(5, '0')}/US/MONTH/1`;
      row[7] = `OFFER-${String(i).padStart(5, '0')}`;
      return row;
    });
    matrix.rowCount = count;
    await route.fulfill({ json: body });
  });
}

/** The answer to a push or a dry run with these refusals and warnings. */
const pushAnswer = (o: { rejections?: object[]; warnings?: object[]; changeSet?: object | null }): object => ({
  data: {
    pushChanges: {
      changeSet: null,
      revision: 999,
      applied: 0,
      unchanged: 0,
      inserted: [],
      rejections: [],
      warnings: [],
      deltas: [{ revision: 999, rows: [], removed: [] }],
      ...o,
    },
  },
});

const refusal = (row: string, o: object = {}): object => ({
  part: 0,
  row,
  column: 'USD',
  code: 'OUT_OF_RANGE',
  message: 'USD is −5.00, below the least that is allowed, 0.',
  nextStep: 'Enter an amount of at least 0.',
  ...{ base: null, mine: null, theirs: null, by: null, at: null },
  ...o,
});

const changeSetsOf = (count: number): object => ({
  data: {
    changeSets: {
      nodes: Array.from({ length: count }, (_, i) => ({
        id: `c${i}`,
        revision: 400 - i,
        author: NAMES[i % NAMES.length],
        reason: i % 3 === 0 ? null : `${NAMES[(i + 2) % NAMES.length]} asked for it, after a long talk about discounts`,
        at: `2026-11-2${i % 8}T0${i % 9}:15:00Z`,
        state: i % 4 === 2 ? 'REVERTED' : 'APPLIED',
        kind: ['PUSH', 'IMPORT', 'REVERT'][i % 3],
        reverts: i % 3 === 2 ? 12 : null,
        changes: { totalCount: 10 ** (i % 6) },
      })),
      pageInfo: { hasNextPage: true, endCursor: 'x' },
    },
  },
});

const usersOf = (count: number): object => ({
  data: {
    users: {
      totalCount: 1_204,
      nodes: Array.from({ length: count }, (_, i) => ({
        id: `u${i}`,
        subject: i % 2 === 0 ? `person.${i}@example.com` : `00u1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7-${i}`,
        name: NAMES[i % NAMES.length],
        roles: [
          ['PRICING', 'FINANCE'],
          ['ADMIN'],
          ['VIEWER', 'PRICING', 'FINANCE', 'PRODUCT', 'APPROVER', 'ADMIN'],
          [],
        ][i % 4],
        archivedAt: i % 5 === 3 ? '2026-11-01T00:00:00Z' : null,
        marketGrants: { nodes: ['ADV', 'SMB', 'EMEA'].slice(i % 4).map((code) => ({ market: { code } })) },
      })),
      pageInfo: { hasNextPage: true, endCursor: 'x' },
    },
  },
});

async function atAccess(me: Analyst, part?: string): Promise<void> {
  await me.signIn(/Administrator/);
  await me.tab('Access');
  await me.heading('Access');
  if (part !== undefined) await me.press(part);
}

async function atTokenForm(me: Analyst): Promise<void> {
  await atAccess(me, 'Tokens');
  await me.press('Create a token');
  await me.choose(/Demo viewer/);
  await me.page.getByLabel('Name').fill('Nightly sales report');
}

/** With a price that somebody else has changed too, and mine beside it. */
async function atConflict(me: Analyst, colleague: Colleague): Promise<void> {
  await atPrices(me);
  const price = Number(me.pane.cell(BETTER, 'USD'));
  me.pane.type(BETTER, 'USD', 68.68);
  me.pane.type(GOOD, 'USD', 11);
  await colleague.push({ kind: 'TIER_PRICE' }, [[BETTER, 'USD', String(price + 1)]], 'A competitor moved');
}

/** Excel never answers office.js. */
async function fallSilent(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { webkit: { messageHandlers: { Agave: { postMessage: () => undefined } } } });
  });
}

export const BEFORE_SIGN_IN: readonly PaneStateCase[] = [
  {
    name: 'waiting for Excel',
    options: { beforeOpen: fallSilent },
    open: (me) => me.page.getByText('Waiting').waitFor(),
  },
  {
    name: 'an Excel that is too old',
    options: { excelApi: '1.11' },
    open: (me) => me.page.getByText('Update Microsoft 365').waitFor(),
  },
  { name: 'the demo’s sign-in', open: (me) => me.button(/Administrator/).waitFor() },
  {
    name: 'a token that is refused',
    options: { hasDemo: false },
    async open(me) {
      const field = me.page.getByRole('textbox', { name: 'Access token', exact: true });
      await field.fill('no-such-token');
      await field.press('Enter');
      await me.reads(/does not accept this access token/);
    },
  },
  {
    name: 'the server is gone at sign-in',
    async open(me) {
      await me.button(/Administrator/).waitFor();
      await me.page.route(/\/(graphql|auth\/.*)$/, (route) => route.abort());
      await me.page.evaluate(() => dispatchEvent(new Event('offline')));
      await me.page.reload();
      await me.reads('The server does not answer.');
    },
  },
];

export const SHEETS: readonly PaneStateCase[] = [
  { name: 'no sheet yet', open: (me) => me.signIn(/Administrator/) },
  {
    name: 'nothing granted',
    async open(me) {
      await answer(me.page, 'Matrices', { data: { matrices: [] } });
      await me.signIn(/^Viewer/);
      await me.reads('You may not read any matrix.');
    },
  },
  {
    name: 'the account',
    async open(me) {
      await answer(me.page, 'Me', {
        data: {
          me: { name: LONG, roles: ['PRICING', 'FINANCE', 'APPROVER'], markets: ['ADV', 'SMB', 'EMEA-NORTH', 'APAC'] },
        },
      });
      await me.signIn(/Administrator/);
      await me.press(/^Account/);
    },
  },
  {
    name: 'what may be pulled cannot be learnt',
    async open(me) {
      await answer(me.page, 'Matrices', (route) => route.abort());
      await me.signIn(/Administrator/);
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'a pulled sheet, its actions open',
    async open(me) {
      await atPrices(me);
      await me.press(/^Actions for/);
    },
  },
  {
    name: 'several sheets',
    async open(me) {
      await atPrices(me);
      await pullAnother(me, /^Budget/);
      await pullAnother(me, /^Roadmap/);
    },
  },
  {
    name: 'a sheet that may only be read',
    async open(me) {
      await me.signIn(/^Viewer/);
      await pullAnother(me, /Tier prices/);
      await me.reads('Read only for you');
    },
  },
  {
    name: 'a sheet whose table is gone',
    async open(me) {
      await atPrices(me);
      const { workbook } = me.pane.host;
      const sheet = workbook.sheet('Tier prices');
      if (sheet) workbook.removeSheet(sheet);
      await me.press('Refresh');
      await me.reads('Its table was deleted');
    },
  },
  {
    name: 'asked before edits are lost',
    async open(me) {
      await atPrices(me);
      await me.press(/^Actions for/);
      await me.press('Revert the sheet');
      await me.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'signed out, the edits kept',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await answer(me.page, 'PushChanges', (route) =>
        route.fulfill({ status: 401, json: { errors: [{ message: 'x' }] } }),
      );
      await me.press('Preview');
      await me.reads(/Your edits are still on the sheet/);
    },
  },
  {
    name: 'the columns have changed',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await answer(
        me.page,
        'MatrixDelta',
        fault('VIEW_CHANGED', 'The columns of this view have changed since it was pulled.'),
      );
      await me.press('Refresh');
      await me.reads(/columns of this view have changed/);
    },
  },
  {
    name: 'a fault of the server',
    async open(me) {
      await atPrices(me);
      const body = {
        errors: [
          {
            message: 'Something went wrong on the server.',
            extensions: { code: 'INTERNAL', errorId: '5f2c9a1e-77aa-4f0b-9c55-0c7d3f1f2b11' },
          },
        ],
      };
      await answer(me.page, 'MatrixDelta', body);
      await me.press('Refresh');
      await me.reads(/Something went wrong on the server/);
    },
  },
];

export const PULLING: readonly PaneStateCase[] = [
  {
    name: 'a matrix is to be chosen',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
    },
  },
  {
    name: 'filters with a search',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await me.choose(/Tier prices/);
      await me.press(/^Offerings/);
      await me.page.getByLabel('Search Offerings').fill('good');
      await me.reads(/ match/);
      await me.page.getByRole('checkbox').first().check();
      await me.reads(/rows?, \d+ columns? of cells/);
    },
  },
  {
    name: 'the only approved budget is chosen beforehand',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await me.choose(/^Budget/);
      await me.reads(/Budget plan: .*2027/);
      await me.reads(/rows?, \d+ columns? of cells/);
    },
  },
  {
    name: 'a budget plan is to be chosen',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'Choices', async (route) => {
        const body = (await (await route.fetch()).json()) as { data: { presumed?: { nodes: object[] } } };
        if (body.data.presumed) body.data.presumed.nodes = [];
        await route.fulfill({ json: body });
      });
      await me.press('Pull a matrix');
      await me.choose(/^Budget/);
      await me.reads('Choose a budget plan.');
      await me.page.getByRole('radio', { name: /ASK-2027/ }).waitFor();
    },
  },
  {
    name: 'neither choices nor size can be learnt',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await answer(me.page, '(Choices|PullSize)', (route) => route.abort());
      await me.choose(/Tier prices/);
      await me.press(/^Markets/);
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'nothing matches',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'PullSize', { data: { matrix: { rowCount: 0, columns: [{ key: 'USD' }] } } });
      await me.press('Pull a matrix');
      await me.choose(/Tier prices/);
      await me.reads('No rows match');
    },
  },
  {
    name: 'a pull is under way',
    options: { host: slowHost() },
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await me.choose(/Tier prices/);
      await me.reads(/27 rows/);
      await answerLargeMatrix(me, 20_000);
      await me.press('Pull');
      await me.reads(/of 3\d\d,000 cells/);
    },
  },
];

/** A workbook that stops answering in the middle of a large write. */
function slowHost(): ExcelHost {
  const host = new ExcelHost();
  const processQuery = host.processQuery.bind(host);
  let large = 0;
  host.processQuery = async (batch) => {
    if (JSON.stringify(batch).length > 500_000 && ++large > 2) return forever();
    return processQuery(batch);
  };
  return host;
}

export const PREVIEWS: readonly PaneStateCase[] = [
  {
    name: 'nothing has changed',
    async open(me) {
      await atPrices(me);
      await me.preview();
      await me.reads('Nothing has changed.');
    },
  },
  {
    name: 'some of everything',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', Number(me.pane.cell(GOOD, 'USD')) + 1);
      me.pane.type(GOOD, 'EUR', 1_234_567.5);
      me.pane.type(BETTER, 'USD', 'seventy');
      me.pane.type(BEST, 'Suite', 'Mine');
      me.pane.type(BETTER, 'EUR', '');
      await answer(me.page, 'PushChanges', async (route) => {
        const body = (await (await route.fetch()).json()) as { data: { pushChanges: { warnings: object[] } } };
        body.data.pushChanges.warnings = [
          refusal(GOOD, {
            message: 'Good is now dearer than Better in this line-up.',
            nextStep: 'Look whether that is meant.',
          }),
        ];
        await route.fulfill({ json: body });
      });
      await me.preview();
      await me.heading('Cannot be pushed (1)');
    },
  },
  {
    name: 'thousands of differences',
    async open(me) {
      await me.signIn(/Administrator/);
      await answerLargeMatrix(me, 3_000);
      await pullAnother(me, /Tier prices/);
      me.pane.fill('USD', 7.77);
      await answer(me.page, 'PushChanges', pushAnswer({}));
      await me.preview();
      await me.heading('Changed cells (3,000)');
    },
  },
  {
    name: 'thousands of refusals',
    async open(me) {
      await me.signIn(/Administrator/);
      await answerLargeMatrix(me, 3_000);
      await pullAnother(me, /Tier prices/);
      me.pane.fill('USD', -5);
      const rejections = me.pane.editable('USD').map(({ key }) => refusal(key));
      await answer(me.page, 'PushChanges', pushAnswer({ rejections }));
      await me.preview();
      await me.heading('Cannot be pushed (3,000)');
    },
  },
  {
    name: 'columns are missing from the sheet',
    async open(me) {
      await atPrices(me);
      me.pane.type('Row key', 'USD', 'Dollars');
      await me.preview();
      await me.reads(/Columns are missing/);
    },
  },
  {
    name: 'the server is gone at the preview',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.page.route('**/graphql', (route) => route.abort());
      await me.press('Preview');
      await me.reads('The server does not answer.');
    },
  },
];

export const PUSHING: readonly PaneStateCase[] = [
  {
    name: 'a push is under way',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.preview();
      await answer(me.page, 'PushChanges', forever);
      await me.press('Push 1 change');
      await me.reads('Pushing …');
    },
  },
  {
    name: 'a push that got no answer',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.preview();
      await answer(me.page, 'PushChanges', (route) => route.abort());
      await me.press('Push 1 change');
      await me.reads('The server does not answer.');
      await me.press('Back to the sheets');
      await me.reads('Push unanswered');
    },
  },
  {
    name: 'a push that was given up',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.preview();
      await answer(me.page, 'PushChanges', forever);
      await me.press('Push 1 change');
      await me.press('Cancel');
      await me.reads('You stopped waiting for the answer.');
    },
  },
  {
    name: 'pushed, with what was left and what to look at',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.preview();
      const changeSet = {
        id: 'c',
        revision: 999,
        author: 'Pat',
        reason: null,
        at: '2026-11-28T10:00:00Z',
        state: 'APPLIED',
      };
      await answer(
        me.page,
        'PushChanges',
        pushAnswer({
          changeSet,
          rejections: [refusal(GOOD), refusal(BETTER)],
          warnings: [
            refusal(BEST, { message: 'Best is cheaper than Better.', nextStep: 'Look whether that is meant.' }),
          ],
        }),
      );
      await me.press('Push 1 change');
      await me.heading(/^Pushed$/);
    },
  },
  {
    name: 'the server refuses the whole push',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.preview();
      await answer(me.page, 'PushChanges', pushAnswer({ rejections: [refusal(GOOD)] }));
      await me.press('Push 1 change');
      await me.reads(/Nothing was pushed/);
    },
  },
];

export const CONFLICTS: readonly PaneStateCase[] = [
  {
    name: 'a conflict in the preview',
    async open(me, colleague) {
      await atConflict(me, colleague);
      await me.preview();
      await me.heading('Changed by others too (1)');
    },
  },
  {
    name: 'a conflict to be settled',
    async open(me, colleague) {
      await atConflict(me, colleague);
      await me.preview();
      await me.press('Resolve conflicts');
      await me.heading('1 conflict');
      await me.choose(/^Theirs/);
    },
  },
  {
    name: 'no conflict is left',
    async open(me, colleague) {
      await atConflict(me, colleague);
      await me.preview();
      await me.press('Resolve conflicts');
      await me.heading('1 conflict');
      await me.press('All mine');
      await me.press(/^Apply 1/);
      await me.heading('Preview');
    },
  },
];

export const AUDIT: readonly PaneStateCase[] = [
  {
    name: 'recent changes, long names and other scripts',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', changeSetsOf(10));
      await me.tab('Changes');
      await me.heading('Recent changes');
      await me.reads('Revision 400');
    },
  },
  {
    name: 'why a change is undone',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', changeSetsOf(2));
      await me.tab('Changes');
      await me.button('Undo revision 400').click();
      await me.page.getByLabel('Why is it undone?').waitFor();
    },
  },
  {
    name: 'no change yet',
    async open(me) {
      await me.signIn(/Administrator/);
      const none = { data: { changeSets: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } };
      await answer(me.page, 'RecentChangeSets', none);
      await me.tab('Changes');
      await me.reads('Nothing has been changed');
    },
  },
  {
    name: 'changes that cannot be read',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', (route) => route.abort());
      await me.tab('Changes');
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'changes being loaded',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', forever);
      await me.tab('Changes');
      await me.heading('Recent changes');
    },
  },
  {
    name: 'no cell selected',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.tab('Cell');
      await me.reads('No cell of a Marketgrid table');
    },
  },
  {
    name: 'the history of a cell',
    async open(me, colleague) {
      await atPrices(me);
      const price = Number(me.pane.cell(BEST, 'USD'));
      await colleague.push({ kind: 'TIER_PRICE' }, [[BEST, 'USD', String(price + 2)]], 'Costs of hosting rose');
      await atCell(me);
      await me.reads('Costs of hosting rose');
    },
  },
  {
    name: 'a history that cannot be read',
    async open(me) {
      await atPrices(me);
      await answer(me.page, 'CellHistory', (route) => route.abort());
      await atCell(me);
      await me.reads('The server does not answer.');
    },
  },
];

/** At the price of BEST, by way of the preview's jump. */
async function atCell(me: Analyst): Promise<void> {
  me.pane.type(BEST, 'USD', 70);
  await me.preview();
  // Where somebody else has changed it too, it stands there twice.
  await me
    .button(/^Go to ADV.*PRACTICE-BEST/)
    .first()
    .click();
  await me.tab('Cell');
  await me.heading('History');
}

export const ACCESS: readonly PaneStateCase[] = [
  {
    name: 'users',
    async open(me) {
      await atAccess(me);
      await me.reads('6 users');
    },
  },
  {
    name: 'many users, long names and other scripts',
    async open(me) {
      await answer(me.page, 'Users', usersOf(8));
      await atAccess(me);
      await me.reads('1,204 users');
    },
  },
  {
    name: 'no user found',
    async open(me) {
      await atAccess(me);
      await me.page.getByLabel('Search users').fill('nobody');
      await me.reads('No user has this');
    },
  },
  {
    name: 'users that cannot be read',
    async open(me) {
      await answer(me.page, 'Users', (route) => route.abort());
      await atAccess(me);
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'a new user',
    async open(me) {
      await atAccess(me);
      await me.press('Add a user');
      await me.heading('Add a user');
    },
  },
  {
    name: 'the last administrator stays one',
    async open(me) {
      await atAccess(me);
      await me.press('Change Demo administrator');
      await me.page.getByRole('checkbox', { name: /^Administrator/ }).uncheck();
      await me.press('Save');
      await me.reads('This is the last administrator');
    },
  },
  {
    name: 'asked before a user is archived',
    async open(me) {
      await atAccess(me);
      await me.press('Change Demo viewer');
      await me.press('Archive');
      await me.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'no token yet',
    async open(me) {
      await answer(me.page, 'AccessTokens', { data: { accessTokens: [] } });
      await atAccess(me, 'Tokens');
      await me.reads('No program has a token yet.');
    },
  },
  {
    name: 'for whom a token speaks',
    async open(me) {
      await atAccess(me, 'Tokens');
      await me.press('Create a token');
      await me.page.getByRole('radio', { name: /Demo viewer/ }).waitFor();
    },
  },
  { name: 'a token to be created', open: atTokenForm },
  {
    name: 'a token that is shown once',
    async open(me) {
      await atTokenForm(me);
      await me.press('Create the token');
      await me.reads('kept nowhere');
    },
  },
  {
    name: 'the record of access',
    async open(me) {
      await atAccess(me, 'Record');
      await me.reads(/signed in/);
    },
  },
  {
    name: 'a record in which nothing fits',
    async open(me) {
      await atAccess(me, 'Record');
      await me.page.getByLabel('By whom or about whom').fill('nobody');
      await me.reads('Nothing is recorded that fits.');
    },
  },
];
