/** What a push would do to the world as it is: what is written, what is refused, what is warned of. Writes nothing. */
import type { Transaction } from '../database/transaction.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { duplicateRows, withoutDoubles } from './push-doubles.ts';
import { CodeGenerator } from './push-insert.ts';
import { describeMisplaced } from './push-misplaced.ts';
import type { LookedPart } from './push-look.ts';
import { type PlannedPart, planPart } from './push-part.ts';
import type { PushOrigin, PushWrite, Refusal } from './push-plan.ts';
import { asRejection, sortRejections } from './push-rejection.ts';
import { ErrorPolicy, type PushInput, type PushResult, type Rejection } from './push.types.ts';
import { settle, type Settled } from './settle.ts';
import { judgePush } from './staleness.ts';

/** What is stored with a change set and answered again for its key; deltas are computed anew. */
export type StoredResult = Omit<PushResult, 'deltas' | 'writtenSet'>;

export interface Evaluated {
  readonly result: Omit<StoredResult, 'revision' | 'changeSetRevision'>;
  /** What is to be written; empty when the policy forbids it. */
  readonly writes: readonly ReadWrite<PushOrigin>[];
  readonly looked: readonly LookedPart[];
}

export interface ToEvaluate {
  readonly input: PushInput;
  /** The revision of the world that the transaction sees. */
  readonly current: number;
  /** The input's parts, looked at in that world. */
  readonly looked: readonly LookedPart[];
}

export async function evaluate(tx: Transaction, { input, current, looked }: ToEvaluate): Promise<Evaluated> {
  const parts: PlannedPart[] = [];
  const codes = new CodeGenerator(
    tx,
    input.parts.flatMap((p) => (p.inserts ?? []).map(([, , value]) => value)),
  );
  for (const [index, part] of input.parts.entries()) {
    const ofPart = looked[index];
    if (ofPart) parts.push(await planPart(tx, { part, index, current, looked: ofPart, codes }));
  }
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
    looked,
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
function pendingRecords(writes: readonly PushWrite[]): Map<string, Set<string>> {
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
