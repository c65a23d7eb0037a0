import type { Transaction } from '../database/transaction.ts';
import type { EntityDefinition } from '../model/registry.ts';
import type { PlannedWrite } from './planned-write.ts';
export interface RowEnd<O> {
  prefix: readonly string[];
  from: string;
  origin: O;
}
export const endRows = <O>(
  _tx: Transaction,
  _d: EntityDefinition,
  _e: readonly RowEnd<O>[],
): Promise<PlannedWrite<O>[]> => Promise.reject(new Error('todo'));
