/**
 * Push: all matrices go through this one procedure, which knows them only by their definitions.
 *
 * evaluate (plan, settle: read, stale, check) → apply (write, record) → deltas. A dry run does the same in a read-only
 * snapshot and stops before apply; it takes no lock, so previews never wait for writers nor hold them up.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../context.ts';
import type { Identity, Statements, Transaction } from '../database/transaction.ts';
import { matrixDelta, revision as currentRevision, type WrittenRows } from '../matrix/pull.ts';
import { RawJson } from '../matrix/raw-json.ts';
import type { MatrixDeltaType } from '../matrix/matrix.types.ts';
import { lockRevision } from '../records/revision.queries.ts';
import { RequestError } from '../request-error.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import { applyWrites } from './apply.ts';
import { changeSetByKey, type StoredChangeSet } from './changes.queries.ts';
import type { ChangeSetType } from './changes.types.ts';
import { evaluate, type Evaluated, type StoredResult } from './push-evaluate.ts';
import { cellsOf, checkPushInput, hashOfPush } from './push-input.ts';
import { lookAt, type LookedPart } from './push-look.ts';
import type { PushInput, PushPart, PushResult, Rejection } from './push.types.ts';

/** From here on judging a push takes as long as several small ones, which would wait for it. */
const LARGE = 500;

/** @throws RequestError IDEMPOTENCY_KEY_REUSED, BAD_USER_INPUT, LIMIT_EXCEEDED */
export async function pushChanges(ctx: Context, input: PushInput): Promise<PushResult> {
  checkPushInput(input);
  if (input.dryRun) {
    const { revision, result } = await evaluateAhead(ctx, input);
    const stored = { ...result, changeSetRevision: null, revision };
    return ctx.ask((tx) => withDeltas(tx, { parts: input.parts, result: stored, isOfSnapshot: true }));
  }
  const hash = hashOfPush(input);
  const ahead = cellsOf(input) >= LARGE ? await evaluateAhead(ctx, input) : undefined;
  const lookToo = ahead === undefined;
  const { stored, writes, looked, changeSet } = await ctx.write(
    (tx, underLock: Promise<UnderLock>) => write(tx, underLock, { input, hash, ahead }),
    (tx) => lookUnderLock(tx, input, lookToo),
  );
  // What one part writes, another may show.
  const written = input.parts.length === 1 && writes.length > 0 ? { written: rowsOf(stored, writes, looked) } : {};
  // After COMMIT, so that nobody waits for them; where another push came in between, they tell of it, too.
  const result = await ctx.ask((tx) => withDeltas(tx, { parts: input.parts, result: stored, ...written }));
  return { ...result, ...(changeSet && { writtenSet: changeSet }) };
}

interface Ahead extends Evaluated {
  /** Of the snapshot in which it was evaluated. */
  readonly revision: number;
  /** Under whose rights. */
  readonly identity: Identity;
}

async function evaluateAhead(ctx: Context, input: PushInput): Promise<Ahead> {
  const [revision, looked] = await ctx.ask((tx) => Promise.all([currentRevision(tx), lookAt(tx, input)]));
  const tx = await ctx.transaction();
  return { ...(await evaluate(tx, { input, current: revision, looked })), revision, identity: tx.identity };
}

interface UnderLock {
  readonly current: number;
  readonly earlier: StoredChangeSet | undefined;
  /** Absent where that has been done ahead. */
  readonly looked: readonly LookedPart[] | undefined;
}

/** The lock, and what needs nothing but it: each is run when the first has the lock, and sees what was committed until then. */
async function lookUnderLock(tx: Statements, input: PushInput, lookToo: boolean): Promise<UnderLock> {
  const [current, earlier, looked] = await Promise.all([
    lockRevision(tx),
    changeSetByKey(tx, input.idempotencyKey),
    lookToo ? lookAt(tx, input) : undefined,
  ]);
  return { current, earlier, looked };
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
  readonly looked: readonly LookedPart[];
  readonly changeSet?: ChangeSetType;
}

async function write(tx: Transaction, underLock: Promise<UnderLock>, of: Writing): Promise<Written> {
  const { input, hash, ahead } = of;
  const { current, earlier, looked: lookedNow } = await underLock;
  if (earlier && earlier.inputHash !== hash) throw new RequestError('IDEMPOTENCY_KEY_REUSED');
  if (earlier) return { stored: earlier.result as StoredResult, writes: [], looked: [] };
  const { result, writes, looked } =
    ahead && stillHolds(ahead, current, tx.identity)
      ? ahead
      : await evaluate(tx, { input, current, looked: lookedNow ?? (await lookAt(tx, input)) });
  if (writes.length === 0) return { stored: { ...result, changeSetRevision: null, revision: current }, writes, looked };
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
  return { stored, writes, looked, changeSet };
}

/** The rows that the push wrote to, by their keys. */
function rowsOf(
  { revision, inserted }: StoredResult,
  writes: Evaluated['writes'],
  [part]: readonly LookedPart[],
): WrittenRows {
  const keyOf = new Map(inserted.map(({ temporary, key }) => [temporary, key]));
  const rows = new Set(
    writes.map(({ origin: { row, action } }) => (action === 'insert' && keyOf.get(row ?? '')) || row),
  );
  // Where the last value of a column may have been cleared, the column may have gone with it.
  const opened =
    part && 'view' in part && writes.every((w) => w.after !== null && w.origin.action === 'edit') ? part : undefined;
  return { revision, keys: [...rows].filter((row) => row !== null), opened };
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
  tx: Statements,
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
