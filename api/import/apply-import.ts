/** An import as one change set: the same settling and writing as a push, with files and lines as origins. */
import type { Fault, SourceLine } from './sourced-row.ts';
import type { ApplyImport, ApplyOptions, ApplyResult } from './apply.ts';
import type { Database, Transaction } from '../database/transaction.ts';
import { revision as currentRevision } from '../matrix/pull.ts';
import { applyWrites } from '../changes/apply.ts';
import { changeSetByKey } from '../changes/changes.queries.ts';
import type { Verdict } from '../records/entity-check.ts';
import type { PlannedWrite, ReadWrite } from '../records/planned-write.ts';
import { lockRevision } from '../records/revision.queries.ts';
import { hashOf } from '../changes/push-input.ts';
import { settle, type Settled } from '../changes/settle.ts';

type ImportWrite = PlannedWrite<SourceLine>;

/** Binds the import to a database. Only an ADMIN imports; his new markets are granted to him and to every ADMIN. */
export const importInto =
  (database: Database): ApplyImport =>
  (writes, options) =>
    options.dryRun
      ? database.read(options.subject, async (tx) => {
          const current = await currentRevision(tx);
          return reportOf(current, await settleImport(tx, writes));
        })
      : database.write(options.subject, (tx) => applyImport(tx, writes, options));

async function applyImport(
  tx: Transaction,
  writes: readonly ImportWrite[],
  options: ApplyOptions,
): Promise<ApplyResult> {
  const current = await lockRevision(tx);
  if (!tx.identity.roles.includes('ADMIN')) throw new Error('Only a user with the role ADMIN may import.');
  const settled = await settleImport(tx, writes);
  if (settled.refused.length > 0 || settled.writes.length === 0) return reportOf(current, settled);
  // The same files may be imported again after a revert: then the key is taken, and the content decides nothing.
  const taken = await changeSetByKey(tx, options.idempotencyKey);
  const revision = current + 1;
  await applyWrites(
    tx,
    {
      revision,
      kind: 'IMPORT',
      matrix: null,
      reason: options.reason,
      idempotencyKey: taken ? crypto.randomUUID() : options.idempotencyKey,
      inputHash: hashOf(writes.map(({ entity, key, field, from, after }) => [entity, key, field, from, after])),
      result: {},
    },
    { writes: settled.writes },
  );
  return reportOf(revision, settled);
}

function settleImport(tx: Transaction, writes: readonly ImportWrite[]): Promise<Settled<SourceLine>> {
  const pending = new Map<string, Set<string>>();
  for (const { entity, key } of writes) {
    const keys = pending.get(entity) ?? new Set<string>();
    pending.set(entity, keys.add(key.join('/')));
  }
  return settle<SourceLine>(tx, { writes, pending, unitOf: () => 'import', refused: [], keepsRest: false });
}

function reportOf(revision: number, { writes, unchanged, refused, warnings }: Settled<SourceLine>): ApplyResult {
  const recordOf = (w: ReadWrite<SourceLine>): string => [w.entity, ...w.key, w.from ?? ''].join('\n');
  const created = new Map<string, ReadWrite<SourceLine>>();
  const updated = new Map<string, ReadWrite<SourceLine>>();
  const same = new Map<string, ReadWrite<SourceLine>>();
  for (const w of writes) (isCreation(w) ? created : updated).set(recordOf(w), w);
  for (const record of created.keys()) updated.delete(record);
  for (const w of unchanged) {
    // The end of a price that another line of the same files has opened is no price of its own.
    const isNothing = w.from !== undefined && w.before === null && w.after === null;
    if (!isNothing && !created.has(recordOf(w)) && !updated.has(recordOf(w))) same.set(recordOf(w), w);
  }
  return {
    revision,
    created: countByEntity(created.values()),
    updated: countByEntity(updated.values()),
    unchanged: countByEntity(same.values()),
    faults: refused.map(faultOf),
    warnings: warnings.map(faultOf),
  };
}

/** A new record; of a price, a version that begins on a day on which none began. */
const isCreation = (w: ReadWrite<SourceLine>): boolean =>
  w.from === undefined ? !w.exists : w.after !== null && w.beforeFrom !== w.from;

function countByEntity(writes: Iterable<ReadWrite<SourceLine>>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { entity } of writes) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  return counts;
}

const faultOf = ({ origin, problem }: Verdict<SourceLine>): Fault => ({ origin, message: problem.message });
