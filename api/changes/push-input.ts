/** What must hold of a push before anything is read: sizes, the key, and the hash that tells a replay from a reuse. */
import { createHash } from 'node:crypto';
import { textFault } from '../../schema/matrix/cell.ts';
import type { CellEdit } from '../matrix/matrix.types.ts';
import { RequestError } from '../request-error.ts';
import type { PushInput } from './push.types.ts';

export const MAX_PARTS = 20;
export const MAX_CELLS = 100_000;

/** @throws RequestError BAD_USER_INPUT, LIMIT_EXCEEDED */
export function checkPushInput(input: PushInput): void {
  checkKey(input.idempotencyKey);
  checkReason(input.reason ?? null);
  if (input.parts.length === 0) throw new RequestError('BAD_USER_INPUT', 'A push needs at least one part.');
  if (input.parts.length > MAX_PARTS)
    throw new RequestError('LIMIT_EXCEEDED', `A push takes at most ${MAX_PARTS} parts.`);
  const cells = cellsOf(input);
  if (cells > MAX_CELLS) {
    throw new RequestError('LIMIT_EXCEEDED', `A push takes at most ${MAX_CELLS} cells; this one has ${cells}.`);
  }
}

/** How much a push asks for: edited and inserted cells, archived rows. */
export const cellsOf = ({ parts }: PushInput): number =>
  parts.reduce((n, p) => n + p.edits.length + (p.inserts?.length ?? 0) + (p.archives?.length ?? 0), 0);

export function checkKey(key: string): void {
  if (key.length === 0 || [...key].length > 255 || textFault(key, 255)) {
    throw new RequestError('BAD_USER_INPUT', 'An idempotency key has 1 to 255 characters.');
  }
}

export function checkReason(reason: string | null): void {
  if (reason !== null && textFault(reason, 4000)) {
    throw new RequestError('BAD_USER_INPUT', 'A reason has at most 4,000 characters, none of them NUL.');
  }
}

/** SHA-256 of the input in a form in which the order of edits does not matter. */
export function hashOfPush(input: PushInput): string {
  const sorted = (cells: readonly CellEdit[] | null | undefined): string[] =>
    (cells ?? []).map((cell) => JSON.stringify(cell)).sort();
  const normal = {
    errorPolicy: input.errorPolicy,
    reason: input.reason ?? null,
    parts: input.parts.map((part) => ({
      request: canonical(part.request),
      baseRevision: part.baseRevision,
      edits: sorted(part.edits),
      inserts: sorted(part.inserts),
      archives: [...(part.archives ?? [])].sort(),
      effectiveFrom: part.effectiveFrom ?? null,
    })),
  };
  return hashOf(normal);
}

export const hashOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Keys sorted, absent and null alike, so that equal requests are equal text. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined && v !== null);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, canonical(v)]);
}
