/**
 * Push: all matrices go through this one procedure, which knows them only by their definitions.
 *
 * evaluate (plan, settle: read, stale, check) → apply (write, record) → deltas. A dry run does the same in a read-only
 * snapshot and stops before apply; it takes no lock, so previews never wait for writers nor hold them up.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Identity, Transaction } from '../database/transaction.ts';
import { matrixDelta, revision as currentRevision, type WrittenRows } from '../matrix/pull.ts';
import { RawJson } from '../matrix/raw-json.ts';
import type { MatrixDeltaType } from '../matrix/matrix.types.ts';
import { RequestError } from '../request-error.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import { applyWrites } from './apply.ts';
import { changeSetByKey, lockRevision } from './changes.queries.ts';
import type { ChangeSetType } from './changes.types.ts';
import { evaluate, type Evaluated, type StoredResult } from './push-evaluate.ts';
import { cellsOf, checkPushInput, hashOfPush } from './push-input.ts';
import type { PushInput, PushPart, PushResult, Rejection } from './push.types.ts';

/** From here on judging a push takes as long as several small ones, which would wait for it. */
const LARGE = 500;

/** @throws RequestError IDEMPOTENCY_KEY_REUSED, BAD_USER_INPUT, LIMIT_EXCEEDED */
export async function pushChanges(ctx: Context, input: PushInput): Promise<PushResult> {
  checkPushInput(input);
  if (input.dryRun) {
    const { revision, result } = await evaluateAhead(ctx, input);
    const stored = { ...result, changeSetRevision: null, revision };
    return withDeltas(await ctx.transaction(), { parts: input.parts, result: stored, isOfSnapshot: true });
  }
  const hash = hashOfPush(input);
  const ahead = cellsOf(input) >= LARGE ? await evaluateAhead(ctx, input) : undefined;
  const { stored, writes, changeSet } = await ctx.write((tx) => write(tx, { input, hash, ahead }));
  // After COMMIT, so that nobody waits for them; where another push came in between, they tell of it, too.
  const tx = await ctx.transaction();
  // What one part writes, another may show.
  const written = input.parts.length === 1 && writes.length > 0 ? { written: rowsOf(stored, writes) } : {};
  const result = await withDeltas(tx, { parts: input.parts, result: stored, ...written });
  return { ...result, ...(changeSet && { writtenSet: changeSet }) };
}

interface Ahead extends Evaluated {
  /** Of the snapshot in which it was evaluated. */
  readonly revision: number;
  /** Under whose rights. */
  readonly identity: Identity;
}

async function evaluateAhead(ctx: Context, input: PushInput): Promise<Ahead> {
  const tx = await ctx.transaction();
  const revision = await currentRevision(tx);
  return { ...(await evaluate(tx, input, revision)), revision, identity: tx.identity };
}

interface Writing {
  readonly input: PushInput;
  readonly hash: string;
  readonly ahead: Ahead | undefined;
}

/** Nothing but rights changes without a revision. */
const stillHolds = (ahead: Ahead, current: number, { roles, markets }: Identity): boolean =>
  ahead.revision === current && isDeepStrictEqual([ahead.identity.roles, ahead.identity.markets], [roles, markets]);

interface Written {
  readonly stored: StoredResult;
  /** Empty also where the push was answered before. */
  readonly writes: Evaluated['writes'];
  readonly changeSet?: ChangeSetType;
}

/** Under the lock. */
async function write(tx: Transaction, { input, hash, ahead }: Writing): Promise<Written> {
  // The second is run when the first has the lock, and sees what was committed until then.
  const [current, earlier] = await Promise.all([lockRevision(tx), changeSetByKey(tx, input.idempotencyKey)]);
  if (earlier && earlier.inputHash !== hash) throw new RequestError('IDEMPOTENCY_KEY_REUSED');
  if (earlier) return { stored: earlier.result as StoredResult, writes: [] };
  const { result, writes } =
    ahead && stillHolds(ahead, current, tx.identity) ? ahead : await evaluate(tx, input, current);
  if (writes.length === 0) return { stored: { ...result, changeSetRevision: null, revision: current }, writes };
  const revision = current + 1;
  const stored: StoredResult = { ...result, changeSetRevision: revision, revision };
  const changeSet = await applyWrites(
    tx,
    {
      revision,
      kind: 'PUSH',
      matrix: [...new Set(input.parts.map((p) => p.request.kind))].sort().join(';'),
      reason: input.reason ?? null,
      idempotencyKey: input.idempotencyKey,
      inputHash: hash,
      result: stored,
    },
    { writes },
  );
  return { stored, writes, changeSet };
}

/** The rows that the push wrote to, by their keys. */
function rowsOf({ revision, inserted }: StoredResult, writes: Evaluated['writes']): WrittenRows {
  const keyOf = new Map(inserted.map(({ temporary, key }) => [temporary, key]));
  const rows = new Set(
    writes.map(({ origin: { row, action } }) => (action === 'insert' && keyOf.get(row ?? '')) || row),
  );
  return { revision, keys: [...rows].filter((row) => row !== null) };
}

interface Answered {
  readonly parts: readonly PushPart[];
  readonly result: StoredResult;
  readonly written?: WrittenRows;
  /** The result's revision is that of the transaction's snapshot: a sheet of that revision has nothing to be told. */
  readonly isOfSnapshot?: boolean;
}

/** Adds what each sheet must show now. A view whose columns have changed is told as a warning: the push itself stands. */
async function withDeltas(
  tx: Transaction,
  { parts, result, written, isOfSnapshot = false }: Answered,
): Promise<PushResult> {
  const deltas: MatrixDeltaType[] = [];
  const warnings: Rejection[] = [...result.warnings];
  for (const [part, { request, baseRevision }] of parts.entries()) {
    if (isOfSnapshot && baseRevision === result.revision) {
      deltas.push({ revision: baseRevision, rows: new RawJson('[]'), removed: [] });
      continue;
    }
    try {
      deltas.push(await matrixDelta(tx, request, { since: baseRevision, written }));
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      deltas.push({ revision: baseRevision, rows: new RawJson('[]'), removed: [] });
      if (error.code === 'VIEW_CHANGED') {
        warnings.push({ part, row: null, column: null, ...problem('VIEW_CHANGED') });
      }
    }
  }
  return { ...result, warnings, deltas };
}
