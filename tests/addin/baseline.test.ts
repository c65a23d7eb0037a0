import { describe, expect, test } from '@jest/globals';
import { BaselineFault } from '../../addin/excel/baseline-fault.ts';
import { baselineText, parseBaseline } from '../../addin/excel/baseline.ts';
import { preview } from '../../addin/flows/preview.ts';
import { push } from '../../addin/flows/push.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import type { MatrixRow } from '../../addin/client/contract.ts';
import type { View } from '../../addin/flows/view.ts';
import type { CellValue } from '../../addin/workbench/host/value.ts';
import { pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, roadmap, tierPrices } from './support/matrices.ts';

type Loose = Record<string, unknown>;

/** The cells of the hidden sheet, as somebody edits them by hand. */
function edit({ office }: Desk, row: number, change: (text: string) => CellValue): void {
  const cell = office.host.workbook.sheet('_marketgrid')?.grid.touch(row, 0);
  if (!cell) throw new Error('no baseline sheet');
  cell.value = change(String(cell.value));
}

const packed = (view: Loose): unknown[] => view['rows'] as unknown[];
/** The view of one row with another list in place of one of its columns. */
const withColumn = (view: Loose, at: number, cells: unknown[]): Loose => ({
  ...view,
  rows: packed(view).map((column, i) => (i === at ? cells : column)),
});
const withColumns = (view: Loose, count: number): Loose => ({
  ...view,
  rowHeader: [],
  columns: Array.from({ length: count - 1 }, (_, i) => ({ ...(view['columns'] as [Loose])[0], key: `c${i}` })),
});
/** A short text that stands for many cells. */
const short = (rows: number, columns: number): unknown[] => [
  Array.from({ length: rows }, (_, i) => `k${i}`),
  ...Array.from({ length: columns - 1 }, () => [1, [rows - 1]]),
];

async function faultOf(desk: Desk): Promise<unknown> {
  return preview(desk.context, [desk.view.id], STRICT).catch((fault: unknown) => fault);
}

describe('the baseline in the workbook', () => {
  test('is very hidden, inert text, in cells of at most 32,000 characters, and holds no token', async () => {
    const { office, view, context } = await pulled(tierPrices(2_000));
    const sheet = office.host.workbook.sheet('_marketgrid');
    expect(sheet?.visibility).toBe('VeryHidden');
    const cells = [...(sheet?.grid.existing() ?? [])].map(({ cell }) => cell).filter(({ value }) => value !== '');
    expect(cells.length).toBeGreaterThan(5);
    for (const { value, format, formula } of cells) {
      expect([typeof value, format, formula]).toEqual(['string', '@', null]);
      expect(String(value)).toMatch(/^~[\x20-\x7e]{1,31999}$/);
      expect(String(value)).not.toContain('token');
    }
    expect(await context.sheet.view(view.id)).toEqual({
      ...view,
      columns: expect.any(Array),
      rowHeader: expect.any(Array),
    });
  });

  test('keeps several views apart, and forgets one that is removed', async () => {
    const desk = await pulled(tierPrices(2));
    const other = { ...desk.view, id: 'other', title: 'Other' };
    await desk.context.sheet.create(other);
    expect(await desk.context.sheet.views()).toEqual([desk.view.id, 'other']);
    expect((await desk.context.sheet.view('other')).title).toBe('Other');
    await desk.context.sheet.remove(desk.view.id);
    expect(await desk.context.sheet.views()).toEqual(['other']);
    expect((await desk.context.sheet.view('other')).rows).toEqual(other.rows);
  });

  test('keeps edits that were made offline until they are compared with a newer state', async () => {
    const { context, view, server, type } = await pulled(tierPrices(2));
    await type(priceKey(1), 'USD', 9);
    server.isDown = true;
    await expect(refresh(context, view.id)).rejects.toMatchObject({ name: 'ServerUnreachable' });
    server.isDown = false;
    server.editElsewhere(priceKey(2), 'USD', '3');
    await refresh(context, view.id);
    expect((await preview(context, [view.id], STRICT)).views[0]?.diff.edits).toEqual([[priceKey(1), 'USD', '9']]);
  });

  const handEdits: [string, string, (desk: Desk) => void][] = [
    [
      'a chunk was changed',
      'BASELINE_DAMAGED',
      (desk) => edit(desk, 2, (t) => t.replace('"revision":7', '"revision":6')),
    ],
    ['a chunk is a number', 'BASELINE_DAMAGED', (desk) => edit(desk, 2, () => 42)],
    ['the length is wrong', 'BASELINE_DAMAGED', (desk) => edit(desk, 1, (t) => t.replace(/\d+/, '999999999'))],
    ['the name is gone', 'BASELINE_MISSING', (desk) => edit(desk, 0, () => '')],
    [
      'the sheet was deleted',
      'BASELINE_MISSING',
      ({ office }) => {
        const { workbook } = office.host;
        workbook.removeSheet(workbook.sheet('_marketgrid') ?? workbook.active);
      },
    ],
  ];
  test.each(handEdits)('when %s, %s is the answer and nothing is sent', async (_what, code, change) => {
    const desk = await pulled(tierPrices(2));
    await desk.type(priceKey(1), 'USD', 9);
    change(desk);
    const fault = await faultOf(desk);
    expect(fault).toBeInstanceOf(BaselineFault);
    expect(fault).toMatchObject({ code });
    await expect(push(desk.context, [desk.view.id], STRICT)).rejects.toMatchObject({ code });
    expect(desk.server.count('PushChanges')).toBe(0);
  });
});

describe('a baseline with a right checksum but wrong content is refused by the place where it is wrong', () => {
  const cases: [string, string, (view: Loose) => Loose][] = [
    ['BASELINE_VERSION', '1', (v) => ({ ...v, version: 1 })],
    ['BASELINE_INVALID', 'version', ({ version: _gone, ...v }) => v],
    ['BASELINE_INVALID', 'revision', (v) => ({ ...v, revision: '7' })],
    ['BASELINE_INVALID', 'revision', (v) => ({ ...v, revision: -1 })],
    ['BASELINE_INVALID', 'request.kind', (v) => ({ ...v, request: { kind: 'SALARIES' } })],
    [
      'BASELINE_INVALID',
      'request.filter.where',
      (v) => ({ ...v, request: { kind: 'BUDGET', filter: { where: ['1=1'] } } }),
    ],
    ['BASELINE_INVALID', 'request.asOf', (v) => ({ ...v, request: { kind: 'BUDGET', asOf: '2026-02-30' } })],
    ['BASELINE_INVALID', 'rows', (v) => ({ ...v, rows: {} })],
    ['BASELINE_INVALID', 'rows', (v) => ({ ...v, rows: [['a', 'too few columns']] })],
    ['BASELINE_INVALID', 'rows', (v) => ({ ...v, rows: [...packed(v), []] })],
    ['BASELINE_INVALID', 'rows', (v) => withColumn(v, 0, ['a', 'a'])],
    ['BASELINE_INVALID', 'rows[0]', (v) => withColumn(v, 0, [1])],
    ['BASELINE_INVALID', 'rows[0]', (v) => withColumn(v, 0, [[1]])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, [])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, ['a', 'b'])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, ['a', [1]])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, [[1]])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, ['a', [0]])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, ['a', [1, 1]])],
    ['BASELINE_INVALID', 'rows[1]', (v) => withColumn(v, 1, [{}])],
    ['BASELINE_INVALID', 'rows', (v) => ({ ...withColumns(v, 1_990), rows: short(20_000, 1_990) })],
    [
      'BASELINE_INVALID',
      'columns[0].type',
      (v) => ({ ...v, columns: [{ ...(v['columns'] as [Loose])[0], type: 'SQL' }] }),
    ],
    [
      'BASELINE_INVALID',
      'columns[0].scale',
      (v) => ({ ...v, columns: [{ ...(v['columns'] as [Loose])[0], scale: 99 }] }),
    ],
    ['BASELINE_INVALID', 'id', (v) => ({ ...v, id: 'x'.repeat(65) })],
  ];
  test.each(cases)('%s at %s', async (code, path, spoil) => {
    const view: View = (await pulled(roadmap(['One']))).view;
    const text = baselineText(view);
    const spoiled = JSON.stringify(spoil(JSON.parse(text) as Loose));
    await expect(parseBaseline(spoiled)).rejects.toMatchObject({ name: 'BaselineFault', code, path });
    expect((await parseBaseline(text)).rows).toEqual(view.rows);
  });

  test('cells that repeat the one above are kept once, whatever they are, and come back as they were', async () => {
    const { view } = await pulled(tierPrices(1));
    const length = view.rows[0]?.length ?? 0;
    const columns = [null, true, false, 0, 1, '', '1', '[2]', 1.5, 'A'];
    const rows = Array.from({ length: 50 }, (_, i): MatrixRow => [
      `k${i}`,
      ...Array.from({ length: length - 1 }, (__, j) => columns[Math.floor(i / (j + 1)) % columns.length] ?? null),
    ]);
    const text = baselineText({ ...view, rows });
    expect((await parseBaseline(text)).rows).toEqual(rows);
    const repeated = (await pulled(tierPrices(50))).view;
    expect(baselineText(repeated).match(/"SUITE"/g)).toHaveLength(1);
  });

  test.each(['', 'null', '[]', '{"__proto__":{"version":2}}', '{"version":2', 'NaN'])('%j', async (text) => {
    await expect(parseBaseline(text)).rejects.toBeInstanceOf(BaselineFault);
  });
});
