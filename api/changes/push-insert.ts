/** Inserted rows: the header cells decide the row's key, the others are planned as edits of that row. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import { type CellColumn, parseCell } from '../../schema/matrix/cell.ts';
import type { HeaderColumn, MatrixDefinition } from '../../schema/matrix/definition.ts';
import type { Transaction } from '../database/transaction.ts';
import type { CellEdit } from '../matrix/matrix.types.ts';
import { entityNamed, fieldNamed } from '../model/registry.ts';
import { nextFreeCode } from './changes.queries.ts';
import { definedColumn, type PartContext, type PushOrigin, type Refusal, type RowHeader } from './push-plan.ts';

export interface PlannedInserts {
  /** By temporary name. */
  readonly rows: Map<string, RowHeader>;
  /** The inserts' cells that are not header cells. */
  readonly cells: CellEdit[];
  readonly refusals: Refusal[];
  /** Derived header cells that were given: not used, and said so. */
  readonly unused: Refusal[];
}

/** Reads the header of every inserted row. A row whose header cannot be read is refused and its cells are dropped. */
export async function planInserts(
  context: PartContext,
  { inserts, codes }: { readonly inserts: readonly CellEdit[]; readonly codes: CodeGenerator },
): Promise<PlannedInserts> {
  const { definition } = context.view;
  const planned: PlannedInserts = { rows: new Map(), cells: [], refusals: [], unused: [] };
  const headers = new Map(definition.header.map((h) => [h.key, h]));
  for (const [temporary, cells] of groupByRow(inserts)) {
    const given = cells.filter(([, column]) => headers.has(column));
    const { row, problems, unused } = await headerOf(context, given, codes);
    const at = (column: string | null): PushOrigin => ({
      part: context.part,
      row: temporary,
      column,
      action: 'insert',
    });
    planned.refusals.push(...problems.map((p) => ({ origin: at(p.column), problem: p.problem })));
    planned.unused.push(...unused.map((p) => ({ origin: at(p.column), problem: p.problem })));
    if (!row) continue;
    planned.rows.set(temporary, row);
    planned.refusals.push(
      ...missingCells(definition, cells).map((p) => ({ origin: at(p.column), problem: p.problem })),
    );
    planned.cells.push(...cells.filter(([, column]) => !headers.has(column)));
  }
  return planned;
}

interface ColumnProblem {
  readonly column: string | null;
  readonly problem: Problem;
}

interface ReadHeader {
  readonly row: RowHeader | null;
  readonly problems: ColumnProblem[];
  readonly unused: ColumnProblem[];
}

async function headerOf(context: PartContext, given: readonly CellEdit[], codes: CodeGenerator): Promise<ReadHeader> {
  const { definition } = context.view;
  const values = new Map<string, string | null>();
  const problems: ColumnProblem[] = [];
  const unused: ColumnProblem[] = [];
  for (const header of definition.header) {
    const cells = given.filter(([, column]) => column === header.key);
    if (cells.length > 1) problems.push(at(header, problem('DUPLICATE_EDIT', { column: header.title })));
    const value = cells[0]?.[2] ?? null;
    if (header.part === 'derived') {
      if (value !== null) unused.push(at(header, problem('READ_ONLY', { column: header.title })));
      continue;
    }
    const parsed = parseCell(value ?? header.initial ?? null, headerColumn(definition, header));
    if (parsed.ok) values.set(header.key, parsed.value);
    else problems.push(at(header, parsed.problem));
  }
  if (problems.length > 0) return { row: null, problems, unused };
  for (const header of definition.header.filter((h) => h.generated !== undefined && !values.get(h.key))) {
    values.set(header.key, await codes.next(definition, header, values));
  }
  const key = definition.rowKey.map((name) => values.get(name) ?? '').join('/');
  return { row: { key, values }, problems, unused };
}

const at = (header: HeaderColumn, p: Problem): ColumnProblem => ({ column: header.key, problem: p });

/** A header cell takes what the key field of its record takes: the model's options, bounds and lengths. */
function headerColumn(definition: MatrixDefinition, header: HeaderColumn): CellColumn {
  const binding = definition.columns
    .map((c) => definedColumn(definition, 'by' in c ? '' : c.key)?.binding)
    .find(Boolean);
  const base = {
    key: header.key,
    title: header.title,
    type: header.type,
    required: header.part === 'key' && header.generated === undefined,
  };
  const position = binding?.key.indexOf(header.key) ?? -1;
  const entity = binding && entityNamed(binding.entity);
  const name = position >= 0 ? entity?.key[position] : header.field;
  if (!entity || name === undefined) return base;
  const { min, max, maxLength, options, type } = fieldNamed(entity, name);
  const isCode = type === 'REFERENCE' || name === 'code';
  return { ...base, min, max, maxLength: maxLength ?? 64, isCode, ...(options ? { options } : {}) };
}

function missingCells(definition: MatrixDefinition, cells: readonly CellEdit[]): ColumnProblem[] {
  const given = new Set(cells.filter(([, , value]) => value !== null && value !== '').map(([, column]) => column));
  const required = definition.columns.flatMap((c) => ('by' in c || !c.required || given.has(c.key) ? [] : [c]));
  const missing = required.map((c) => ({ column: c.key, problem: problem('REQUIRED', { field: c.title }) }));
  // A row of which no cell has a value would be no record at all: nothing could be pulled again.
  const headers = new Set(definition.header.map((h) => h.key));
  const hasValue = [...given].some((column) => !headers.has(column));
  if (missing.length > 0 || hasValue) return missing;
  return [{ column: null, problem: problem('REQUIRED', { field: 'At least one cell of the new row' }) }];
}

function groupByRow(cells: readonly CellEdit[]): Map<string, CellEdit[]> {
  const rows = new Map<string, CellEdit[]>();
  for (const cell of cells) {
    const row = rows.get(cell[0]);
    if (row) row.push(cell);
    else rows.set(cell[0], [cell]);
  }
  return rows;
}

/** Free codes `R-25`, `R-26`, … within a market, one after the other for a whole push; asked of the database once. */
export class CodeGenerator {
  readonly #tx: Transaction;
  readonly #given: ReadonlySet<string>;
  readonly #next = new Map<string, number>();

  /** `given` are values that new rows of the same push bring along: no code is generated that is among them. */
  constructor(tx: Transaction, given: Iterable<string | null>) {
    this.#tx = tx;
    this.#given = new Set([...given].filter((value) => value !== null));
  }

  async next(
    definition: MatrixDefinition,
    header: HeaderColumn,
    values: ReadonlyMap<string, string | null>,
  ): Promise<string> {
    const prefix = header.generated ?? '';
    const market = values.get('market') ?? '';
    const fixed = definition.columns.find((c) => !('by' in c));
    const entity = fixed?.binding?.entity ?? '';
    const known = this.#next.get(`${entity}/${market}/${prefix}`);
    let number = known ?? (await nextFreeCode(this.#tx, entityNamed(entity), { market, prefix }));
    const code = (): string => `${prefix}${String(number).padStart(3, '0')}`;
    while (this.#given.has(code())) number += 1;
    this.#next.set(`${entity}/${market}/${prefix}`, number + 1);
    return code();
  }
}
