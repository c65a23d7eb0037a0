/**
 * The part of the contract that the add-in speaks. Answers are as generated from the schema and addin/operations; what is
 * sent is spelled out here because the add-in never changes it once it is made, which the generated types do not say.
 */
import type {
  ChangeSetsQuery,
  MatricesQuery,
  MatrixQuery,
  MeQuery,
  RefusalFragment,
  ResultFragment,
  SummaryFragment,
} from '../../schema/generated/operations.ts';
import type { MatrixColumn, MatrixFilter, MatrixKind } from '../../schema/matrix/definition.ts';
import type { CellEdit } from '../../schema/matrix/diff.ts';

export type { CellEdit } from '../../schema/matrix/diff.ts';

export interface MatrixRequest {
  readonly kind: MatrixKind;
  readonly filter?: MatrixFilter | null;
  /** `YYYY-MM-DD`; a sheet always sends the day that it was pulled for. */
  readonly asOf?: string | null;
}

/** `[rowKey, header…, cell…]` in the order of `rowHeader`, then `columns`. */
export type MatrixRow = readonly [key: string, ...values: (string | number | boolean | null)[]];

export type Matrix = Readonly<Omit<MatrixQuery['matrix'], 'rows' | 'rowHeader' | 'columns'>> & {
  readonly rowHeader: readonly MatrixColumn[];
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
};

export interface MatrixDelta {
  readonly revision: number;
  readonly rows: readonly MatrixRow[];
  readonly removed: readonly string[];
}

export type MatrixSummary = Readonly<MatricesQuery['matrices'][number]>;
export type Viewer = Readonly<MeQuery['me']>;

export type ErrorPolicy = 'REJECT_EVERYTHING' | 'REJECT_FAILED_ROWS';

export interface PushPart {
  readonly request: MatrixRequest;
  readonly baseRevision: number;
  readonly edits: readonly CellEdit[];
  readonly inserts?: readonly CellEdit[];
  readonly archives?: readonly string[];
  readonly effectiveFrom?: string;
}

export interface PushInput {
  readonly parts: readonly PushPart[];
  readonly errorPolicy: ErrorPolicy;
  readonly dryRun: boolean;
  readonly reason: string | null;
  readonly idempotencyKey: string;
}

export type Rejection = Readonly<RefusalFragment>;
export type ChangeSetSummary = Readonly<SummaryFragment>;
export type PushResult = Readonly<Omit<ResultFragment, 'deltas'>> & { readonly deltas: readonly MatrixDelta[] };
export type ChangeSetPage = Readonly<ChangeSetsQuery['changeSets']>;
