import { describe, expect, test } from '@jest/globals';
import { NotSignedIn, RequestRefused, ServerUnreachable } from '../../addin/client/client-error.ts';
import type { Viewer } from '../../addin/client/contract.ts';
import { FlowFault } from '../../addin/flows/flow-fault.ts';
import type { PendingPush } from '../../addin/flows/pending-push.ts';
import type { Preview } from '../../addin/flows/preview.ts';
import { noticeFor } from '../../addin/taskpane/effects/fault-notice.ts';
import { isReadyToPull, requestOf } from '../../addin/taskpane/effects/pull.ts';
import { filterInWords } from '../../addin/taskpane/components/filter-words.ts';
import { countsInWords, formatDay, formatDelta, formatFigure } from '../../addin/taskpane/components/format.ts';
import { matching, toggled, type FilterChoice, type FilterChoices } from '../../addin/taskpane/state/filter-state.ts';
import { tokenState, type TokenEntry, type UserEntry } from '../../addin/taskpane/state/administration.ts';
import { neededToUndo, type ChangeSetEntry } from '../../addin/taskpane/state/change-set-entry.ts';
import type { PaneAction } from '../../addin/taskpane/state/pane-action.ts';
import { NO_PULL, START, type PaneState } from '../../addin/taskpane/state/pane-state.ts';
import { pushCounts } from '../../addin/taskpane/state/push-counts.ts';
import { found } from '../../addin/taskpane/state/preview-items.ts';
import { reduce } from '../../addin/taskpane/state/reduce.ts';
import type { SheetEntry } from '../../addin/taskpane/state/sheet-entry.ts';
import type { View } from '../../addin/flows/view.ts';

const VIEWER: Viewer = { name: 'Pat', roles: ['PRICING'], markets: ['SMB'] };
const EMPTY: Preview = { views: [], rejections: [], warnings: [], applied: 0, unchanged: 0 };
const CELL = { viewId: 'v', row: 'r', column: 'c', count: 1 };

const NO_CHOICES: FilterChoices = { choices: [], total: 0, presumed: null, unit: null };
const user = (subject: string): UserEntry => ({ subject, name: subject, roles: [], markets: [], isArchived: false });
const TOKEN: TokenEntry = {
  ...{ id: 't', name: 'Report', user: 'erin', roles: [], markets: [], createdBy: 'admin' },
  ...{ createdAt: '2026-11-01T00:00:00Z', expiresAt: '2026-12-01T00:00:00Z', revokedAt: null, lastUsedAt: null },
};

const after = (...actions: readonly PaneAction[]): PaneState => actions.reduce(reduce, START);
const sheet = (id: string): SheetEntry => ({
  id,
  sheetName: id,
  view: {} as View,
  conflicts: 0,
  isPending: false,
  fault: null,
});

describe('what happens, and what the pane then shows', () => {
  test.each<[what: string, actions: readonly PaneAction[], state: object]>([
    ['nothing yet', [], { host: 'STARTING', session: { status: 'SIGNED_OUT', way: null } }],
    [
      'a refused sign-in keeps the way of signing in',
      [
        { type: 'signInWayFound', way: 'DEMO' },
        { type: 'signInStarted' },
        { type: 'signedOut', notice: { intent: 'warning', message: 'no' } },
      ],
      { session: { status: 'SIGNED_OUT', way: 'DEMO', notice: { message: 'no' } } },
    ],
    [
      'the server gone at sign-in is neither a token field nor a sign-in under way; asked again, it is looked for',
      [{ type: 'serverGone' }, { type: 'signInWayAsked' }],
      { session: { status: 'SIGNED_OUT', way: null, notice: null } },
    ],
    [
      'the budget plan that the server would take is chosen beforehand',
      [
        { type: 'pullFormOpened', form: { kind: 'BUDGET' } },
        { type: 'filterLoaded', filter: 'plan', choices: { ...NO_CHOICES, presumed: 'BUDGET-2027' } },
      ],
      { pull: { filter: { plan: 'BUDGET-2027' } } },
    ],
    [
      'a plan that was chosen before stays',
      [
        { type: 'pullFormOpened', form: { kind: 'BUDGET', filter: { plan: 'ASK-2027' } } },
        { type: 'filterLoaded', filter: 'plan', choices: { ...NO_CHOICES, presumed: 'BUDGET-2027' } },
      ],
      { pull: { filter: { plan: 'ASK-2027' } } },
    ],
    [
      'a created token is shown where the tokens are, until the administrator says that he has it',
      [
        { type: 'accessFormOpened', form: { kind: 'TOKEN', user: null } },
        { type: 'tokenCreated', token: { secret: 's', entry: TOKEN } },
      ],
      { administration: { part: 'TOKENS', form: null, freshToken: { secret: 's' } } },
    ],
    [
      'signed out, no secret stays behind',
      [
        { type: 'tokenCreated', token: { secret: 's', entry: TOKEN } },
        { type: 'signedOut', notice: null },
      ],
      { administration: { freshToken: null } },
    ],
    [
      'the next page of users comes after those that are shown',
      [
        { type: 'usersLoaded', page: { entries: [user('a')], total: 2, next: 'x' }, isNext: false },
        { type: 'usersLoading' },
        { type: 'usersLoaded', page: { entries: [user('b')], total: 2, next: null }, isNext: true },
      ],
      { administration: { users: { value: { entries: [{ subject: 'a' }, { subject: 'b' }], next: null } } } },
    ],
    [
      'signing out leaves nothing of what was shown',
      [
        { type: 'hostFound', host: 'READY' },
        { type: 'signedIn', viewer: VIEWER },
        { type: 'sheetsLoaded', sheets: [sheet('a')] },
        { type: 'previewed', preview: EMPTY, viewIds: ['a'] },
        { type: 'signedOut', notice: null },
      ],
      { host: 'READY', sheets: { status: 'IDLE' }, preview: null, chosen: [], step: 'LIST' },
    ],
    [
      'a new sheet takes part, one that was left out stays out',
      [
        { type: 'sheetsLoaded', sheets: [sheet('a'), sheet('b')] },
        { type: 'sheetToggled', viewId: 'a' },
        { type: 'sheetsLoading' },
        { type: 'sheetsLoaded', sheets: [sheet('a'), sheet('b'), sheet('c')] },
      ],
      { chosen: ['b', 'c'] },
    ],
    [
      'a sheet whose table is gone takes part in nothing',
      [{ type: 'sheetsLoaded', sheets: [{ ...sheet('a'), sheetName: null }, sheet('b')] }],
      { chosen: ['b'] },
    ],
    [
      'while the list is loaded again it is still shown',
      [{ type: 'sheetsLoaded', sheets: [sheet('a')] }, { type: 'sheetsLoading' }, { type: 'sheetsLoading' }],
      { sheets: { status: 'LOADING', value: [{ id: 'a' }] } },
    ],
    [
      'another matrix keeps the filters that it knows too',
      [
        { type: 'pullFormOpened', form: { kind: 'TIER_PRICE' } },
        { type: 'codeToggled', filter: 'markets', code: 'SMB' },
        { type: 'codeToggled', filter: 'currencies', code: 'USD' },
        { type: 'kindChosen', kind: 'BUDGET' },
      ],
      { pull: { kind: 'BUDGET', filter: { markets: ['SMB'] } } },
    ],
    [
      'progress of a task that has ended is nobody’s',
      [
        { type: 'taskStarted', task: { label: 'Pulling', isCancellable: true } },
        { type: 'taskAdvanced', done: 1, total: 2 },
        { type: 'taskEnded' },
        { type: 'taskAdvanced', done: 2, total: 2 },
      ],
      { task: null },
    ],
    [
      'what begins takes away what was said before',
      [
        { type: 'noticeShown', notice: { intent: 'error', message: 'no' } },
        { type: 'taskStarted', task: { label: 'Again', isCancellable: false } },
      ],
      { notice: null, task: { label: 'Again', done: 0, total: 0 } },
    ],
    [
      'the reason that was typed outlives a second look; a choice for rows that are refused no longer does not',
      [
        { type: 'pushFormChanged', form: { reason: 'New list', isValidRowsOnly: true } },
        { type: 'previewed', preview: EMPTY, viewIds: [] },
      ],
      { push: { reason: 'New list', isValidRowsOnly: false } },
    ],
    [
      'a search begins at the top of the list again',
      [
        { type: 'previewed', preview: EMPTY, viewIds: [] },
        { type: 'moreShown' },
        { type: 'previewSearched', search: 'x' },
      ],
      { preview: { search: 'x', shown: 50 } },
    ],
    [
      'the history of a cell that is selected no longer is not shown',
      [
        { type: 'cellSelected', cell: CELL },
        { type: 'cellSelected', cell: { ...CELL, row: 'other' } },
        { type: 'historyLoaded', cell: CELL, history: { changes: [], total: 1 } },
      ],
      { history: { status: 'IDLE' } },
    ],
    [
      'the same cell selected again keeps its history',
      [
        { type: 'cellSelected', cell: CELL },
        { type: 'historyLoaded', cell: CELL, history: { changes: [], total: 1 } },
        { type: 'cellSelected', cell: { ...CELL } },
      ],
      { history: { status: 'READY', value: { total: 1 } } },
    ],
  ])('%s', (_what, actions, state) => expect(after(...actions)).toMatchObject(state));

  test('an action never changes the state that it found', () => {
    const before = structuredClone(START);
    reduce(START, { type: 'codeToggled', filter: 'markets', code: 'SMB' });
    reduce(START, { type: 'signedIn', viewer: VIEWER });
    expect(START).toEqual(before);
  });
});

describe('filters', () => {
  test.each([
    ['a code is added', { markets: ['A'] }, 'markets', 'B', { markets: ['A', 'B'] }],
    ['and taken away', { markets: ['A', 'B'] }, 'markets', 'A', { markets: ['B'] }],
    ['the last one takes the filter with it', { markets: ['A'] }, 'markets', 'A', {}],
    ['of plans there is one', { plan: 'P1' }, 'plan', 'P2', { plan: 'P2' }],
  ] as const)('%s', (_what, filter, name, code, next) => expect(toggled(filter, name, code)).toEqual(next));

  const choice = (code: string, name: string, market: string | null = null): FilterChoice => ({
    code,
    name,
    market,
    count: null,
  });
  const CHOICES = [
    choice('TAX', 'Tax: good, better, best', 'SMB'),
    choice('PRO', 'Practice', 'ADV'),
    choice('US', 'United States'),
  ];

  test.each([
    ['', [], [], ['TAX', 'PRO', 'US']],
    ['best tax', [], [], ['TAX']],
    ['', ['ADV'], [], ['PRO', 'US']],
    ['nothing', [], ['PRO'], ['PRO']],
  ] as const)('searching %j in markets %j with %j chosen', (search, markets, chosen, codes) => {
    expect(matching(CHOICES, { search, markets, chosen }).map(({ code }) => code)).toEqual(codes);
  });

  test.each([
    [{}, 'Everything, no filter'],
    [{ markets: ['SMB'], plan: 'BUDGET-2027' }, 'Markets SMB; Budget plan BUDGET-2027'],
    [{ offerings: ['A', 'B', 'C', 'D', 'E'] }, 'Offerings A, B, C and 2 more'],
  ])('%j reads “%s”', (filter, words) => expect(filterInWords(filter)).toBe(words));

  test('a budget is pulled when its plan is chosen, and always for a day', () => {
    const form = { ...NO_PULL, kind: 'BUDGET' } as const;
    expect(isReadyToPull(form)).toBe(false);
    expect(isReadyToPull({ ...form, filter: { plan: 'P' } })).toBe(true);
    expect(requestOf(form, new Date('2026-11-21T23:59:00Z'))).toEqual({
      kind: 'BUDGET',
      filter: {},
      asOf: '2026-11-21',
    });
  });
});

describe('figures as the analyst reads them', () => {
  test.each([
    ['1234.50', 'en-GB', '1,234.50'],
    ['1234.50', 'de-DE', '1.234,50'],
    ['-68.68', 'fr-FR', '-68,68'],
    ['123456789012345.678901', 'en-GB', '123,456,789,012,345.678901'],
    ['on request', 'de-DE', 'on request'],
    ['2027-Q1', 'de-DE', '2027-Q1'],
    ['', 'de-DE', ''],
  ])('%s in %s is %s', (text, locale, shown) => expect(formatFigure(text, locale)).toBe(shown));

  test.each([
    ['2.00', '+2,00'],
    ['-6.32', '−6,32'],
    ['0.00', '±0,00'],
  ])('a difference of %s is %s', (text, shown) => expect(formatDelta(text, 'de-DE')).toBe(shown));

  test('a day is that day in every time zone', () => expect(formatDay('2026-11-21', 'en-GB')).toBe('21 Nov 2026'));
});

test('an unfinished push is searched and paged apart from a preview that was open before', () => {
  const push: PendingPush = {
    parts: [],
    unchanged: 0,
    input: { parts: [], errorPolicy: 'REJECT_EVERYTHING', dryRun: false, reason: null, idempotencyKey: 'k' },
  };
  const state = after(
    { type: 'previewed', preview: EMPTY, viewIds: [] },
    { type: 'pendingFound', push },
    { type: 'previewSearched', search: 'good' },
    { type: 'moreShown' },
  );
  expect(state).toMatchObject({ step: 'UNFINISHED', unfinished: { search: 'good', shown: 150 } });
  expect(state.preview).toMatchObject({ search: '', shown: 50 });
  expect(reduce(state, { type: 'pendingLeft' })).toMatchObject({ step: 'LIST', unfinished: null });
});

describe('every fault says what to do next', () => {
  test.each<[fault: unknown, notice: object]>([
    [new NotSignedIn(), { intent: 'warning', nextStep: expect.stringContaining('Sign in again') }],
    [
      new ServerUnreachable(null),
      { message: 'The server does not answer.', nextStep: expect.stringContaining('safe') },
    ],
    [new RequestRefused('VIEW_CHANGED', 'Changed.', null), { action: 'PULL_AGAIN', message: 'Changed.' }],
    [new RequestRefused('INTERNAL', 'Oh.', 'e-1'), { errorId: 'e-1', nextStep: expect.stringContaining('error id') }],
    [new FlowFault('UNSETTLED_PUSH'), { action: 'SETTLE_PUSH' }],
    [new FlowFault('OTHER_PUSH'), { action: 'SETTLE_PUSH', message: expect.stringContaining('Nothing was sent') }],
    [new FlowFault('FOREIGN_PUSH'), { action: 'DROP_PUSH', message: expect.stringContaining('not sent') }],
    [new FlowFault('NOTHING_TO_PUSH'), { intent: 'info' }],
    [new TypeError('x is undefined'), { intent: 'error', nextStep: expect.stringContaining('report') }],
  ])('%s', (fault, notice) => expect(noticeFor(fault)).toMatchObject(notice));
});

test('the preview is searched in rows, columns, values and messages', () => {
  const item = {
    id: '1',
    viewId: 'v',
    sheet: 'Tier prices',
    row: 'r',
    column: 'c',
    label: 'SMB · PRO',
    title: 'USD',
    message: 'Too many digits.',
  };
  expect(found([item], 'pro usd digits')).toEqual([item]);
  expect(found([item], 'tier')).toEqual([item]);
  expect(found([item], 'pro eur')).toEqual([]);
});

describe('undo is offered to', () => {
  const entry = (matrix: string | null): ChangeSetEntry => ({
    ...{ id: 'c', revision: 2, author: 'Pat', reason: null, at: '', state: 'APPLIED', kind: 'PUSH', reverts: null },
    ...{ changes: 1, matrix },
  });
  test.each<[what: string, matrix: string | null, roles: readonly string[], needed: string | null]>([
    ['whoever edits that matrix', 'TIER_PRICE', ['PRICING'], null],
    ['nobody else: the role is named as everywhere', 'BUDGET', ['PRICING'], 'Finance or Administrator'],
    ['whoever edits all of several', 'BUDGET;TIER_PRICE', ['PRICING', 'FINANCE'], null],
    ['not to who edits one of them', 'BUDGET;TIER_PRICE', ['PRICING'], 'Finance and Pricing or Administrator'],
    ['administrators, for what came by no matrix', null, ['PRICING'], 'Administrator'],
    ['administrators, always', 'ROADMAP', ['ADMIN'], null],
    ['no reader', 'ROADMAP', ['VIEWER', 'APPROVER'], 'Product or Administrator'],
  ])('%s', (_what, matrix, roles, needed) => expect(neededToUndo(entry(matrix), roles)).toBe(needed));
});

test('what a push would write is counted as the server counts it, and in words', () => {
  const view = {
    differences: [{}, {}],
    diff: { missing: ['SMB/R-1'], inserts: [{}, {}, {}], insertedRows: new Map([['new:1', 9]]) },
  } as unknown as Preview['views'][number];
  const preview: Preview = { ...EMPTY, views: [view], applied: 5 };
  expect(countsInWords(pushCounts(preview, true))).toBe('4 cells, 1 new row, 1 archived row');
  expect(countsInWords(pushCounts(preview, false))).toBe('5 cells, 1 new row');
  const refused = { ...preview, applied: 0, rejections: [{}] as unknown as Preview['rejections'] };
  expect(countsInWords(pushCounts(refused, false))).toBe('5 cells, 1 new row');
});

test.each<[what: string, token: Partial<TokenEntry>, state: string]>([
  ['works to its end', {}, 'WORKS'],
  ['has expired from that instant on', { expiresAt: '2026-11-21T12:00:00Z' }, 'EXPIRED'],
  ['revoked is revoked, expired or not', { revokedAt: '2026-11-02T00:00:00Z' }, 'REVOKED'],
])('a token %s', (_what, token, state) =>
  expect(tokenState({ ...TOKEN, ...token }, new Date('2026-11-21T12:00:00Z'))).toBe(state),
);
