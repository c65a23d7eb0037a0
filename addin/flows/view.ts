import { isGenerated, type FixedColumn, type MatrixColumn } from '../../schema/matrix/definition.ts';
import type { CellColumn } from '../../schema/matrix/cell.ts';
import type { Baseline } from '../../schema/matrix/diff.ts';
import { matrixOf } from '../../schema/matrix/matrices.ts';
import type { Matrix, MatrixRequest, MatrixRow } from '../client/contract.ts';

/** A matrix as it was pulled into a sheet: what the sheet showed before anybody edited it. */
export interface View {
  /** Of the add-in's own making; names the table and the baseline. */
  readonly id: string;
  /** With the day that it was pulled for. */
  readonly request: MatrixRequest;
  readonly title: string;
  readonly revision: number;
  readonly rowHeader: readonly MatrixColumn[];
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  readonly pulledBy: string;
  /** ISO 8601, UTC. */
  readonly pulledAt: string;
}

export function viewOf(matrix: Matrix, of: { id: string; request: MatrixRequest; by: string; at: Date }): View {
  return {
    id: of.id,
    request: { ...of.request, asOf: matrix.asOf },
    title: matrix.title,
    revision: matrix.revision,
    rowHeader: matrix.rowHeader,
    columns: matrix.columns,
    rows: matrix.rows,
    pulledBy: of.by,
    pulledAt: of.at.toISOString(),
  };
}

/** The view for `diffSheet` and `rebase`, with the limits that only the definition knows. */
export function baselineOf(view: View): Baseline {
  const definition = matrixOf(view.request.kind);
  const fixed = definition.columns.filter((c): c is FixedColumn => !isGenerated(c));
  const [generated] = definition.columns.filter(isGenerated);
  const limitsOf = (key: string): Partial<CellColumn> => fixed.find((c) => c.key === key) ?? { min: generated?.min };
  return {
    header: view.rowHeader,
    columns: view.columns.map((column) => ({ ...pick(limitsOf(column.key)), ...column })),
    rows: view.rows,
    rowKey: definition.rowKey,
    ...(!view.columns.some(({ editable }) => editable) && {
      othersOnly: { what: definition.title, roles: definition.writers },
    }),
  };
}

const pick = ({ min, max, maxLength, required }: Partial<CellColumn>): Partial<CellColumn> => ({
  min,
  max,
  maxLength,
  required,
});

/** All columns of the view in the order of its rows; the cell of column `i` is `row[i + 1]`. */
export const allColumns = (view: View): readonly MatrixColumn[] => [...view.rowHeader, ...view.columns];

/** Where a column's cell stands in a row, or -1. */
export const cellIndex = (view: View, column: string): number =>
  allColumns(view).findIndex((c) => c.key === column) + 1 || -1;
