/**
 * The part of the contract that the add-in speaks, by hand until the operations are generated into schema/generated.
 */
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

export interface Matrix {
  readonly kind: MatrixKind;
  readonly title: string;
  readonly revision: number;
  readonly asOf: string;
  readonly rowHeader: readonly MatrixColumn[];
  readonly columns: readonly MatrixColumn[];
  readonly rowCount: number;
  readonly rows: readonly MatrixRow[];
}

export interface MatrixDelta {
  readonly revision: number;
  readonly rows: readonly MatrixRow[];
  readonly removed: readonly string[];
}

export interface MatrixSummary {
  readonly kind: MatrixKind;
  readonly title: string;
  readonly description: string;
  readonly filters: readonly string[];
  readonly editable: boolean;
}

export interface Viewer {
  readonly name: string;
  readonly roles: readonly string[];
  readonly markets: readonly string[];
}

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

export interface ChangeSetSummary {
  readonly id: string;
  readonly revision: number | null;
  readonly author: string;
  readonly reason: string | null;
  readonly at: string;
  readonly state: 'DRAFT' | 'SUBMITTED' | 'APPLIED' | 'REJECTED' | 'REVERTED';
}

export interface PushResult {
  readonly changeSet: ChangeSetSummary | null;
  readonly revision: number;
  readonly applied: number;
  readonly unchanged: number;
  readonly inserted: readonly { readonly part: number; readonly temporary: string; readonly key: string }[];
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly Rejection[];
  readonly deltas: readonly MatrixDelta[];
}

export interface ChangeSetPage {
  readonly nodes: readonly ChangeSetSummary[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
