/** What an analyst would check of pushing and of working with others; the numbers are those of docs/checks.md. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { followSelection } from '../../addin/taskpane/effects/cell-history.ts';
import { loadChangeSets, undoChangeSet } from '../../addin/taskpane/effects/change-sets.ts';
import { applyChoices, showConflicts } from '../../addin/taskpane/effects/conflicts.ts';
import { jumpTo } from '../../addin/taskpane/effects/jump.ts';
import { changePushForm, previewSheets } from '../../addin/taskpane/effects/preview.ts';
import { pushSheets } from '../../addin/taskpane/effects/push.ts';
import { finishPush, showPending } from '../../addin/taskpane/effects/unfinished.ts';
import { refreshSheets } from '../../addin/taskpane/effects/refresh.ts';
import { cancelTask } from '../../addin/taskpane/effects/run-task.ts';
import { placeKey } from '../../addin/taskpane/state/conflict-entry.ts';
import { knownValue } from '../../addin/taskpane/state/loadable.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type Analyst, colleaguePushes, SEEDED, seededKey, seedPrices, shown, sitDown } from './analyst.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await seedPrices(server, 500);
});
afterAll(() => server.stop());

const TAX = { kind: 'TIER_PRICE', filter: { lineUps: ['TAX'] } } as const;
const tax = (tier: string): string => `SMB/TAX-${tier}/US/RETURN/1`;
const TIERS = ['GOOD', 'BETTER', 'BEST'].map((tier) => [tax(tier), 'USD'] as const);
const ROADMAP = { kind: 'ROADMAP', filter: { markets: ['SMB'] } } as const;

const revision = async (): Promise<number> =>
  (await server.gql<{ matrix: { revision: number } }>('admin', '{ matrix(request: {kind: ROADMAP}) { revision } }'))
    .matrix.revision;

const isPush = (init?: RequestInit): boolean => typeof init?.body === 'string' && init.body.includes('"dryRun":false');

test.each(['before the server is reached', 'while the server writes', 'after the server has written'] as const)(
  'check 4: a push that is cancelled %s: the server holds all or nothing, and the pane comes to say which',
  async (when) => {
    const reference: { analyst?: Analyst } = {};
    const cancel = (): void => reference.analyst && cancelTask(reference.analyst.pane);
    let cancels = 1;
    const request: typeof fetch = async (input, init) => {
      if (!isPush(init) || cancels-- <= 0) return fetch(input, init);
      if (when === 'before the server is reached') cancel();
      init?.signal?.throwIfAborted();
      const answer = fetch(input, init);
      // Long enough to arrive, too short to be answered, as a rule; whatever it is, it is all or nothing.
      if (when === 'while the server writes') setTimeout(cancel, 8);
      if (when === 'after the server has written') await answer.then(cancel);
      return answer;
    };
    const analyst = await sitDown(server, 'pricing', { request });
    reference.analyst = analyst;
    const { pane, state } = analyst;
    const sheet = await analyst.pull(TAX);
    const before = await shown(server, TAX, TIERS);
    const mine = before.map((price) => String(Number(price) + 1));
    for (const [at, [row]] of TIERS.entries()) await sheet.type(row, 'USD', Number(mine[at]));
    const start = await revision();
    await pushSheets(pane);
    expect(state().notice?.message).toMatch(/^You stopped waiting.*all of the push, or nothing/);
    expect([before, mine]).toContainEqual(await shown(server, TAX, TIERS));

    await showPending(pane);
    await finishPush(pane);
    expect(state()).toMatchObject({ step: 'RESULT', result: { revision: start + 1, written: { cells: 3 } } });
    expect([await shown(server, TAX, TIERS), await revision()]).toEqual([mine, start + 1]);
  },
);

test('check 8: push while another changed other cells: both survive', async () => {
  const analyst = await sitDown(server, 'pricing');
  const { type, cell } = await analyst.pull(TAX);
  await type(tax('BEST'), 'USD', 131.5);
  await colleaguePushes(server, TAX, [[tax('BETTER'), 'USD', '71.25']]);
  await pushSheets(analyst.pane);
  expect(analyst.state().result).toMatchObject({ written: { cells: 1 }, rejections: [] });
  expect((await shown(server, TAX, TIERS)).slice(1)).toEqual(['71.25', '131.5']);
  expect([await cell(tax('BETTER'), 'USD'), await cell(tax('BEST'), 'USD')]).toEqual([71.25, 131.5]);
});

test('check 9: a conflict shows base, mine, theirs, author and time; one is resolved and no other edit is lost', async () => {
  const analyst = await sitDown(server, 'pricing');
  const { pane, state } = analyst;
  const { type, cell } = await analyst.pull(TAX);
  const base = await shown(server, TAX, TIERS);
  for (const [at, [row]] of TIERS.entries()) await type(row, 'USD', 301 + at);
  const start = new Date().toISOString();
  await colleaguePushes(server, TAX, [
    [tax('BETTER'), 'USD', '201'],
    [tax('BEST'), 'USD', '202'],
  ]);

  await pushSheets(pane);
  expect(state().notice).toMatchObject({ action: 'RESOLVE' });
  await showConflicts(pane);
  const { entries } = state().conflicts;
  expect(entries).toMatchObject([
    { row: tax('BETTER'), base: base[1], mine: '302', theirs: '201', by: 'Demo administrator' },
    { row: tax('BEST'), base: base[2], mine: '303', theirs: '202', by: 'Demo administrator' },
  ]);
  expect(entries.filter(({ at }) => at === null || at < start)).toEqual([]);

  const [first, second] = entries.map(placeKey);
  pane.store.dispatch({ type: 'conflictChosen', keys: [first ?? ''], choice: 'theirs' });
  await applyChoices(pane);
  expect(state().conflicts.entries.map(placeKey)).toEqual([second]);
  expect(await Promise.all(TIERS.map(([row]) => cell(row, 'USD')))).toEqual([301, 201, 303]);
  pane.store.dispatch({ type: 'conflictChosen', keys: [second ?? ''], choice: 'mine' });
  await applyChoices(pane);
  await pushSheets(pane);
  expect(await shown(server, TAX, TIERS)).toEqual(['301', '201', '303']);
});

test('check 10: 500 cells with three invalid: all or the valid ones, and the three are marked with reason and fix', async () => {
  const analyst = await sitDown(server, 'pricing');
  const { pane, state, office } = analyst;
  const sheet = await analyst.pull(SEEDED);
  const bad = new Map<number, string | number>([
    [100, 'on request'],
    [200, -1],
    [300, 30.005],
  ]);
  await sheet.inExcel((table) => {
    const column = table.columns.getItem('USD').getDataBodyRange();
    column.values = sheet.view.rows.map((row) => {
      const quantity = Number(row[0].split('/').at(-1));
      return [quantity === 1 ? 30 : (bad.get(quantity) ?? 31)];
    });
  });
  const marks = (): string[] => office.host.workbook.comments.map(({ content }) => content);
  const reasons = [/takes a number/, /at least 0/, /decimals/].map((text) => expect.stringMatching(text));
  const start = await revision();

  await pushSheets(pane);
  expect(state().notice).toMatchObject({ message: expect.stringMatching(/cannot be pushed as they stand/) });
  expect(marks()).toEqual(reasons);
  expect(await revision()).toBe(start);

  await changePushForm(pane, { isValidRowsOnly: true });
  await pushSheets(pane);
  expect(state().result).toMatchObject({ revision: start + 1, written: { cells: 497 } });
  expect(marks()).toEqual(reasons);
  const places = [99, 100, 200, 300].map((quantity) => [seededKey(quantity), 'USD'] as const);
  expect(await shown(server, SEEDED, places)).toEqual(['31', '30', '30', '30']);
  expect(await sheet.cell(seededKey(100), 'USD')).toBe('on request');

  for (const quantity of bad.keys()) await sheet.type(seededKey(quantity), 'USD', 32);
  await pushSheets(pane);
  expect(state().result).toMatchObject({ written: { cells: 3 }, rejections: [] });
  expect(marks()).toEqual([]);
});

test('check 15: a past push is reversed: the audit shows both, and the sheet the old values', async () => {
  const analyst = await sitDown(server, 'product');
  const { pane, state } = analyst;
  const { type, cell } = await analyst.pull(ROADMAP);
  await type('SMB/R-020', 'Title', 'Two companies in one picture');
  await changePushForm(pane, { reason: 'A smaller promise' });
  await pushSheets(pane);
  const pushed = state().result?.revision ?? 0;
  await colleaguePushes(server, ROADMAP, [['SMB/R-021', 'confidence', '5']]);
  await undoChangeSet(pane, pushed, 'The promise stands');
  await loadChangeSets(pane);
  expect(knownValue(state().changeSets)?.slice(0, 3)).toMatchObject([
    { kind: 'REVERT', reverts: pushed, reason: 'The promise stands', author: 'Demo product manager' },
    { kind: 'PUSH', author: 'Demo administrator' },
    { kind: 'PUSH', revision: pushed, reason: 'A smaller promise', state: 'REVERTED' },
  ]);
  expect(await shown(server, ROADMAP, [['SMB/R-020', 'title']])).toEqual(['Several companies in one picture']);
  expect(await cell('SMB/R-020', 'Title')).toBe('Several companies in one picture');
});

test.each([
  ['product', ROADMAP, 'SMB/R-012', 'title', 'One sign-in'],
  ['product', ROADMAP, 'SMB/R-012', 'requirements', 'PR-H1;PR-H4'],
  ['pricing', TAX, 'SMB/TAX-GOOD/US/RETURN/1', 'USD', '9.9'],
  ['finance', { kind: 'BUDGET', filter: { plan: 'BUDGET-2027' } }, 'SMB/TAX/SALES', '2027-Q3', '270000'],
] as const)(
  'check 21: who, when, old, new and why of a cell: %s reads it of %j, %s, %s',
  async (user, request, row, column, value) => {
    const [before] = await shown(server, request, [[row, column]]);
    const start = new Date().toISOString();
    await colleaguePushes(server, request, [[row, column, value]], 'For the record');
    const analyst = await sitDown(server, user);
    const { pane, state } = analyst;
    const { id } = await analyst.pull(request);
    pane.store.dispatch({ type: 'tabChosen', tab: 'CELL' });
    await jumpTo(pane, { viewId: id, row, column });
    await followSelection(pane);
    const [last, ...older] = knownValue(state().history)?.changes ?? [];
    expect(last).toMatchObject({
      author: 'Demo administrator',
      reason: 'For the record',
      values: { before, after: value },
    });
    expect((last?.at ?? '') >= start).toBe(true);
    expect(older.at(-1)).toMatchObject({ kind: 'IMPORT', reason: expect.any(String) });
  },
);

test('check 25: after a silent renewal of the token nothing is asked and no edit is lost', async () => {
  let now = Date.now();
  const analyst = await sitDown(server, 'pricing', { clock: () => now });
  const { type, cell } = await analyst.pull(TAX);
  await type(tax('BETTER'), 'USD', 88.88);
  const signIns = (): number => analyst.sent.filter((body) => body === '{"user":"pricing"}').length;
  expect(signIns()).toBe(1);
  now += 30 * 24 * 3_600_000;
  await refreshSheets(analyst.pane);
  expect(signIns()).toBe(2);
  expect(await cell(tax('BETTER'), 'USD')).toBe(88.88);
  await previewSheets(analyst.pane);
  await pushSheets(analyst.pane);
  expect(analyst.state().session.status).toBe('SIGNED_IN');
  expect(await shown(server, TAX, [[tax('BETTER'), 'USD']])).toEqual(['88.88']);
});
