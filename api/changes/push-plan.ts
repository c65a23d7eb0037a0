/**
 * From a pushed part to planned writes: every cell is parsed by its column, bound to its record by the matrix's
 * definition, and told apart from what the view does not have. Knows matrices only by their definitions.
 */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import { type CellColumn, parseCell } from '../../schema/matrix/cell.ts';
import {
  type CellBinding,
  type FixedColumn,
  type GeneratedColumns,
  isGenerated,
  type MatrixDefinition,
} from '../../schema/matrix/definition.ts';
import { splitKey } from '../../schema/matrix/row-key.ts';
import { shownColumns, type View, type ViewColumn } from '../view/matrix-source.ts';
import type { CellEdit } from '../matrix/matrix.types.ts';
import type { PlannedWrite } from '../records/planned-write.ts';

/** Where in a push a wish stands. `row` is a row key, or an insert's temporary name. */
export interface PushOrigin {
  readonly part: number;
  readonly row: string | null;
  readonly column: string | null;
  readonly action: 'edit' | 'insert' | 'archive';
}

export interface Refusal {
  readonly origin: PushOrigin;
  readonly problem: Problem;
}

export type PushWrite = PlannedWrite<PushOrigin>;

/** A row that a part addresses, and what its header shows: from the view, or from an insert. */
export interface RowHeader {
  readonly key: string;
  /** Header key → value as text; null where blank. */
  readonly values: ReadonlyMap<string, string | null>;
}

export interface PartContext {
  readonly part: number;
  readonly view: View;
  /** Timeline cells: the day from which new values hold. */
  readonly from: string;
}

export interface PlannedCells {
  readonly writes: PushWrite[];
  readonly refusals: Refusal[];
}

/** The column of the definition behind a column of the view. */
export function definedColumn(definition: MatrixDefinition, key: string): FixedColumn | GeneratedColumns | undefined {
  return (
    definition.columns.find((c) => !isGenerated(c) && c.key === key) ?? definition.columns.find((c) => isGenerated(c))
  );
}

/** The natural key of the record behind a cell. */
export function recordKey(binding: CellBinding, row: RowHeader, at: { column: string; view: View }): string[] {
  return binding.key.map((part) => {
    if (part === '@column') return at.column;
    if (part === '@plan') return at.view.plan?.code ?? '';
    if (part.startsWith("'")) return part.slice(1, -1);
    return row.values.get(part) ?? '';
  });
}

/** The rows that edits and archives name, from their keys alone; null for a key that is not one of this matrix. */
export function rowOfKey(definition: MatrixDefinition, key: string): RowHeader | null {
  const codes = splitKey(key, definition.rowKey.length);
  return codes && { key, values: new Map(definition.rowKey.map((name, i) => [name, codes[i] ?? null])) };
}

/**
 * Plans the cells of one part. `rows` answers the header of a row of the view (or of an insert), undefined for a row that
 * the view does not have.
 */
export function planCells(
  context: PartContext,
  cells: { readonly edits: readonly CellEdit[]; readonly action: 'edit' | 'insert' },
  rows: ReadonlyMap<string, RowHeader>,
): PlannedCells {
  const named = new Set(cells.edits.map(([, column]) => column));
  const shown = shownColumns(context.view).filter((c) => named.has(c.key));
  const columns = new Map(shown.map((c) => [c.key, plannedColumn(context.view.definition, c)]));
  const seen = new Set<string>();
  const planned: PlannedCells = { writes: [], refusals: [] };
  for (const [row, column, value] of cells.edits) {
    const origin: PushOrigin = { part: context.part, row, column, action: cells.action };
    const cell = `${row}\n${column}`;
    const outcome = seen.has(cell)
      ? problem('DUPLICATE_EDIT', { column: columns.get(column)?.title ?? column })
      : planCell(context, { origin, value, row: rows.get(row), column: columns.get(column) });
    seen.add(cell);
    if ('entity' in outcome) planned.writes.push(outcome);
    else planned.refusals.push({ origin, problem: outcome });
  }
  return planned;
}

/** A column of the view as its cells are read: once for all of them. */
interface PlannedColumn {
  readonly title: string;
  /** Absent: read-only. */
  readonly binding: CellBinding | undefined;
  /** The limits of the definition, under what the view's column says. */
  readonly cell: CellColumn;
}

function plannedColumn(definition: MatrixDefinition, column: ViewColumn): PlannedColumn {
  const defined = definedColumn(definition, column.key);
  const cell = { ...defined, ...column, options: column.options ?? null };
  return { title: column.title, binding: defined?.binding, cell };
}

/** While it is put together: a copy for each field that it may have would be one for each cell. */
type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface Cell {
  readonly origin: PushOrigin;
  readonly value: string | null;
  readonly row: RowHeader | undefined;
  readonly column: PlannedColumn | undefined;
}

function planCell({ view, from }: PartContext, { origin, value, row, column }: Cell): PushWrite | Problem {
  const { definition } = view;
  const name = origin.column ?? '';
  if (!row) return problem('UNKNOWN_ROW', { row: origin.row ?? '' });
  if (!column) {
    const header = definition.header.find((h) => h.key === name);
    return header ? problem('READ_ONLY', { column: header.title }) : problem('UNKNOWN_COLUMN', { column: name });
  }
  if (!column.binding) return problem('READ_ONLY', { column: column.title });
  const parsed = parseCell(value, column.cell);
  if (!parsed.ok) return parsed.problem;
  const { entity, field } = column.binding;
  const key = recordKey(column.binding, row, { column: name, view });
  const along = parsed.value === null ? undefined : alongWith(definition, row);
  const write: Mutable<PushWrite> = { entity, key, field, after: parsed.value, origin };
  if (definition.temporal) write.from = from;
  if (along) write.along = along;
  return write;
}

/** What a record that the cell brings to life takes over from its row's header; one list for all cells of the row. */
function alongWith(definition: MatrixDefinition, row: RowHeader): PushWrite['along'] {
  const known = ALONG.get(row);
  if (known) return known;
  const along = definition.header.flatMap(({ key, field }) => {
    const after = row.values.get(key) ?? null;
    return field === undefined || after === null ? [] : [{ field, after }];
  });
  ALONG.set(row, along);
  return along;
}

const ALONG = new WeakMap<RowHeader, NonNullable<PushWrite['along']>>();
