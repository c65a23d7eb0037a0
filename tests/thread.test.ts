/**
 * The thread through the whole house: the real office.js pulls each matrix of the demo from the running server into a
 * sheet, a cell is changed, previewed and pushed, and found in the server, audited and undoable.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MarketgridClient } from '../addin/client/marketgrid-client.ts';
import type { MatrixRequest } from '../addin/client/contract.ts';
import { excelSheet } from '../addin/excel/excel-sheet.ts';
import { tableName } from '../addin/excel/layout.ts';
import type { FlowContext } from '../addin/flows/flow-context.ts';
import { preview, type PushOptions } from '../addin/flows/preview.ts';
import { pull } from '../addin/flows/pull.ts';
import { push } from '../addin/flows/push.ts';
import { refresh } from '../addin/flows/refresh.ts';
import { resolveConflicts } from '../addin/flows/resolve.ts';
import type { View } from '../addin/flows/view.ts';
import type { MatrixKind } from '../schema/matrix/definition.ts';
import { openWorkbook, type OfficeSession } from './support/office.ts';
import { startTestServer, type TestServer } from './support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

interface Case {
  readonly kind: MatrixKind;
  readonly user: string;
  /** The first editable column of this key's kind is changed; the first row that shows a value in it. */
  readonly column: (view: View) => string;
  readonly value: string | number;
  readonly stored: string;
}

const CASES: Case[] = [
  { kind: 'TIER_PRICE', user: 'pricing', column: () => 'USD', value: 68.68, stored: '68.68' },
  { kind: 'BUDGET', user: 'finance', column: (view) => view.columns[0]?.key ?? '', value: 12.34, stored: '12.34' },
  { kind: 'ROADMAP', user: 'product', column: () => 'title', value: '=HYPERLINK("x")', stored: '=HYPERLINK("x")' },
];

const OPTIONS: PushOptions = { errorPolicy: 'REJECT_EVERYTHING', reason: 'the thread' };

async function contextOf(
  user: string,
  request: typeof fetch = fetch,
): Promise<FlowContext & { client: MarketgridClient }> {
  const token = await server.token(user);
  const client = new MarketgridClient({
    baseUrl: server.url,
    token: () => Promise.resolve(token),
    fetch: request,
    pause: () => 0,
  });
  return { client, sheet: excelSheet, user, now: () => new Date(), newId: () => crypto.randomUUID() };
}

/** Types into the cell of a row and a column, by what stands in the key column and the header. */
async function typeInto(
  office: OfficeSession,
  view: View,
  cell: { row: string; title: string; value: string | number },
) {
  await office.Excel.run(async (context) => {
    const range = context.workbook.tables.getItem(tableName(view.id)).getRange().load('values');
    await context.sync();
    const row = range.values.findIndex((values: unknown[]) => values[0] === cell.row);
    const column = (range.values[0] as unknown[]).indexOf(cell.title);
    range.getCell(row, column).values = [[cell.value]];
    await context.sync();
  });
}

/** What a fresh pull shows in one cell. */
async function shown(context: FlowContext, request: MatrixRequest, place: { row: string; column: string }) {
  const matrix = await context.client.matrix(request);
  const at = [...matrix.rowHeader, ...matrix.columns].findIndex(({ key }) => key === place.column) + 1;
  return matrix.rows.find(([key]) => key === place.row)?.[at];
}

describe.each(CASES)('$kind', ({ kind, user, column: columnOf, value, stored }) => {
  test('is pulled without a difference, edited, previewed, pushed, read back, audited and undone', async () => {
    const office = openWorkbook();
    const context = await contextOf(user);
    const view = await pull(context, { kind });
    const untouched = await preview(context, [view.id], OPTIONS);
    expect(untouched.views[0]?.diff).toMatchObject({
      edits: [],
      inserts: [],
      problems: [],
      missing: [],
      unreadColumns: [],
    });

    const column = columnOf(view);
    const at = [...view.rowHeader, ...view.columns].findIndex(({ key }) => key === column) + 1;
    const row = view.rows.find((cells) => cells[at] !== null);
    if (!row) throw new Error(`the demo shows nothing in ${column}`);
    const place = { row: row[0], column };
    const title = view.columns.find(({ key }) => key === column)?.title ?? '';
    await typeInto(office, view, { row: place.row, title, value });

    const previewed = await preview(context, [view.id], OPTIONS);
    expect(previewed.views[0]?.diff.edits).toEqual([[place.row, column, stored]]);
    expect(previewed).toMatchObject({ applied: 1, rejections: [] });
    expect(await shown(context, view.request, place)).toEqual(row[at]);

    const { result } = await push(context, [view.id], OPTIONS);
    expect(result).toMatchObject({ applied: 1, rejections: [], changeSet: { reason: 'the thread', state: 'APPLIED' } });
    expect(String(await shown(context, view.request, place))).toBe(stored);
    expect((await context.sheet.view(view.id)).revision).toBe(result.revision);
    expect((await preview(context, [view.id], OPTIONS)).views[0]?.diff.edits).toEqual([]);

    const { nodes } = await context.client.changeSets({ first: 1 });
    expect(nodes[0]).toMatchObject({ revision: result.revision, reason: 'the thread' });
    await context.client.revert({ revision: result.revision, reason: 'undo', idempotencyKey: crypto.randomUUID() });
    expect(await shown(context, view.request, place)).toEqual(row[at]);
    await refresh(context, view.id);
    expect((await preview(context, [view.id], OPTIONS)).views[0]?.diff.edits).toEqual([]);
    expect((await context.sheet.view(view.id)).rows).toEqual((await context.client.matrix(view.request)).rows);
  });
});

describe('two people and a bad line', () => {
  /** A view of prices and the first two rows that show one in dollars. */
  async function prices(request?: typeof fetch) {
    const office = openWorkbook();
    const context = await contextOf('pricing', request);
    const view = await pull(context, { kind: 'TIER_PRICE' });
    const at = [...view.rowHeader, ...view.columns].findIndex(({ key }) => key === 'USD') + 1;
    const [first, second] = view.rows.filter((cells) => cells[at] !== null).map(([key]) => key);
    if (first === undefined || second === undefined) throw new Error('the demo shows no two prices in dollars');
    const type = (row: string, value: number) => typeInto(office, view, { row, title: 'USD', value });
    const stored = async (row: string) => String(await shown(context, view.request, { row, column: 'USD' }));
    return { context, view, first, second, type, stored };
  }

  test('the same cell is a conflict with three values, a neighbouring one is not', async () => {
    const { context, view, first, second, type, stored } = await prices();
    const before = await stored(first);
    const other = await contextOf('admin');
    const edits = [[first, 'USD', '41.5']] as const;
    const part = { request: view.request, baseRevision: view.revision, edits };
    const input = { ...OPTIONS, reason: null, parts: [part], dryRun: false, idempotencyKey: crypto.randomUUID() };
    await other.client.push(input);

    await type(first, 43.25);
    await type(second, 44.75);
    const { result } = await push(context, [view.id], OPTIONS);
    expect(result.rejections).toMatchObject([
      { code: 'STALE_CELL', row: first, column: 'USD', base: before, mine: '43.25', theirs: '41.5' },
    ]);
    const { conflicts } = await refresh(context, view.id);
    expect(conflicts).toMatchObject([{ row: first, base: before, mine: '43.25', theirs: '41.5' }]);
    await resolveConflicts(context, view.id, [{ row: first, column: 'USD', choice: 'mine' }]);
    await push(context, [view.id], OPTIONS);
    expect([await stored(first), await stored(second)]).toEqual(['43.25', '44.75']);
  });

  test('an answer that is lost after the write: the push is repeated by itself and written once', async () => {
    let lost = 0;
    const losing: typeof fetch = async (input, init) => {
      const response = await fetch(input, init);
      const isPush = (init?.body as string).includes('"dryRun":false');
      if (!isPush || lost > 0) return response;
      lost += 1;
      throw new TypeError('connection reset');
    };
    const { context, view, first, type, stored } = await prices(losing);
    await type(first, 45.5);
    const { result } = await push(context, [view.id], OPTIONS);
    expect([lost, result.applied, await stored(first)]).toEqual([1, 1, '45.5']);
    expect((await context.client.changeSets({ first: 1 })).nodes[0]?.revision).toBe(view.revision + 1);
  });
});
