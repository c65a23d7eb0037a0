/**
 * An analyst at work: Microsoft's real office.js over a workbook of our own, the pane's effects without React, and the
 * running server with its demo users. What no one here has seen is a real Excel: see the head of excel-host.ts.
 */
import { MarketgridClient } from '../../addin/client/marketgrid-client.ts';
import type { CellEdit, MatrixRequest, PushResult } from '../../addin/client/contract.ts';
import { createTokenKeeper, type KeeperOptions } from '../../addin/client/token-keeper.ts';
import type { FlowContext } from '../../addin/flows/flow-context.ts';
import type { View } from '../../addin/flows/view.ts';
import { flowContext, type Pane, viewById } from '../../addin/taskpane/effects/pane.ts';
import { pullForm } from '../../addin/taskpane/effects/pull.ts';
import { findSignInWay, signInAsDemoUser, signInMyself } from '../../addin/taskpane/effects/sign-in.ts';
import type { PaneState } from '../../addin/taskpane/state/pane-state.ts';
import { readWorkbook, writeWorkbook } from '../../addin/workbench/file/workbook-file.ts';
import { calculateSimply } from '../../addin/workbench/host/calculator.ts';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import { type Hands, handsOn } from '../addin/support/desk.ts';
import { paneOver } from '../addin/support/pane-desk.ts';
import { openWorkbook, type OfficeSession } from '../support/office.ts';
import type { TestServer } from '../support/server.ts';

export interface AnalystOptions {
  /** A workbook that was saved before. */
  readonly host?: ExcelHost;
  /** The way to the server, for what may happen to it. */
  readonly request?: typeof fetch;
  /** What the keeper of the token takes for now, in milliseconds since 1970. */
  readonly clock?: () => number;
  /** How he signs in himself, where the server has no demo users. */
  readonly person?: NonNullable<KeeperOptions['person']>;
}

/** A pulled view under the analyst's hands. */
export interface PulledSheet extends Hands {
  readonly id: string;
  readonly view: View;
  /** What a cell shows. */
  cell(row: string, title: string): Promise<unknown>;
}

export interface Analyst {
  readonly office: OfficeSession;
  readonly pane: Pane;
  readonly state: () => PaneState;
  readonly flow: () => FlowContext;
  /** Bodies of the requests so far. */
  readonly sent: string[];
  pull(request: MatrixRequest): Promise<PulledSheet>;
  /** A view that the workbook holds already. */
  sheet(id: string): PulledSheet;
}

/** Opens the workbook and signs in. Only one workbook is open at a time: the one that was opened last. */
export async function sitDown(server: TestServer, user: string, o: AnalystOptions = {}): Promise<Analyst> {
  const office = openWorkbook(o.host);
  const sent: string[] = [];
  const request: typeof fetch = (input, init) => {
    sent.push(typeof init?.body === 'string' ? init.body : '');
    // Server and analyst share this process: while one is busy the other would close a connection that was kept.
    const headers = { ...(init?.headers as Record<string, string> | undefined), connection: 'close' };
    return (o.request ?? fetch)(input, { ...init, headers });
  };
  const baseUrl = server.url;
  const keeper = createTokenKeeper({
    baseUrl,
    fetch: request,
    ...(o.clock && { now: o.clock }),
    ...(o.person && { person: o.person }),
  });
  const client = new MarketgridClient({
    baseUrl,
    token: (refused) => keeper.token(refused),
    fetch: request,
    retries: 0,
  });
  const pane: Pane = { ...paneOver(client, keeper), now: () => new Date() };
  const { store } = pane;
  store.dispatch({ type: 'hostFound', host: 'READY' });
  await findSignInWay(pane);
  await (o.person ? signInMyself(pane) : signInAsDemoUser(pane, user));
  const sheet = (id: string): PulledSheet => {
    const view = viewById(pane, id);
    if (!view) throw new Error(`no view ${id}: ${store.state().notice?.message}`);
    const hands = handsOn(office, view);
    const cell = async (row: string, title: string): Promise<unknown> => {
      const [header = [], ...rows] = await hands.table();
      return rows.find(([key]) => key === row)?.[header.indexOf(title)];
    };
    return { id, view, cell, ...hands };
  };
  return {
    ...{ office, pane, sent, sheet },
    state: store.state,
    flow: () => flowContext(pane),
    async pull({ kind, filter, asOf }) {
      const before = await pane.workbook.views();
      const form = { kind, filter: filter ?? {}, asOf: asOf ?? null, replaces: null };
      store.dispatch({ type: 'pullFormOpened', form });
      await pullForm(pane);
      const after = await pane.workbook.views();
      return sheet(after.find((id) => !before.includes(id)) ?? '');
    },
  };
}

/** Somebody else at another desk, who pushes straight to the server. */
export async function colleaguePushes(
  server: TestServer,
  request: MatrixRequest,
  edits: readonly CellEdit[],
  reason = 'A colleague',
): Promise<PushResult> {
  const client = await clientOf(server, 'admin');
  const { revision: baseRevision, asOf } = await client.matrix(request);
  const part = { request: { ...request, asOf }, baseRevision, edits };
  const idempotencyKey = crypto.randomUUID();
  const input = { parts: [part], errorPolicy: 'REJECT_EVERYTHING', dryRun: false, reason, idempotencyKey } as const;
  const result = await client.push(input);
  if (!result.changeSet) throw new Error(`the colleague was refused: ${JSON.stringify(result.rejections)}`);
  return result;
}

/** What the server shows in some cells of a view, as text; null is blank. */
export async function shown(
  server: TestServer,
  request: MatrixRequest,
  places: readonly (readonly [row: string, column: string])[],
): Promise<(string | null)[]> {
  const { rowHeader, columns, rows } = await (await clientOf(server, 'admin')).matrix(request);
  const keys = [...rowHeader, ...columns].map(({ key }) => key);
  return places.map(([row, column]) => {
    const value = rows.find(([key]) => key === row)?.[keys.indexOf(column) + 1];
    return value == null ? null : String(value);
  });
}

async function clientOf(server: TestServer, user: string): Promise<MarketgridClient> {
  const token = await server.token(user);
  return new MarketgridClient({ baseUrl: server.url, token: async () => token });
}

/** Saved as a file and opened again: nothing but the file passes. */
export function reopened({ host: { workbook } }: OfficeSession): ExcelHost {
  return new ExcelHost(readWorkbook(saved(workbook), calculateSimply).workbook);
}

/** All that a file of the workbook would hold. */
export const saved = (workbook: ExcelHost['workbook']): string =>
  writeWorkbook({ workbook, documentSettings: new Map() });

/** Prices from `count` further quantities on for one offering of the demo: as many more rows of its matrix. */
export async function seedPrices(server: TestServer, count: number): Promise<void> {
  const same =
    'revision, created_revision, market_id, offering_id, price_list_id, list_decimals, list_market_id, billing_period, ' +
    'currency_id, currency_code, minor_unit, kind, metric, valid_from';
  await server.db.owner(
    `INSERT INTO price (${same}, min_quantity, amount)
     SELECT ${same.replace(/\w+/g, 'p.$&')}, n, 30 FROM price p JOIN offering o ON o.id = p.offering_id,
       generate_series(2, $1::integer + 1) n
     WHERE o.code = 'PRACTICE-GOOD' AND p.kind = 'LIST' AND p.valid_to IS NULL`,
    [count],
  );
}

export const SEEDED: MatrixRequest = { kind: 'TIER_PRICE', filter: { offerings: ['PRACTICE-GOOD'] } };
export const seededKey = (quantity: number): string => `ADV/PRACTICE-GOOD/US/MONTH/${quantity}`;
