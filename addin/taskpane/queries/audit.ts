/** Change sets and what they changed. */
import type { ChangeSetEntry } from '../state/change-set-entry.ts';
import type { CellChange } from '../state/cell-history.ts';

const ENTRY = 'id revision author reason at state kind matrix reverts changes(first: 1) { totalCount }';

export const RECENT_CHANGE_SETS = `query RecentChangeSets($first: Int!, $after: String) {
  changeSets(first: $first, after: $after) { nodes { ${ENTRY} } pageInfo { hasNextPage endCursor } }
}`;

export const CELL_HISTORY = `query CellHistory($filter: ChangeSetFilter!, $cell: ChangeFilter!, $first: Int!, $changes: Int!) {
  changeSets(filter: $filter, first: $first) {
    totalCount
    nodes {
      revision author reason at kind
      changes(filter: $cell, first: $changes) { nodes { before after validFrom } }
    }
  }
}`;

export const LAST_CHANGE = `query LastChange($filter: ChangeSetFilter!) {
  changeSets(filter: $filter, first: 1) { nodes { author at } }
}`;

export const PULL_SIZE = `query PullSize($request: MatrixRequest!) {
  matrix(request: $request) { rowCount columns { key } }
}`;

export interface ChangeSetsData {
  readonly changeSets: {
    readonly nodes: readonly (Omit<ChangeSetEntry, 'changes'> & {
      readonly changes: { readonly totalCount: number };
    })[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export interface CellHistoryData {
  readonly changeSets: {
    readonly totalCount: number;
    readonly nodes: readonly (Omit<CellChange, 'values' | 'validFrom'> & {
      readonly changes: { readonly nodes: readonly RecordChange[] };
    })[];
  };
}

export interface RecordChange {
  readonly before: string | null;
  readonly after: string | null;
  readonly validFrom: string | null;
}

export interface LastChangeData {
  readonly changeSets: { readonly nodes: readonly { readonly author: string; readonly at: string }[] };
}

export interface PullSizeData {
  readonly matrix: { readonly rowCount: number; readonly columns: readonly { readonly key: string }[] };
}
