/**
 * Undo: every change of a change set is taken back from its own effective date, as a change set of its own, so that the
 * audit shows both. What was opened is closed, what was closed is reopened, what was archived is restored and what was
 * inserted is archived; all of it or nothing, and nothing where someone has since changed the cell.
 */
import { problem } from '../../schema/errors/catalogue.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import type { Context } from '../context.ts';
import type { Transaction } from '../database/transaction.ts';
import { entityNamed } from '../model/registry.ts';
import { RequestError } from '../request-error.ts';
import { applyWrites } from './apply.ts';
import { changeSetByKey } from './changes.queries.ts';
import { byEntity, type ReadWrite } from '../records/planned-write.ts';
import { lockRevision } from '../records/revision.queries.ts';
import { checkKey, checkReason, hashOf } from './push-input.ts';
import type { PushOrigin } from './push-plan.ts';
import { asRejection, sortRejections } from './push-rejection.ts';
import type { PushResult, Rejection } from './push.types.ts';
import { planRevert } from './revert-plan.ts';
import { markReverted, type RevertedSet, setToRevert } from './revert.queries.ts';
import { settle } from './settle.ts';
import type { StoredResult } from './push-evaluate.ts';
import { type RecordedChange, restoreTimelines } from '../records/timeline-restore.ts';

export interface RevertInput {
  readonly revision: number;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/** @throws RequestError IDEMPOTENCY_KEY_REUSED, BAD_USER_INPUT */
export async function revertChangeSet(ctx: Context, input: RevertInput): Promise<PushResult> {
  checkKey(input.idempotencyKey);
  checkReason(input.reason);
  if (input.reason.trim() === '') throw new RequestError('BAD_USER_INPUT', 'A revert needs a reason.');
  const hash = hashOf(['revert', input.revision, input.reason]);
  return ctx.write(async (tx) => {
    const current = await lockRevision(tx);
    const earlier = await changeSetByKey(tx, input.idempotencyKey);
    if (earlier && earlier.inputHash !== hash) throw new RequestError('IDEMPOTENCY_KEY_REUSED');
    if (earlier) return { ...(earlier.result as StoredResult), deltas: [] };
    const set = await setToRevert(tx, input.revision);
    const refused = refusalOf(tx, set, input.revision);
    if (refused) return nothing(current, [refused]);
    return revert(tx, { set: set as RevertedSet, current, hash, input });
  });
}

async function revert(
  tx: Transaction,
  { set, current, hash, input }: { set: RevertedSet; current: number; hash: string; input: RevertInput },
): Promise<PushResult> {
  const plan = await planRevert(tx, set);
  const settled = await settle<PushOrigin>(tx, {
    writes: plan.writes,
    unitOf: () => 'revert',
    refused: plan.refused,
    keepsRest: false,
  });
  if (settled.refused.length > 0) return nothing(current, settled.refused.map(asRejection));
  const revision = current + 1;
  const restored = await restorePrices(tx, plan.timelines, revision);
  const writes = settled.writes.filter((w) => entityNamed(w.entity).kept !== 'timeline');
  const stored: StoredResult = {
    changeSetRevision: revision,
    revision,
    applied: writes.length + restored.length,
    unchanged: settled.unchanged.length,
    inserted: [],
    rejections: [],
    warnings: sortRejections(settled.warnings.map(asRejection)),
  };
  await applyWrites(
    tx,
    {
      revision,
      kind: 'REVERT',
      matrix: set.matrix,
      reason: input.reason,
      idempotencyKey: input.idempotencyKey,
      inputHash: hash,
      result: stored,
      reverts: set.revision,
    },
    { writes, written: [...restored, ...plan.successors] },
  );
  await markReverted(tx, set.id);
  return { ...stored, deltas: [] };
}

async function restorePrices(
  tx: Transaction,
  changes: readonly RecordedChange[],
  revision: number,
): Promise<ReadWrite<RecordedChange>[]> {
  const restored: ReadWrite<RecordedChange>[][] = [];
  for (const [entity, ofEntity] of byEntity(changes)) {
    restored.push(await restoreTimelines(tx, entityNamed(entity), { revision, changes: ofEntity }));
  }
  return restored.flat();
}

const nothing = (revision: number, rejections: Rejection[]): PushResult => ({
  changeSetRevision: null,
  revision,
  applied: 0,
  unchanged: 0,
  inserted: [],
  rejections: sortRejections(rejections),
  warnings: [],
  deltas: [],
});

function refusalOf(tx: Transaction, set: RevertedSet | null, revision: number): Rejection | null {
  const at = { part: 0, row: null, column: null };
  if (!set) return { ...at, ...problem('NOT_REVERTIBLE', { revision, why: 'UNKNOWN' }) };
  if (set.state === 'REVERTED') return { ...at, ...problem('NOT_REVERTIBLE', { revision, why: 'REVERTED' }) };
  const missing = new Set(set.changes.map((c) => c.entity).filter((entity) => !mayRevert(tx, entity)));
  // Changes that row-level security hides stand in markets that are not the caller's.
  if (missing.size === 0 && set.changes.length === set.changeCount) return null;
  return { ...at, ...problem('NOT_ALLOWED', { what: `what change set ${revision} changed`, roles: ['ADMIN'] }) };
}

/** Whoever may write an entity through a matrix may revert its changes; what no matrix writes is the administrators'. */
function mayRevert({ identity }: Transaction, entity: string): boolean {
  if (identity.roles.includes('ADMIN')) return true;
  const writers = MATRICES.filter((m) => m.columns.some((c) => c.binding?.entity === entity)).flatMap((m) => m.writers);
  return identity.roles.some((role) => writers.includes(role));
}
