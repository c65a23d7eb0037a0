/** Sheets as a script has them: pulled, edited by row and column, pushed over HTTP. Nothing here knows the server's code. */
import type { TestServer } from '../support/server.ts';

export type Kind = 'TIER_PRICE' | 'BUDGET' | 'ROADMAP';
export type Value = string | number | null;
export type Edit = readonly [row: string, column: string, value: string | null];

export interface Sheet {
  readonly kind: Kind;
  readonly request: { readonly kind: Kind; readonly filter?: object | undefined; readonly asOf: string };
  readonly revision: number;
  readonly rowHeader: readonly Column[];
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  readonly keys: readonly string[];
  /** Undefined where there is no such row. */
  cell(row: string, column: string): Value | undefined;
}

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly scale: number | null;
  readonly editable: boolean;
  readonly options: readonly string[] | null;
}

export interface Rejection {
  readonly part: number;
  readonly row: string | null;
  readonly column: string | null;
  readonly code: string;
  readonly message: string;
  readonly nextStep: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly by: string | null;
  readonly at: string | null;
}

export interface Change {
  readonly entity: string;
  readonly row: string;
  readonly field: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Result {
  readonly changeSet: {
    readonly id: string;
    readonly revision: number;
    readonly author: string;
    readonly reason: string | null;
    readonly state: string;
    readonly changes: { readonly totalCount: number; readonly nodes: readonly Change[] };
  } | null;
  readonly revision: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly inserted: readonly { readonly part: number; readonly temporary: string; readonly key: string }[];
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Rejection[];
  readonly deltas: readonly Delta[];
}

export interface Delta {
  readonly revision: number;
  readonly rows: readonly (readonly Value[])[];
  readonly removed: readonly string[];
}

export interface Part {
  readonly request: Sheet['request'];
  readonly baseRevision: number;
  readonly edits: readonly Edit[];
  readonly inserts?: readonly Edit[];
  readonly archives?: readonly string[];
  readonly effectiveFrom?: string;
}

export interface PushOptions {
  readonly errorPolicy?: 'REJECT_EVERYTHING' | 'REJECT_FAILED_ROWS';
  readonly dryRun?: boolean;
  readonly reason?: string;
  readonly idempotencyKey?: string;
}

const COLUMN = 'key title type scale editable options';
const VIEW = `{ kind asOf revision rowCount rowHeader { ${COLUMN} } columns { ${COLUMN} } rows }`;
const PULL = `query ($request: MatrixRequest!) { matrix(request: $request) ${VIEW} }`;

export const CHANGES = 'changes(first: 10000) { totalCount nodes { entity row field validFrom validTo before after } }';
const REJECTION = 'part row column code message nextStep base mine theirs by at';
const RESULT = `{
  changeSet { id revision author reason state ${CHANGES} }
  revision applied unchanged inserted { part temporary key }
  rejections { ${REJECTION} } warnings { ${REJECTION} } deltas { revision rows removed }
}`;
export const PUSH = `mutation ($input: PushInput!) { pushChanges(input: $input) ${RESULT} }`;
const REVERT = `mutation ($revision: Int!, $key: String!) {
  revertChangeSet(revision: $revision, reason: "taken back", idempotencyKey: $key) ${RESULT}
}`;
const DELTA = `query ($request: MatrixRequest!, $since: Int!) {
  matrixDelta(request: $request, since: $since) { revision rows removed }
}`;

/** The day of most sheets here, so that what they show does not depend on when the tests run. */
export const DAY = '2026-11-21';

interface Pulled extends Omit<Sheet, 'request' | 'keys' | 'cell'> {
  readonly asOf: string;
}

function sheetOf(matrix: Pulled, filter: object | undefined): Sheet {
  const keys = [...matrix.rowHeader, ...matrix.columns].map((c) => c.key);
  return {
    ...matrix,
    request: { kind: matrix.kind, asOf: matrix.asOf, ...(filter === undefined ? {} : { filter }) },
    keys: matrix.rows.map((row) => String(row[0])),
    cell: (row, column) => matrix.rows.find((r) => r[0] === row)?.[1 + keys.indexOf(column)],
  };
}

export async function pull(
  server: TestServer,
  user: string,
  kind: Kind,
  o: { filter?: object; asOf?: string } = {},
): Promise<Sheet> {
  const variables = { request: { kind, asOf: DAY, ...o } };
  return sheetOf((await server.gql<{ matrix: Pulled }>(user, PULL, variables)).matrix, o.filter);
}

/** The tier prices of several days in one operation. */
export async function pullDays(server: TestServer, days: readonly string[], filter: object = {}): Promise<Sheet[]> {
  const views = days.map(
    (asOf, i) => `d${i}: matrix(request: { kind: TIER_PRICE, asOf: "${asOf}", filter: $filter }) ${VIEW}`,
  );
  const query = `query ($filter: MatrixFilter) { ${views.join('\n')} }`;
  const data = await server.gql<Record<string, Pulled>>('admin', query, { filter });
  return Object.values(data).map((matrix) => sheetOf(matrix, filter));
}

export const part = (sheet: Sheet, edits: readonly Edit[], o: Partial<Part> = {}): Part => ({
  request: sheet.request,
  baseRevision: sheet.revision,
  edits,
  ...o,
});

/** The cells of one new row, header and others. */
export const newRow = (temporary: string, cells: Readonly<Record<string, string | null>>): Edit[] =>
  Object.entries(cells).map(([column, value]) => [temporary, column, value]);

export const pushInput = (parts: Part | readonly Part[], o: PushOptions = {}): object => ({
  idempotencyKey: crypto.randomUUID(),
  ...o,
  parts: Array.isArray(parts) ? parts : [parts],
});

export async function push(
  server: TestServer,
  user: string,
  parts: Part | readonly Part[],
  o: PushOptions = {},
): Promise<Result> {
  const input = pushInput(parts, o);
  return (await server.gql<{ pushChanges: Result }>(user, PUSH, { input })).pushChanges;
}

export async function revert(
  server: TestServer,
  user: string,
  revision: number,
  key: string = crypto.randomUUID(),
): Promise<Result> {
  return (await server.gql<{ revertChangeSet: Result }>(user, REVERT, { revision, key })).revertChangeSet;
}

export async function delta(server: TestServer, user: string, sheet: Sheet): Promise<Delta> {
  const variables = { request: sheet.request, since: sheet.revision };
  return (await server.gql<{ matrixDelta: Delta }>(user, DELTA, variables)).matrixDelta;
}

export const deltaCode = async (server: TestServer, user: string, variables: object): Promise<unknown> =>
  (await server.ask(user, DELTA, variables)).errors?.[0]?.extensions?.['code'];

/** `row column CODE` of each rejection; `row CODE` where no cell is named. */
export const said = (rejections: readonly Rejection[]): string[] =>
  rejections.map((r) => [r.row, r.column, r.code].filter((x) => x !== null).join(' '));

export async function revision(server: TestServer): Promise<number> {
  return (await server.gql<{ revision: number }>('admin', '{ revision }')).revision;
}

/** A sheet with a delta applied, by key. */
export function applied(sheet: Sheet, { rows, removed }: Delta): Map<string, readonly Value[]> {
  const now = new Map(sheet.rows.map((row) => [String(row[0]), row]));
  for (const key of removed) now.delete(key);
  for (const row of rows) now.set(String(row[0]), row);
  return now;
}

export const byKey = (sheet: Sheet): Map<string, readonly Value[]> => new Map(sheet.rows.map((r) => [String(r[0]), r]));
