import type { Transaction } from '../database/transaction.ts';
import type { Verdict } from './entity-check.ts';
import type { PlannedWrite } from './planned-write.ts';
import type { PushOrigin } from './push-plan.ts';
import type { RevertedSet } from './revert.queries.ts';
export const planRevert = (
  _tx: Transaction,
  _s: RevertedSet,
): Promise<{ writes: PlannedWrite<PushOrigin>[]; refused: Verdict<PushOrigin>[] }> => Promise.reject(new Error('todo'));
