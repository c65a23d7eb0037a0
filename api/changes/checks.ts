/** All entity checks, by area. A rule of a new area is added to this list. */
import { today } from '../../schema/domain/day.ts';
import { allocationCheck } from '../budget/allocation.checks.ts';
import type { Transaction } from '../database/transaction.ts';
import { priceCheck } from '../pricing/price.checks.ts';
import { roadmapItemCheck } from '../roadmap/roadmap-item.checks.ts';
import type { EntityCheck, Verdict } from '../records/entity-check.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { requiredFieldCheck } from './required-field.check.ts';

const CHECKS: readonly EntityCheck[] = [priceCheck, allocationCheck, roadmapItemCheck];

/** Every refusal and warning that the state after these writes deserves. */
export async function verdictsOn<Origin>(
  tx: Transaction,
  writes: readonly ReadWrite<Origin>[],
): Promise<Verdict<Origin>[]> {
  const entities = new Set(writes.map((w) => w.entity));
  const verdicts = [requiredFieldCheck(writes)];
  for (const check of CHECKS) {
    if (check.entities.some((e) => entities.has(e))) verdicts.push(await check.run(tx, { writes, today: today() }));
  }
  return verdicts.flat();
}
