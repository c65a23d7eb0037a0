/**
 * What a matrix is. One definition, shared by server and add-in: pull, delta, push, pane and documents read it, so that a
 * new matrix needs a definition here, a query in its area and its name in the lists of kinds, and no change in any of them.
 */
import type { Role } from '../domain/role.ts';

export type MatrixKind = 'TIER_PRICE' | 'BUDGET' | 'ROADMAP';
export type ColumnType = 'TEXT' | 'DECIMAL' | 'INTEGER' | 'DATE' | 'BOOLEAN' | 'CHOICE' | 'CODES';

/** Names of `MatrixFilter`, in the order in which a pane shows them. */
export const FILTERS = [
  'markets',
  'segments',
  'problems',
  'suites',
  'lines',
  'lineUps',
  'offerings',
  'priceLists',
  'currencies',
  'plan',
  'functions',
  'periods',
  'states',
  'owners',
] as const;
export type FilterName = (typeof FILTERS)[number];
/** Codes by filter. `plan` is one code, the others are lists; absent or null means no restriction. */
export type MatrixFilter = { readonly [F in FilterName]?: (F extends 'plan' ? string : readonly string[]) | null };

export interface MatrixColumn {
  readonly key: string;
  readonly title: string;
  readonly group?: string | null;
  readonly type: ColumnType;
  readonly unit?: string | null;
  /** DECIMAL: digits after the point that this column shows and takes. */
  readonly scale?: number | null;
  readonly editable: boolean;
  /** CHOICE: the closed list. */
  readonly options?: readonly string[] | null;
}

/**
 * A label column.
 * `key`: part of the row key, given when a row is inserted; `given`: may be given on insert; `derived`: follows from the
 * others: a value given on insert is not used, and a warning says so.
 */
export interface HeaderColumn {
  readonly key: string;
  readonly title: string;
  readonly type: ColumnType;
  readonly part: 'key' | 'given' | 'derived';
  /** key: the value when a new row does not give it. */
  readonly initial?: string;
  /** key: the server chooses a free code with this prefix when a new row does not give one: `R-` makes `R-25`. */
  readonly generated?: string;
  /** given: the field that takes this value in every record which a cell of the row creates. */
  readonly field?: string;
}

/**
 * The record behind a cell: an entity of the model, its natural key and the field that holds the value.
 * A key part is a header key (`market`), `@column` (the cell's column key), `@plan` (the view's plan), or a literal
 * written `'quote'`.
 */
export interface CellBinding {
  readonly entity: string;
  readonly key: readonly string[];
  readonly field: string;
}

/** Columns known beforehand. */
export interface FixedColumn extends Omit<MatrixColumn, 'editable'> {
  /** Absent: computed, read-only. */
  readonly binding?: CellBinding;
  /** A new row must give it. */
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
}

/** Columns that the data decides: one per currency, per period. The query lists them; all are of one type and binding. */
export interface GeneratedColumns {
  readonly by: 'currency' | 'period';
  readonly type: ColumnType;
  readonly binding: CellBinding;
  readonly min?: number;
}

export interface MatrixDefinition {
  readonly kind: MatrixKind;
  readonly title: string;
  readonly description: string;
  readonly filters: readonly FilterName[];
  /** May edit, beside ADMIN. */
  readonly writers: readonly Role[];
  /** Header keys whose codes, joined by `/`, are the row key. */
  readonly rowKey: readonly string[];
  readonly header: readonly HeaderColumn[];
  /** In the order of the sheet: generated columns first, then the fixed ones, or the reverse. */
  readonly columns: readonly (FixedColumn | GeneratedColumns)[];
  /** Prices: cells hold from a day on; edits carry `effectiveFrom`. */
  readonly temporal: boolean;
  readonly insertable: boolean;
  readonly archivable: boolean;
}

export const isGenerated = (c: FixedColumn | GeneratedColumns): c is GeneratedColumns => 'by' in c;
