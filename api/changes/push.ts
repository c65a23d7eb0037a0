/**
 * Push: all matrices go through this one procedure, which knows them only by their definitions.
 *
 * plan → settle (read, stale, check) → apply (write, record) → deltas. A dry run does the same in a read-only snapshot
 * and stops before apply; it takes no lock, so previews never wait for writers nor hold them up.
 */
import type { Context } from '../context.ts';
import type { Transaction } from '../database/transaction.ts';
import { matrixDelta, revision as currentRevision } from '../matrix/pull.ts';
import { RawJson } from '../matrix/raw-json.ts';
import type { MatrixDeltaType } from '../matrix/matrix.types.ts';
import { RequestError } from '../request-error.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import { applyWrites } from './apply.ts';
import { changeSetByKey, lockRevision } from './changes.queries.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { checkPushInput, hashOfPush } from './push-input.ts';
import { duplicateRows, withoutDoubles } from './push-doubles.ts';
import { CodeGenerator } from './push-insert.ts';
import { describeMisplaced } from './push-misplaced.ts';
import { type PlannedPart, planPart } from './push-part.ts';
import type { PushOrigin, Refusal } from './push-plan.ts';
import { asRejection, sortRejections } from './push-rejection.ts';
import { ErrorPolicy, type PushInput, type PushPart, type PushResult, type Rejection } from './push.types.ts';
import { settle, type Settled } from './settle.ts';
import { judgePush } from './staleness.ts';

/** What is stored with a change set and answered again for its key; deltas are computed anew. */
export type StoredResult = Omit<PushResult, 'deltas'>;

/** @throws RequestError IDEMPOTENCY_KEY_REUSED, BAD_USER_INPUT, LIMIT_EXCEEDED */
export async function pushChanges(ctx: Context, input: PushInput): Promise<PushResult> {
  checkPushInput(input);
  if (input.dryRun) {
    const tx = await ctx.transaction();
    const current = await currentRevision(tx);
    const { result } = await evaluate(tx, input, current);
    return withDeltas(tx, input.parts, { ...result, changeSetRevision: null, revision: current });
  }
  const hash = hashOfPush(input);
  return ctx.write(async (tx) => {
    const current = await lockRevision(tx);
    const earlier = await changeSetByKey(tx, input.idempotencyKey);
    if (earlier && earlier.inputHash !== hash) throw new RequestError('IDEMPOTENCY_KEY_REUSED');
    if (earlier) return withDeltas(tx, input.parts, earlier.result as StoredResult);
    const { result, writes } = await evaluate(tx, input, current);
    if (writes.length === 0)
      return withDeltas(tx, input.parts, { ...result, changeSetRevision: null, revision: current });
    const revision = current + 1;
    const stored: StoredResult = { ...result, changeSetRevision: revision, revision };
    await applyWrites(
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
    return withDeltas(tx, input.parts, stored);
  });
}

interface Evaluated {
  readonly result: Omit<StoredResult, 'revision' | 'changeSetRevision'>;
  /** What is to be written; empty when the policy forbids it. */
  readonly writes: readonly ReadWrite<PushOrigin>[];
}

async function evaluate(tx: Transaction, input: PushInput, current: number): Promise<Evaluated> {
  const parts: PlannedPart[] = [];
  const codes = new CodeGenerator(
    tx,
    input.parts.flatMap((p) => (p.inserts ?? []).map(([, , value]) => value)),
  );
  for (const [index, part] of input.parts.entries()) parts.push(await planPart(tx, { part, index, current, codes }));
  const keepsRest = input.errorPolicy === ErrorPolicy.REJECT_FAILED_ROWS;
  const planned = withoutDoubles(parts.flatMap((p) => p.writes));
  const refused = [...parts.flatMap((p) => p.refusals), ...duplicateRows(parts), ...planned.refusals];
  const rowOf = ({ part, row }: PushOrigin): string => parts[part]?.inserted.get(row ?? '') ?? row ?? '';
  const settled = await settle<PushOrigin>(tx, {
    writes: planned.writes,
    pending: pendingRecords(planned.writes),
    unitOf: ({ part, row }) => `${part}\n${row ?? ''}`,
    refused: refused.map((r) => ({ ...r, severity: 'REFUSE' as const })),
    keepsRest,
    judge: (t, writes) => judgePush(t, { writes, bases: parts.map((p) => p.baseRevision), current, rowOf }),
    describeMisplaced: (misplaced) => describeMisplaced(misplaced, { input, rowOf }),
  });
  const stands = keepsRest || settled.refused.length === 0;
  return {
    writes: stands ? settled.writes : [],
    result: {
      ...countsOf(stands ? settled : { ...settled, writes: [] }, parts),
      rejections: refusalsOf(settled, refused),
      warnings: sortRejections([
        ...settled.warnings.map(asRejection),
        ...parts.flatMap((p) => p.warnings).map((w) => asRejection({ ...w, severity: 'WARN' })),
      ]),
    },
  };
}

/** Every refusal once: a required field that a new row lacks has been told at its own cell, before the model misses it, too. */
function refusalsOf(settled: Settled<PushOrigin>, planned: readonly Refusal[]): Rejection[] {
  const sentence = ({ origin, problem: { code, message } }: Refusal): string =>
    JSON.stringify([origin.part, origin.row, code, message]);
  const told = new Set(planned.map(sentence));
  const first = new Set<unknown>(planned.map((r) => r.origin));
  const once = settled.refused.filter((v) => first.has(v.origin) || !told.has(sentence(v))).map(asRejection);
  return sortRejections(once.map((r) => (r.code === 'DUPLICATE_ROW' ? { ...r, column: null } : r)));
}

/** Records that inserts bring to life, so that links of the same push may name them. */
function pendingRecords(writes: readonly PlannedPart['writes'][number][]): Map<string, Set<string>> {
  const pending = new Map<string, Set<string>>();
  for (const { entity, key, origin } of writes) {
    if (origin.action !== 'insert') continue;
    const keys = pending.get(entity) ?? new Set<string>();
    pending.set(entity, keys.add(key.join('/')));
  }
  return pending;
}

function countsOf(
  settled: Settled<PushOrigin>,
  parts: readonly PlannedPart[],
): { applied: number; unchanged: number; inserted: PushResult['inserted'] } {
  const rowsOf = (writes: readonly ReadWrite<PushOrigin>[], action: PushOrigin['action']): Set<string> =>
    new Set(
      writes.filter((w) => w.origin.action === action).map(({ origin }) => `${origin.part}\n${origin.row ?? ''}`),
    );
  const cells = (writes: readonly ReadWrite<PushOrigin>[]): number =>
    writes.filter((w) => w.origin.action !== 'archive' && !w.isAlong).length;
  const written = rowsOf(settled.writes, 'insert');
  return {
    applied: cells(settled.writes) + rowsOf(settled.writes, 'archive').size,
    unchanged: cells(settled.unchanged.filter((w) => w.origin.action === 'edit')),
    inserted: parts.flatMap(({ inserted }, part) =>
      [...inserted]
        .filter(([temporary]) => written.has(`${part}\n${temporary}`))
        .map(([temporary, key]) => ({ part, temporary, key })),
    ),
  };
}

/** Adds what each sheet must show now. A view whose columns have changed is told as a warning: the push itself stands. */
async function withDeltas(tx: Transaction, parts: readonly PushPart[], result: StoredResult): Promise<PushResult> {
  const deltas: MatrixDeltaType[] = [];
  const warnings: Rejection[] = [...result.warnings];
  for (const [part, { request, baseRevision }] of parts.entries()) {
    try {
      deltas.push(await matrixDelta(tx, request, baseRevision));
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
