/**
 * The built pane in headless Chromium, within a workbook: the page as the server sends it, Microsoft's unmodified
 * office.js in place of the copy on its CDN, and our host (addin/workbench/host) in this process behind it.
 *
 * It does not prove what a real Excel answers: see the head of excel-host.ts. There is no grid to see here: cells are
 * typed by `type`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { EventEntry, RequestBatch } from '../../addin/workbench/host/protocol.ts';
import type { CellValue } from '../../addin/workbench/host/value.ts';
import { type Watched, watch } from '../support/browser.ts';
import { lendContext } from '../support/kept-context.ts';

const OFFICE_JS = fileURLToPath(new URL('../../node_modules/@microsoft/office-js/dist', import.meta.url));
const CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
/** office.js learns from its page's address what it runs in; so it speaks to the host as it does in Excel for Mac. */
const HOST_INFO = '_host_Info=Excel$Mac$16.00$en-US$$$$3';

export interface PanePage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly host: ExcelHost;
  readonly watched: Watched;
  /** Types into a cell of the table on the active sheet: by the row's key and the column's title. */
  type(rowKey: string, title: string, input: CellValue): void;
  /** Types the same into that column of every row. */
  fill(title: string, input: CellValue): void;
  /** All cells of these columns. */
  editable(...titles: readonly string[]): readonly { readonly key: string; readonly title: string }[];
  /** What that cell holds. */
  cell(rowKey: string, title: string): unknown;
  /** Presses a button of the ribbon: a function's name in manifest.xml. */
  ribbon(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface PaneOptions extends BrowserContextOptions {
  /** A workbook that was open before. */
  readonly host?: ExcelHost;
  /** What `ExcelApi` this Excel has. */
  readonly excelApi?: string;
  /** Requirement sets that it has besides. */
  readonly requirements?: Readonly<Record<string, string>>;
  /** What is to be in the page before its scripts. */
  readonly beforeOpen?: (page: Page) => Promise<void>;
  /** False: as where DATABASE_URL is set, nobody signs in by name. */
  readonly hasDemo?: boolean;
}

export async function openPane(browser: Browser, url: string, o: PaneOptions = {}): Promise<PanePage> {
  const { host = new ExcelHost(), excelApi = '1.12', requirements, beforeOpen, hasDemo = true, ...rest } = o;
  const sets = { ExcelApi: excelApi, ...requirements };
  const { context, giveBack } = await lendContext(browser, {
    url,
    options: { viewport: { width: 320, height: 640 }, locale: 'en-GB', ...rest },
    kind: JSON.stringify(['pane', sets, hasDemo]),
    prepare: (made) => prepare(made, { sets, hasDemo }),
  });
  const page = await context.newPage();
  const watched = watch(page);
  await page.exposeFunction('answerBatch', async (text: string) =>
    JSON.stringify(await host.processQuery(JSON.parse(text) as RequestBatch)),
  );
  await beforeOpen?.(page);
  host.onEvents = (entries) => void page.evaluate(deliver, entries).catch(() => undefined);
  await page.goto(`${url}/taskpane?${HOST_INFO}`);
  return {
    page,
    context,
    host,
    watched,
    type: (rowKey, title, input) => enter(host, placeOf(host, rowKey, title), input),
    fill: (title, input) => fillColumn(host, title, input),
    editable: (...titles) => rowKeys(host).flatMap((key) => titles.map((title) => ({ key, title }))),
    cell: (rowKey, title) => {
      const { row, column } = placeOf(host, rowKey, title);
      return host.workbook.active.grid.at(row, column).value;
    },
    ribbon: (name) => page.evaluate(pressRibbon, name),
    close: giveBack,
  };
}

interface Excel {
  /** The versions of its requirement sets. */
  readonly sets: Readonly<Record<string, string>>;
  readonly hasDemo: boolean;
}

async function prepare(context: BrowserContext, { sets, hasDemo }: Excel): Promise<void> {
  await context.route(`${CDN}**`, async (route) => {
    const file = path.join(OFFICE_JS, new URL(route.request().url()).pathname.slice('/lib/1/hosted/'.length));
    const body = await readFile(file).catch(() => null);
    if (body === null) await route.fulfill({ status: 404 });
    else await route.fulfill({ body, contentType: 'text/javascript' });
  });
  if (!hasDemo) await context.route('**/auth/ways', (route) => route.fulfill({ json: { demo: false, person: null } }));
  // In the dialogs that it opens, too.
  await context.addInitScript(actAsExcelForMac, sets);
}

/** Of the table on the active sheet. */
function rowKeys({ workbook: { active } }: ExcelHost): string[] {
  const area = active.grid.used(true);
  const column = Array.from({ length: area?.rows ?? 0 }, (_, i) =>
    String(active.grid.at((area?.row ?? 0) + i, area?.column ?? 0).value),
  );
  return column.slice(column.indexOf('Row key') + 1);
}

interface Place {
  readonly row: number;
  readonly column: number;
}

function placeOf(host: ExcelHost, rowKey: string, title: string): Place {
  const { grid } = host.workbook.active;
  const area = grid.used(true);
  if (!area) throw new Error('the sheet is empty');
  const rows = Array.from({ length: area.rows }, (_, i) => area.row + i);
  const columns = Array.from({ length: area.columns }, (_, i) => area.column + i);
  const header = rows.find((row) => grid.at(row, area.column).value === 'Row key');
  const column = columns.find((c) => header !== undefined && grid.at(header, c).value === title);
  const row = rows.find((r) => grid.at(r, area.column).value === rowKey);
  if (row === undefined || column === undefined) throw new Error(`no cell ${rowKey} ${title}`);
  return { row, column };
}

function fillColumn(host: ExcelHost, title: string, input: CellValue): void {
  const keys = rowKeys(host);
  const first = placeOf(host, keys[0] ?? '', title);
  // Into the cells themselves: thousands of events would be delivered one by one.
  for (const index of keys.keys()) host.workbook.active.grid.enter(first.row + index, first.column, input);
}

function enter(host: ExcelHost, { row, column }: Place, input: CellValue): void {
  const letters = column < 26 ? String.fromCharCode(65 + column) : `A${String.fromCharCode(65 + column - 26)}`;
  host.type(`${letters}${row + 1}`, input);
}

/** What the functions below know of each other; they run in the page. */
interface HostedWindow {
  answerBatch(text: string): Promise<string>;
  webkit: unknown;
  OSF: {
    ScriptMessaging: {
      agaveHostCallback(id: string, parameters: unknown): void;
      agaveHostEventCallback(id: string, parameters: unknown): void;
    };
    Webkit: { WebkitHostController: { OpenDialogCallback(status: number): void } };
  };
  hostEvents: Map<string, string>;
}

/**
 * The Mac channel of office.js: it posts `{methodId, params, callbackId}`. Methods: 1 execute (id 93 is a batch, 94 the
 * end of a ribbon command), 2 register an event, 3 unregister, 4 write settings, 5 get the context.
 */
function actAsExcelForMac(requirements: Readonly<Record<string, string>>): void {
  const hosted = window as unknown as HostedWindow;
  hosted.hostEvents = new Map();
  const context: unknown[] = Array.from({ length: 24 }, () => 0);
  Object.assign(context, {
    0: [[], []],
    1: 'b7f1f5d0-0000-4000-8000-000000000001',
    2: 1,
    3: 16,
    8: 'en-GB',
    9: 'en-GB',
    11: 'https://example.invalid/Book1.xlsx',
    12: 1,
    14: '',
    16: 'correlation',
    17: 'instance',
    18: false,
    19: false,
    20: JSON.stringify({ SharedRuntime: '1.1', RibbonApi: '1.2', AddinCommands: '1.1', ...requirements }),
    21: '',
    22: '16.80.0',
  });
  interface Message {
    readonly methodId: number;
    readonly callbackId: string;
    readonly params: { readonly id: number; readonly targetId?: string; readonly apiArgs: readonly unknown[] };
  }
  const answer = async ({ methodId, params }: Message): Promise<unknown> => {
    if (methodId === 5) return context;
    if (methodId === 1 && params.id === 93) {
      const [batch] = params.apiArgs as readonly (readonly string[])[];
      return [0, [0, [200, [], await hosted.answerBatch(batch?.[4] ?? '')]]];
    }
    return [0, [0]];
  };
  const postMessage = (text: string): void => {
    const message = JSON.parse(text) as Message;
    const { callbackId, methodId, params } = message;
    if (methodId === 2) hosted.hostEvents.set(`${params.id}|${params.targetId ?? ''}`, callbackId);
    void answer(message).then((reply) => hosted.OSF.ScriptMessaging.agaveHostCallback(callbackId, reply));
  };
  hosted.webkit = { messageHandlers: { Agave: { postMessage } } };
  // office.js opens the window of a dialog itself; Excel tells the page in it where it runs, and says that it may stay.
  const open = window.open.bind(window);
  window.open = (url, ...rest) => {
    const isDialog = String(url).includes('action=displayDialog');
    const opened = open(isDialog ? `${String(url)}&_host_Info=Excel$Mac$16.00$en-US$$isDialog$$3` : url, ...rest);
    if (isDialog) setTimeout(() => hosted.OSF.Webkit.WebkitHostController.OpenDialogCallback(0));
    return opened;
  };
}

function deliver(entries: readonly EventEntry[]): void {
  const { hostEvents, OSF } = window as unknown as HostedWindow;
  const messages = entries.map((e) => [e.messageCategory, e.messageType, e.targetId, e.message, 0]);
  for (const [key, callback] of hostEvents) {
    if (key.startsWith('33|')) OSF.ScriptMessaging.agaveHostEventCallback(callback, [messages, 33]);
  }
}

function pressRibbon(name: string): void {
  const { hostEvents, OSF } = window as unknown as HostedWindow;
  const callback = hostEvents.get('39|');
  if (callback === undefined) throw new Error('the page has registered no ribbon command');
  const event = JSON.stringify({ source: { id: `Marketgrid.${name}` } });
  OSF.ScriptMessaging.agaveHostEventCallback(callback, [[`command-${name}`, name, event], 39]);
}
