import type { Verdict } from '../records/entity-check.ts';
import type { PushOrigin } from './push-plan.ts';
import type { Rejection } from './push.types.ts';

/** A refusal with the three values of a conflict, where it is one. */
export interface Conflict {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly by: string;
  readonly at: Date;
}

export function asRejection({ origin, problem, ...rest }: Verdict<PushOrigin> & Partial<Conflict>): Rejection {
  const { part, row, column } = origin;
  const { base, mine, theirs, by, at } = rest;
  const conflict =
    by === undefined ? {} : { base: base ?? null, mine: mine ?? null, theirs: theirs ?? null, by, at: at ?? null };
  return { part, row, column, ...problem, ...conflict };
}

/** By part, row and column, each refusal once: a sheet's reader goes through them in order. What is of no row comes last. */
export function sortRejections(rejections: readonly Rejection[]): Rejection[] {
  return rejections.toSorted(order).filter((r, i, sorted) => i === 0 || order(sorted[i - 1] as Rejection, r) !== 0);
}

const order = (a: Rejection, b: Rejection): number =>
  a.part - b.part ||
  byText(a.row, b.row) ||
  byText(a.column, b.column) ||
  byText(a.code, b.code) ||
  byText(a.message, b.message);

function byText(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
