/** What an area supplies for a matrix: how a view is opened and which SQL builds its rows. */
import type { Day } from '../../schema/domain/day.ts';
import type { MatrixColumn, MatrixDefinition, MatrixFilter } from '../../schema/matrix/definition.ts';
import type { Statements, Transaction } from '../database/transaction.ts';

export interface MatrixRequest {
  readonly kind: MatrixDefinition['kind'];
  readonly filter?: MatrixFilter | null;
  readonly asOf?: Day | null;
}

export type DatedRequest = MatrixRequest & { readonly asOf: Day };

/** A generated or fixed column as this view shows it, before the caller's rights are applied. */
export interface ViewColumn extends MatrixColumn {
  /** The change set that brought the column into the view (0 when it always stood there). */
  readonly since: number;
  /** The change set that took it out again; null while it is there. Such columns are not shown. */
  readonly until: number | null;
  /** The id of the period or currency behind a generated column. */
  readonly id?: string;
}

/** One line of a matrix's summary: an envelope over part of what is shown. */
export interface SummaryLine {
  readonly key: string;
  readonly title: string;
  readonly cap: string;
  readonly used: string;
  readonly left: string;
  readonly unit: string;
}

/** A request with nothing left open: the day, the plan, the columns. */
export interface View {
  readonly definition: MatrixDefinition;
  readonly title: string;
  readonly filter: MatrixFilter;
  readonly asOf: Day;
  /** Shown columns and columns that have left the view. */
  readonly columns: readonly ViewColumn[];
  /** BUDGET: the plan whose amounts are shown. */
  readonly plan?: { readonly id: string; readonly code: string; readonly currency: string; readonly isLocked: boolean };
}

/** Which rows: all of the view, those with these keys, or every row with a source newer than a revision. */
export type RowScope =
  | { readonly of: 'view' }
  | { readonly of: 'keys'; readonly keys: readonly string[] }
  | { readonly of: 'since'; readonly since: number };

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
  /** The best plan is the same whatever is bound: `Planning` in the database's `transaction.ts`. */
  readonly keepsPlan?: boolean;
}

export interface MatrixSource {
  readonly kind: MatrixDefinition['kind'];
  /** @throws RequestError PLAN_REQUIRED when the request does not decide its plan. */
  open(tx: Statements, request: DatedRequest): Promise<View>;
  /** The view without its columns, of a matrix whose requests leave nothing else open: then nothing has to be asked for it. */
  frame?(request: DatedRequest): View;
  /**
   * A SELECT of `key text`, `row text` (a JSON array: key, header, cells), `matches boolean` (the row is in the view; of
   * `view` and `keys` only such rows are answered), in the sheet's order.
   */
  rows(view: View, scope: RowScope): Statement;
  summary?(tx: Transaction, view: View): Promise<SummaryLine[]>;
}

export const shownColumns = (view: View): readonly ViewColumn[] => view.columns.filter((c) => c.until === null);
