/** What the write pipeline asks of a store; `record-store.ts` and `timeline-store.ts` answer for all entities. */
import type { Transaction } from '../database/transaction.ts';
import type { RejectionCode } from '../../schema/errors/codes.ts';
import type { EntityDefinition } from '../model/registry.ts';
import type { PlannedWrite, ReadWrite } from './planned-write.ts';

/** A write that cannot be placed: a code of its key or of its value names nothing that the caller may see. */
export interface Misplaced<Origin> {
  readonly write: PlannedWrite<Origin>;
  readonly code: Extract<RejectionCode, 'UNKNOWN_CODE' | 'UNKNOWN_ROW'>;
  /** The code that names nothing, and the field in which it stands. */
  readonly value: string;
  readonly field: string;
}

/**
 * Records that come to life in the same list, by entity: natural keys joined by `/` (`SMB/R-014`). Codes that name one of
 * them count as known.
 */
export type Pending = ReadonlyMap<string, ReadonlySet<string>>;

export interface StoreRead<Origin> {
  readonly writes: ReadWrite<Origin>[];
  readonly misplaced: Misplaced<Origin>[];
}

export interface Store {
  /**
   * Reads what is stored now for each write, all of one entity, with a number of statements that does not grow with
   * them. Writes come back in their order. Drop some of them (a refused row) and read again before writing: where a price
   * ends depends on the others of the list.
   */
  read<Origin>(
    tx: Transaction,
    definition: EntityDefinition,
    writes: readonly PlannedWrite<Origin>[],
    pending?: Pending,
  ): Promise<StoreRead<Origin>>;
  /**
   * Writes all of them, set-based; `revision` is stamped on every row touched. Parents must have been written before.
   * The caller has checked everything that can be told to the analyst; what the database still refuses is thrown.
   */
  write(
    tx: Transaction,
    definition: EntityDefinition,
    stamp: { readonly revision: number; readonly writes: readonly ReadWrite<unknown>[] },
  ): Promise<void>;
}
