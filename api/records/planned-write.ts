/**
 * The one shape in which pushes, imports and reverts ask for something to be written; see docs/architecture.md, Writes.
 */
import type { Day } from '../../schema/domain/day.ts';

/**
 * Which record: an entity and its natural key as codes, outermost first, one element for each field of the key.
 * For a link entity the key is the owner's: the cell holds the set of its members.
 */
export interface RecordAddress {
  readonly entity: string;
  readonly key: readonly string[];
}

/**
 * One cell to be written. `after` is canonical text, or null to clear. A record that does not exist yet is created by its
 * first write. The field `archived` (`true`, or null for live) archives and restores.
 */
export interface PlannedWrite<Origin = unknown> extends RecordAddress {
  readonly field: string;
  /** Timeline entities only: the day from which the value holds. */
  readonly from?: Day;
  readonly after: string | null;
  /** What else a record takes which this write creates: a new price its row's metric. */
  readonly along?: readonly { readonly field: string; readonly after: string }[];
  /**
   * Timeline entities only: a version begins at `from` even where the value is that of the version before (a price page
   * that says the same in another unit). Unchanged only when a version begins there already.
   */
  readonly opensVersion?: boolean;
  /** An undo: a reference that stood there comes back also where its target has been archived. */
  readonly takesArchived?: boolean;
  /**
   * Records of which several archived ones may bear the key: the write is to the one that this change set archived, not to
   * the newest.
   */
  readonly archivedBy?: number;
  /** Where the wish came from, handed back in every refusal: a part, row and column; a file and line. */
  readonly origin: Origin;
}

/**
 * A planned write together with what is stored now.
 * `exists`: the record (for a timeline, a version in force at `from`) is there and live.
 * Timelines: `validTo` is where the new value ends, exclusive: the end of the version in force, or where the next planned
 * one begins; `beforeFrom` is where the version in force began, null when there is none.
 */
export interface ReadWrite<Origin = unknown> extends PlannedWrite<Origin> {
  readonly before: string | null;
  readonly exists: boolean;
  /** The stored row that the write touches: a live one, one to be restored, a version in force. Null: one is inserted. */
  readonly row: StoredRow | null;
  /** A new record whose key an archived one bears, which stays archived. */
  readonly replaces?: boolean;
  readonly validTo?: Day | null;
  readonly beforeFrom?: Day | null;
  /** Came along with the write that creates the record (`along`): nobody asked for it by itself. */
  readonly isAlong?: boolean;
}

export interface StoredRow {
  readonly id: string;
  /** The change set that created it: reverting that one archives the row. */
  readonly createdRevision: number;
  /** Timelines: where the version in force ends as it is stored. */
  readonly validTo?: Day | null;
}

/** Writes by entity, each list in the order of the writes. */
export function byEntity<W extends RecordAddress>(writes: readonly W[]): Map<string, W[]> {
  const lists = new Map<string, W[]>();
  for (const write of writes) {
    const list = lists.get(write.entity);
    if (list) list.push(write);
    else lists.set(write.entity, [write]);
  }
  return lists;
}
