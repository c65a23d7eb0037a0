/** All entity checks, by area. A rule of a new area is added to this list. */
import { today } from '../../schema/domain/day.ts';
import { allocationCheck } from '../budget/allocation.checks.ts';
import type { Transaction } from '../database/transaction.ts';
import { priceCheck } from '../pricing/price.checks.ts';
import { roadmapItemCheck } from '../roadmap/roadmap-item.checks.ts';
import type { EntityCheck, Judge, Verdict } from '../records/entity-check.ts';
import type { PlannedWrite, ReadWrite, RecordAddress } from '../records/planned-write.ts';
import { requiredFieldCheck } from './required-field.check.ts';

const CHECKS: readonly EntityCheck[] = [priceCheck, allocationCheck, roadmapItemCheck];

/** The checks that have asked already for what they must know. */
export type PreparedChecks = ReadonlyMap<EntityCheck, Judge>;

/** Lets each check ask ahead for what it must know to judge these writes, or some of them. */
export async function prepareChecks(tx: Transaction, writes: readonly PlannedWrite[]): Promise<PreparedChecks> {
  const prepared = new Map<EntityCheck, Judge>();
  const preparing = checksOf(writes).map(async (check) => {
    const judge = await check.prepare?.(tx, { writes, today: today() });
    if (judge) prepared.set(check, judge);
  });
  await Promise.all(preparing);
  return prepared;
}

/** Every refusal and warning that the state after these writes deserves. */
export async function verdictsOn<Origin>(
  tx: Transaction,
  writes: readonly ReadWrite<Origin>[],
  prepared: PreparedChecks,
): Promise<Verdict<Origin>[]> {
  const verdicts = [requiredFieldCheck(writes)];
  for (const check of checksOf(writes)) {
    const checked = { writes, today: today() };
    verdicts.push(prepared.get(check)?.(checked) ?? (await check.run(tx, checked)));
  }
  return verdicts.flat();
}

function checksOf(writes: readonly RecordAddress[]): EntityCheck[] {
  const entities = new Set(writes.map((w) => w.entity));
  return CHECKS.filter((check) => check.entities.some((entity) => entities.has(entity)));
}
