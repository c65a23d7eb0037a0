/** An analyst at work: a fresh workbook behind the real office.js, the flows over it, and the stand-in server. */
import { MarketgridClient } from '../../../addin/client/marketgrid-client.ts';
import { excelSheet } from '../../../addin/excel/excel-sheet.ts';
import { tableName } from '../../../addin/excel/layout.ts';
import type { FlowContext } from '../../../addin/flows/flow-context.ts';
import { pull } from '../../../addin/flows/pull.ts';
import type { PushOptions } from '../../../addin/flows/preview.ts';
import type { View } from '../../../addin/flows/view.ts';
import { openWorkbook, type OfficeSession } from '../../support/office.ts';
import { StandInServer, type StandInMatrix } from './stand-in-server.ts';

export const STRICT: PushOptions = { errorPolicy: 'REJECT_EVERYTHING', reason: 'test' };

export interface Desk {
  readonly office: OfficeSession;
  readonly server: StandInServer;
  readonly context: FlowContext;
  readonly view: View;
  /** The table's cells as values, header first. */
  table(): Promise<unknown[][]>;
  /** Writes one cell as the analyst types it, by row key and the column's title. */
  type(rowKey: string, title: string, input: string | number | boolean): Promise<void>;
  /** Anything else that is done in Excel. */
  inExcel<T>(work: (table: Excel.Table, context: Excel.RequestContext) => Promise<T> | T): Promise<T>;
}

let ids = 0;

/** The real client; it asks once. */
export const clientFor = (server: StandInServer): MarketgridClient =>
  new MarketgridClient({
    baseUrl: 'http://stand-in',
    token: () => Promise.resolve('token'),
    fetch: server.fetch,
    retries: 0,
  });

export async function pulled(matrix: StandInMatrix): Promise<Desk> {
  const office = openWorkbook();
  const server = new StandInServer(matrix);
  const now = (): Date => new Date('2026-11-21T12:00:00Z');
  const context: FlowContext = {
    client: clientFor(server),
    sheet: excelSheet,
    user: 'pricing',
    now,
    newId: () => `id${++ids}`,
  };
  const view = await pull(context, { kind: matrix.kind, filter: { markets: ['SMB'] } });
  return { office, server, context, view, ...handsOn(office, view) };
}

/** What an analyst does to the table of a view. */
export type Hands = Pick<Desk, 'table' | 'type' | 'inExcel'>;

export function handsOn(office: OfficeSession, view: Pick<View, 'id'>): Hands {
  const inExcel: Desk['inExcel'] = (work) =>
    office.Excel.run(async (context) => {
      const result = await work(context.workbook.tables.getItem(tableName(view.id)), context);
      await context.sync();
      return result;
    });
  const table = (): Promise<unknown[][]> =>
    inExcel(async (t, context) => {
      const range = t.getRange().load('values');
      await context.sync();
      return range.values as unknown[][];
    });
  const type: Desk['type'] = async (rowKey, title, input) => {
    const values = await table();
    const row = values.findIndex((cells) => cells.includes(rowKey));
    const column = values[0]?.indexOf(title) ?? -1;
    if (row < 0 || column < 0) throw new Error(`no cell ${rowKey} ${title}`);
    await inExcel((t) => {
      t.getRange().getCell(row, column).values = [[input]];
    });
  };
  return { table, type, inExcel };
}
