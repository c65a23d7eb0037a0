/**
 * A stand-in for the server behind the real client: enough of the contract's push for the add-in's side of it.
 *
 * What it does not prove: anything about the server. It has one matrix, no database, no permissions, no rules, no days
 * in force, and it answers at once. The thread over the running server is tests/thread.test.ts.
 */
import type { MatrixDelta, MatrixRow, PushInput, PushPart, Rejection } from '../../../addin/client/contract.ts';
import type { MatrixColumn, MatrixKind } from '../../../schema/matrix/definition.ts';
import { parseCell } from '../../../schema/matrix/cell.ts';
import { matrixOf } from '../../../schema/matrix/matrices.ts';

type Cells = Record<string, string | null>;

interface Row {
  readonly key: string;
  readonly header: readonly (string | null)[];
  readonly cells: Cells;
  revision: number;
}

interface Change {
  readonly revision: number;
  readonly row: string;
  readonly column: string;
  readonly before: string | null;
  readonly by: string;
}

export interface StandInMatrix {
  readonly kind: MatrixKind;
  readonly title: string;
  readonly rowHeader: readonly MatrixColumn[];
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
}

export class StandInServer {
  revision = 7;
  /** Every request's operation name and variables, in order. */
  readonly requests: { readonly operation: string; readonly variables: Record<string, unknown> }[] = [];
  /** Lets the next answers get lost after the server has done its work. */
  loseAnswers = 0;
  /** Refuses connections: nothing reaches the server. */
  isDown = false;
  private rows: Row[];
  private readonly changes: Change[] = [];
  private readonly removed: { key: string; revision: number }[] = [];
  private readonly answers = new Map<string, { input: string; answer: object }>();

  constructor(private readonly matrix: StandInMatrix) {
    this.rows = matrix.rows.map((row) => this.rowOf(row));
  }

  /** To be handed to MarketgridClient. */
  readonly fetch: typeof fetch = async (_input, init) => {
    if (this.isDown) throw new TypeError('fetch failed');
    const { query, variables } = JSON.parse(init?.body as string) as {
      query: string;
      variables: Record<string, unknown>;
    };
    const operation = /^(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    this.requests.push({ operation, variables });
    const body = JSON.stringify(this.answer(operation, variables));
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
      throw new TypeError('connection reset');
    }
    return new Response(body, { status: 200 });
  };

  stored(key: string, column: string): string | null | undefined {
    return this.rows.find((row) => row.key === key)?.cells[column];
  }

  get keys(): string[] {
    return this.rows.map(({ key }) => key);
  }

  count(operation: string): number {
    return this.requests.filter((r) => r.operation === operation).length;
  }

  /** What another person does meanwhile. */
  editElsewhere(key: string, column: string, value: string | null, by = 'Erin'): void {
    this.revision += 1;
    this.write({ row: key, column, value, by });
  }

  archiveElsewhere(key: string): void {
    this.revision += 1;
    this.archive(key);
  }

  addElsewhere(row: MatrixRow): void {
    this.revision += 1;
    this.rows.push(this.rowOf(row, this.revision));
  }

  private answer(operation: string, variables: Record<string, unknown>): object {
    const { kind, title, rowHeader, columns } = this.matrix;
    const rows = this.rows.map((row) => this.shown(row));
    const matrix = {
      kind,
      title,
      revision: this.revision,
      asOf: '2026-11-21',
      rowHeader,
      columns,
      rowCount: rows.length,
      rows,
    };
    if (operation === 'Me') return { data: { me: { name: 'Pat', roles: ['PRICING'], markets: ['SMB'] } } };
    if (operation === 'Matrix') return { data: { matrix } };
    if (operation === 'MatrixDelta') return { data: { matrixDelta: this.delta(Number(variables['since'])) } };
    if (operation === 'PushChanges') return this.push(variables['input'] as PushInput);
    return { errors: [{ message: `no ${operation} here`, extensions: { code: 'BAD_REQUEST' } }] };
  }

  private push(input: PushInput): object {
    const { idempotencyKey, ...rest } = input;
    const known = this.answers.get(idempotencyKey);
    if (known && known.input !== JSON.stringify(rest)) {
      return { errors: [{ message: 'reused', extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }] };
    }
    if (known) return { data: { pushChanges: { ...known.answer, deltas: this.deltas(input) } } };
    const answer = this.run(input);
    const pushChanges = { ...answer, deltas: this.deltas(input) };
    if (answer.changeSet) this.answers.set(idempotencyKey, { input: JSON.stringify(rest), answer });
    return { data: { pushChanges } };
  }

  private run(input: PushInput) {
    const rejections = input.parts.flatMap((part, i) => this.check(part, i));
    const refused = new Set(rejections.map(({ row }) => row));
    const isRefused = rejections.length > 0 && input.errorPolicy === 'REJECT_EVERYTHING';
    const isWritten = !input.dryRun && !isRefused;
    const edits = input.parts.flatMap((part) => part.edits).filter(([row]) => !refused.has(row));
    const changing = edits.filter(([row, column, value]) => this.stored(row, column) !== value);
    const inserts = groupByRow(input.parts.flatMap((part) => part.inserts ?? []).filter(([row]) => !refused.has(row)));
    const archives = input.parts.flatMap((part) => part.archives ?? []);
    const count = changing.length + archives.length + [...inserts.values()].flat().length;
    const inserted: { part: number; temporary: string; key: string }[] = [];
    if (isWritten && count > 0) {
      this.revision += 1;
      for (const [row, column, value] of changing) this.write({ row, column, value, by: 'me' });
      for (const [temporary, cells] of inserts) inserted.push({ part: 0, temporary, key: this.insert(cells) });
      for (const key of archives) this.archive(key);
    }
    const at = '2026-11-21T12:00:00.000Z';
    const changeSet = {
      id: `cs${this.revision}`,
      revision: this.revision,
      author: 'me',
      reason: input.reason,
      at,
      state: 'APPLIED',
      // As with prices: each brings its metric along.
      changes: { totalCount: 2 * count },
    };
    return {
      changeSet: isWritten && count > 0 ? changeSet : null,
      revision: this.revision,
      applied: isRefused ? 0 : count,
      unchanged: edits.length - changing.length,
      inserted,
      rejections,
      warnings: [],
    };
  }

  private check(part: PushPart, index: number): Rejection[] {
    return part.edits.flatMap(([row, key, value]): Rejection[] => {
      const column = this.matrix.columns.find((c) => c.key === key);
      const refusal = { part: index, row, column: key, base: null, mine: null, theirs: null, by: null, at: null };
      const parsed =
        column &&
        parseCell(value, { min: matrixOf(this.matrix.kind).kind === 'TIER_PRICE' ? 0 : undefined, ...column });
      if (!parsed) return [{ ...refusal, code: 'UNKNOWN_COLUMN', message: 'Unknown.', nextStep: '' }];
      if (!parsed.ok) return [{ ...refusal, ...parsed.problem }];
      const since = this.changes.find((c) => c.row === row && c.column === key && c.revision > part.baseRevision);
      const theirs = this.stored(row, key) ?? null;
      if (!since || since.before === theirs || theirs === value) return [];
      const stale = { base: since.before, mine: value, theirs, by: since.by, at: '2026-11-21T11:00:00.000Z' };
      return [{ ...refusal, ...stale, code: 'STALE_CELL', message: 'Changed meanwhile.', nextStep: 'Refresh.' }];
    });
  }

  private write({
    row: key,
    column,
    value,
    by,
  }: {
    row: string;
    column: string;
    value: string | null;
    by: string;
  }): void {
    const row = this.rows.find((r) => r.key === key);
    if (!row) throw new Error(`no row ${key}`);
    this.changes.push({ revision: this.revision, row: key, column, before: row.cells[column] ?? null, by });
    row.cells[column] = value;
    row.revision = this.revision;
  }

  private insert(cells: readonly (readonly [string, string | null])[]): string {
    const given = new Map(cells);
    const header = this.matrix.rowHeader.map(({ key }) => given.get(key) ?? null);
    const key = matrixOf(this.matrix.kind)
      .rowKey.map((part) => given.get(part) ?? `NEW-${this.revision}`)
      .join('/');
    const own = Object.fromEntries(this.matrix.columns.map((c) => [c.key, given.get(c.key) ?? null]));
    this.rows.push({ key, header, cells: own, revision: this.revision });
    return key;
  }

  private archive(key: string): void {
    this.rows = this.rows.filter((row) => row.key !== key);
    this.removed.push({ key, revision: this.revision });
  }

  private delta(since: number): MatrixDelta {
    return {
      revision: this.revision,
      rows: this.rows.filter((row) => row.revision > since).map((row) => this.shown(row)),
      removed: this.removed.filter((r) => r.revision > since).map(({ key }) => key),
    };
  }

  private readonly deltas = (input: PushInput): MatrixDelta[] =>
    input.parts.map((part) => this.delta(part.baseRevision));

  private rowOf([key, ...values]: MatrixRow, revision = 1): Row {
    const labels = this.matrix.rowHeader.length;
    const text = (value: MatrixRow[number] | undefined): string | null => (value == null ? null : String(value));
    const cells = this.matrix.columns.map((column, i) => [column.key, text(values[labels + i])] as const);
    return { key, header: values.slice(0, labels).map(text), cells: Object.fromEntries(cells), revision };
  }

  private shown({ key, header, cells }: Row): MatrixRow {
    return [key, ...header, ...this.matrix.columns.map((column) => cells[column.key] ?? null)];
  }
}

function groupByRow(cells: readonly (readonly [string, string, string | null])[]) {
  const rows = new Map<string, (readonly [string, string | null])[]>();
  for (const [row, column, value] of cells) rows.set(row, [...(rows.get(row) ?? []), [column, value]]);
  return rows;
}
