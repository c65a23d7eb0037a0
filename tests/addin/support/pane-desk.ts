/** The pane's effects over a fresh workbook behind the real office.js, and the stand-in server. No React. */
import { MarketgridClient } from '../../../addin/client/marketgrid-client.ts';
import { excelGrid } from '../../../addin/excel/excel-grid.ts';
import { excelSheet } from '../../../addin/excel/excel-sheet.ts';
import { tableName } from '../../../addin/excel/layout.ts';
import type { TokenKeeper } from '../../../addin/client/token-keeper.ts';
import type { Pane } from '../../../addin/taskpane/effects/pane.ts';
import { pullForm } from '../../../addin/taskpane/effects/pull.ts';
import type { PaneState } from '../../../addin/taskpane/state/pane-state.ts';
import { createStore } from '../../../addin/taskpane/state/store.ts';
import { openWorkbook, type OfficeSession } from '../../support/office.ts';
import { StandInServer, type StandInMatrix } from './stand-in-server.ts';

export interface PaneDesk {
  readonly pane: Pane;
  readonly server: StandInServer;
  readonly office: OfficeSession;
  readonly state: () => PaneState;
  /** The view that was pulled first. */
  readonly viewId: string;
  /** Types into a cell of a view, by row key and the column's title. */
  type(rowKey: string, title: string, input: string | number): Promise<void>;
  /** What that cell holds. */
  cell(rowKey: string, title: string): Promise<unknown>;
}

let ids = 0;

/** The pane's effects over the workbook that is open; nobody is signed in. */
export const paneOver = (client: MarketgridClient, keeper: TokenKeeper): Pane => ({
  store: createStore(),
  keeper,
  client,
  once: client,
  workbook: excelSheet,
  grid: excelGrid,
  now: () => new Date('2026-11-21T12:00:00Z'),
  newId: () => `pane${++ids}`,
  afterSignIn: { command: null },
  running: { controller: null },
  cursors: { changeSets: null },
});

/** Signed in, with the stand-in's matrix pulled. */
export async function paneDesk(matrix: StandInMatrix): Promise<PaneDesk> {
  const office = openWorkbook();
  const server = new StandInServer(matrix);
  const token = (): Promise<string> => Promise.resolve('token');
  const client = new MarketgridClient({ baseUrl: 'http://stand-in', token, fetch: server.fetch, retries: 0 });
  const keeper: TokenKeeper = {
    token,
    way: async () => 'DEMO',
    signInMyself: async () => undefined,
    signInAsDemoUser: async () => undefined,
    useToken: () => undefined,
    forget: () => undefined,
  };
  const pane = paneOver(client, keeper);
  const { store } = pane;
  store.dispatch({ type: 'hostFound', host: 'READY' });
  store.dispatch({ type: 'signedIn', viewer: { name: 'Pat', roles: ['PRICING'], markets: ['SMB'] } });
  store.dispatch({ type: 'pullFormOpened', form: { kind: matrix.kind } });
  await pullForm(pane);
  const { chosen } = store.state();
  const [viewId = ''] = chosen;
  return { pane, server, office, state: store.state, viewId, ...hands(office, viewId) };
}

function hands(office: OfficeSession, viewId: string): Pick<PaneDesk, 'type' | 'cell'> {
  const at = (rowKey: string, title: string, input?: string | number): Promise<unknown> =>
    office.Excel.run(async (context) => {
      const range = context.workbook.tables.getItem(tableName(viewId)).getRange().load('values');
      await context.sync();
      const values = range.values as unknown[][];
      const row = values.findIndex((cells) => cells.includes(rowKey));
      const column = values[0]?.indexOf(title) ?? -1;
      if (row < 0 || column < 0) throw new Error(`no cell ${rowKey} ${title}`);
      if (input !== undefined) range.getCell(row, column).values = [[input]];
      await context.sync();
      return values[row]?.[column];
    });
  return {
    type: async (rowKey, title, input) => void (await at(rowKey, title, input)),
    cell: (rowKey, title) => at(rowKey, title),
  };
}
