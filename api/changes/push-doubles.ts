/** Two wishes for one thing in one push (contract, semantics 6): which of them is meant cannot be told, so all are refused. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { PlannedPart } from './push-part.ts';
import type { PushOrigin, PushWrite, Refusal } from './push-plan.ts';

export interface WithoutDoubles {
  readonly writes: PushWrite[];
  readonly refusals: Refusal[];
}

/**
 * Two writes of one record's field, whichever sheets they stand on; of a price from the same day, since from different days
 * both can hold. New rows are told apart by `duplicateRows`.
 */
export function withoutDoubles(writes: readonly PushWrite[]): WithoutDoubles {
  const byCell = new Map<string, PushWrite[]>();
  for (const write of writes) {
    const cell = [write.entity, ...write.key, write.field, write.from ?? ''].join('\n');
    const same = byCell.get(cell);
    if (same) same.push(write);
    else byCell.set(cell, [write]);
  }
  const doubles = [...byCell.values()].filter((same) => cellsAmong(same).length > 1).flatMap(cellsAmong);
  const refusedCells = new Set(doubles.map(({ origin }) => cellOf(origin)));
  // What accompanies a refused cell goes with it; of those that remain, any of several equal ones will do.
  const kept = [...byCell.values()].flatMap((same) =>
    same.filter(({ origin }) => !refusedCells.has(cellOf(origin))).slice(0, 1),
  );
  const refusals = doubles
    .filter(({ origin }) => origin.action !== 'insert' || doubles.some((d) => d.origin.action !== 'insert'))
    .map(({ origin, field }) => ({ origin, problem: problem('DUPLICATE_EDIT', { column: origin.column ?? field }) }));
  return { writes: kept, refusals };
}

const cellsAmong = (writes: readonly PushWrite[]): PushWrite[] => writes.filter((w) => !w.origin.isCompanion);

const cellOf = ({ part, row, column }: PushOrigin): string => JSON.stringify([part, row, column]);

/** New rows with the same key, in one part or in several of the same matrix and plan. */
export function duplicateRows(parts: readonly PlannedPart[]): Refusal[] {
  const byKey = new Map<string, { readonly origin: PushOrigin; readonly key: string }[]>();
  for (const [part, { matrix, inserted }] of parts.entries()) {
    for (const [row, key] of inserted) {
      const place = `${matrix}\n${key}`;
      const origin: PushOrigin = { part, row, column: null, action: 'insert' };
      byKey.set(place, [...(byKey.get(place) ?? []), { origin, key }]);
    }
  }
  return [...byKey.values()]
    .filter((rows) => rows.length > 1)
    .flat()
    .map(({ origin, key }) => ({ origin, problem: problem('DUPLICATE_ROW', { row: key, where: 'PUSH' }) }));
}
