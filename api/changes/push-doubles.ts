/** Two wishes for one thing in one push (contract, semantics 6): which of them is meant cannot be told, so all are refused. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { PlannedPart } from './push-part.ts';
import type { PushOrigin, PushWrite, Refusal } from './push-plan.ts';

export interface WithoutDoubles {
  readonly writes: readonly PushWrite[];
  readonly refusals: Refusal[];
}

/**
 * Two writes of one record's field, whichever sheets they stand on; of a price from the same day, since from different days
 * both can hold. New rows are told apart by `duplicateRows`.
 */
export function withoutDoubles(writes: readonly PushWrite[]): WithoutDoubles {
  if (isOneSheetEdited(writes)) return { writes, refusals: [] };
  const doubles = doublesAmong(writes);
  if (doubles.length === 0) return { writes, refusals: [] };
  const refusedCells = new Set(doubles.map(({ origin }) => cellOf(origin)));
  const hasEdit = doubles.some(({ origin }) => origin.action !== 'insert');
  const refusals = doubles
    .filter(({ origin }) => origin.action !== 'insert' || hasEdit)
    .map(({ origin, field }) => ({ origin, problem: problem('DUPLICATE_EDIT', { column: origin.column ?? field }) }));
  return { writes: writes.filter(({ origin }) => !refusedCells.has(cellOf(origin))), refusals };
}

/** Edits of one sheet differ in row or column, and so in what they write: those of one cell have been refused before. */
const isOneSheetEdited = (writes: readonly PushWrite[]): boolean =>
  writes.every(({ origin: { part, action } }) => action === 'edit' && part === writes[0]?.origin.part);

function doublesAmong(writes: readonly PushWrite[]): PushWrite[] {
  const first = new Map<string, PushWrite>();
  const doubles = new Set<PushWrite>();
  for (const write of writes) {
    const cell = `${write.entity}\n${write.key.join('\n')}\n${write.field}\n${write.from ?? ''}`;
    const other = first.get(cell);
    if (other) doubles.add(other).add(write);
    else first.set(cell, write);
  }
  return [...doubles];
}

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
