/**
 * From planned writes to those that will be written: what is stored is read, stale cells and equal values are told apart,
 * the checks judge the state after all of them, and under REJECT_FAILED_ROWS rows fall out until what is left stands.
 * One procedure for pushes, imports and reverts.
 */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import type { Transaction } from '../database/transaction.ts';
import { entityNamed } from '../model/registry.ts';
import { verdictsOn } from './checks.ts';
import type { Verdict } from './entity-check.ts';
import type { PlannedWrite, ReadWrite } from './planned-write.ts';
import type { Misplaced, Pending } from './store.ts';
import { storeOf } from './stores.ts';

export interface Settled<Origin> {
  /** To be written: no refusal, and another value than is stored. */
  readonly writes: ReadWrite<Origin>[];
  readonly unchanged: ReadWrite<Origin>[];
  readonly refused: Verdict<Origin>[];
  readonly warnings: Verdict<Origin>[];
}

export interface Settling<Origin> {
  readonly writes: readonly PlannedWrite<Origin>[];
  readonly pending?: Pending;
  /** Names what falls together: all cells of one row of one part; a whole import. */
  readonly unitOf: (origin: Origin) => string;
  /** Refusals known before: their units take no part. */
  readonly refused: readonly Verdict<Origin>[];
  /** Whether the rest is still of interest when something is refused (REJECT_FAILED_ROWS). */
  readonly keepsRest: boolean;
  /** Refusals that depend on what is stored, before the areas' checks: staleness, duplicate rows. */
  readonly judge?: (tx: Transaction, writes: readonly ReadWrite<Origin>[]) => Promise<Verdict<Origin>[]>;
  readonly describeMisplaced?: (misplaced: Misplaced<Origin>) => Problem;
}

/** Reads and checks until no further unit is refused. Ends because every round but the last refuses a unit more. */
export async function settle<Origin>(tx: Transaction, settling: Settling<Origin>): Promise<Settled<Origin>> {
  const refused = [...settling.refused];
  const out = new Set(refused.map((v) => settling.unitOf(v.origin)));
  for (;;) {
    const candidates = settling.writes.filter((w) => !out.has(settling.unitOf(w.origin)));
    const round = await settleOnce(tx, { ...settling, writes: candidates });
    const found = round.refused;
    refused.push(...found);
    for (const verdict of found) out.add(settling.unitOf(verdict.origin));
    if (found.length === 0 || !settling.keepsRest) return { ...round, refused };
  }
}

async function settleOnce<Origin>(tx: Transaction, settling: Settling<Origin>): Promise<Settled<Origin>> {
  const { read, misplaced } = await readAll(tx, settling);
  const changed = read.filter(isChange);
  const judged = (await settling.judge?.(tx, read)) ?? [];
  const verdicts = await verdictsOn(tx, changed);
  const describe = settling.describeMisplaced ?? describeMisplaced;
  const refused: Verdict<Origin>[] = [
    ...misplaced.map((m) => ({ origin: m.write.origin, problem: describe(m), severity: 'REFUSE' as const })),
    ...judged,
    ...verdicts.filter((v) => v.severity === 'REFUSE'),
  ];
  return {
    writes: changed,
    unchanged: read.filter((w) => !isChange(w)),
    refused,
    warnings: verdicts.filter((v) => v.severity === 'WARN'),
  };
}

const isChange = (w: ReadWrite<unknown>): boolean =>
  w.before !== w.after || (w.opensVersion === true && w.after !== null && w.beforeFrom !== w.from);

async function readAll<Origin>(
  tx: Transaction,
  { writes, pending }: Settling<Origin>,
): Promise<{ read: ReadWrite<Origin>[]; misplaced: Misplaced<Origin>[] }> {
  const read: ReadWrite<Origin>[] = [];
  const misplaced: Misplaced<Origin>[] = [];
  for (const entity of new Set(writes.map((w) => w.entity))) {
    const definition = entityNamed(entity);
    const ofEntity = writes.filter((w) => w.entity === entity);
    const answer = await storeOf(definition).read(tx, definition, ofEntity, pending);
    read.push(...answer.writes.filter((w) => !(w.onlyNew && w.exists)));
    misplaced.push(...answer.misplaced);
  }
  return { read, misplaced };
}

const describeMisplaced = (m: Misplaced<unknown>): Problem => problem('UNKNOWN_CODE', { field: m.field, value: m.value });
