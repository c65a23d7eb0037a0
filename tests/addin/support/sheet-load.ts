/**
 * Goal 13 as something to be run: one block of cells written and read through the real office.js, bare (`range.values`)
 * and as the add-in does it. bench/ times these; what they cost depends on our host as well as on the add-in, so only
 * the ratios say something, and nothing about a real Excel.
 */
import { excelSheet } from '../../../addin/excel/excel-sheet.ts';
import type { MatrixRow } from '../../../addin/client/contract.ts';
import { preview, type Preview } from '../../../addin/flows/preview.ts';
import type { FlowContext } from '../../../addin/flows/flow-context.ts';
import { sheetRows } from '../../../addin/flows/sheet-changes.ts';
import { allColumns, viewOf, type View } from '../../../addin/flows/view.ts';
import type { Sheet } from '../../../schema/matrix/diff.ts';
import { openWorkbook, type OfficeSession } from '../../support/office.ts';
import { tierPrices } from './matrices.ts';

const REQUEST = { kind: 'TIER_PRICE', asOf: '2026-11-21', filter: { markets: ['SMB'] } } as const;
const PULLED = { id: 'load', request: REQUEST, by: 'bench', at: new Date('2026-11-21T12:00:00Z') };
/** Where the table stands on a view's sheet: the header below four lines, data below it. */
const FIRST_ROW = 5;

export interface SheetLoad {
  /** Cells of the block, the key's column included. */
  readonly cells: number;
  /** A sheet in a fresh workbook, and on it one assignment to `range.values` with one sync. */
  writeBare(): Promise<OfficeSession>;
  /** All of a pull but the server: the same cells as a view with its table, formats, drop-downs and baseline. */
  writeView(): Promise<OfficeSession>;
  /** One `load('values')` of the block in the workbook that was written last, with one sync. */
  readBare(): Promise<unknown[][]>;
  /** The view as preview reads it: found by its table's headers, every value examined. After `writeView`. */
  readView(): Promise<Sheet>;
  /** Types into every n-th row's first input cell, as many as asked for. After `writeView`. */
  edit(count: number): Promise<void>;
  /** Baseline, sheet and their differences; there is no server to ask. After `writeView`. */
  previewEdits(): Promise<Preview>;
}

/** @param rows of 15 cells each; 6,700 are just over 100,000 */
export function sheetLoad(rows = 6_700): SheetLoad {
  const view = loadedView(rows);
  const block = view.rows.map(sheetRows(view));
  const width = allColumns(view).length + 1;
  let name = '';
  const bare = (context: Excel.RequestContext): Excel.Range =>
    context.workbook.worksheets.getItem(name).getRangeByIndexes(name === 'Bare' ? 0 : FIRST_ROW, 0, rows, width);
  return {
    cells: rows * width,
    async writeBare() {
      const office = openWorkbook(undefined, { isRecording: false });
      name = 'Bare';
      await office.Excel.run(async (context) => {
        context.workbook.worksheets.add(name);
        bare(context).values = block;
        await context.sync();
      });
      return office;
    },
    async writeView() {
      const office = openWorkbook(undefined, { isRecording: false });
      name = view.title;
      await excelSheet.create(view);
      return office;
    },
    readBare: () =>
      Excel.run(async (context) => {
        const range = bare(context).load('values');
        await context.sync();
        return range.values as unknown[][];
      }),
    readView: () => excelSheet.read(view),
    edit: (count) =>
      Excel.run(async (context) => {
        const every = Math.floor(rows / count);
        const column = width - view.columns.length;
        const sheet = context.workbook.worksheets.getItem(name);
        for (let i = 0; i < count; i++) sheet.getCell(FIRST_ROW + i * every, column).values = [[i + 0.25]];
        await context.sync();
      }),
    previewEdits: () => preview(withoutServer(), [view.id], { errorPolicy: 'REJECT_EVERYTHING' }),
  };
}

function loadedView(rows: number): View {
  const matrix = tierPrices(rows);
  // Amounts as the server's JSON has them.
  const amounts = new Set(matrix.columns.flatMap(({ type }, i) => (type === 'DECIMAL' ? 12 + i : [])));
  const served = matrix.rows.map(
    (row) => row.map((cell, at) => (amounts.has(at) ? Number(cell) : cell)) as unknown as MatrixRow,
  );
  return viewOf({ ...matrix, rows: served, revision: 7, asOf: REQUEST.asOf, rowCount: rows }, PULLED);
}

const NO_ANSWER = {
  changeSet: null,
  revision: 7,
  applied: 0,
  unchanged: 0,
  inserted: [],
  rejections: [],
  warnings: [],
};

function withoutServer(): FlowContext {
  const never = (): Promise<never> => Promise.reject(new Error('the load asks no server'));
  const push = () => Promise.resolve({ ...NO_ANSWER, deltas: [] });
  const client = { matrix: never, matrixDelta: never, push };
  return { client, sheet: excelSheet, user: 'bench', now: () => PULLED.at, newId: () => 'load' };
}
